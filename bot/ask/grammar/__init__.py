"""The grammar of questions: which words ask for what, and which say nothing about the figure wanted.

Patterns match a question's folded words joined by single spaces (no punctuation, no apostrophes), one alternative a
line. A `Cue` is a sign in the question; what is done about it is decided by the operations, which also see what the
question names.
"""
