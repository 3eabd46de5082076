"""Discord: mentions, commands and buttons in; messages out.

inbound.py reads what Discord sends, render.py draws cards, deliver.py is the outbox's port, app.py wires them together.
discord.py holds the gateway and describes the commands. Everything the bot says goes through rest.py, one attempt a
call: discord.py sleeps through limits and repeats what a server may have taken.
"""
