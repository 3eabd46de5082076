"""Every kind of message, drawn as its platform shows it: `python -m tests.looking page.html`, then open the page.

A platform is a module with `sections()`; `kinds` has the cards that all of them draw.
"""
