"""Chats: questions taken once, answered where they were asked, each answer with a receipt.

    inbound event -> inbox (once) -> access, flood -> the desk -> card + receipt -> outbox, or the asker alone

**Public posts exactly once; private answers never lost, may repeat.** What arrives is stored under its own key before
it is acknowledged; whoever finishes it writes the receipt, the thread's memory and the public post in one transaction.
What was given goes out again, by a button or after it waited, only once what it tells of was looked up (`standing`).
What a crash left unfinished is taken up again after its lease. Platforms come in as words: an address, a user, a text.
"""
