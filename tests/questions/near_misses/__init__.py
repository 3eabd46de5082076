"""Near misses: questions that are one word away from one that a ledger answers, and that it cannot answer.

`python -m tests.questions.near_misses --help` tells how they are made; tests/questions/README.md what they are for.
"""
