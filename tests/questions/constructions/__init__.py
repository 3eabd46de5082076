"""Words in constructions: every word must mean in every construction what its prototype means there.

words.csv has the words with their prototypes and forms, constructions.csv the questions that they are put in with the
operation that answers them, ledger.csv the figures: whole numbers whose changes, differences and percentages are whole
or end in a half, and differ from one another, so that another reading gives another number.
"""
