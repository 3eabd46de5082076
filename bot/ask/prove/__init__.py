"""Hard rules on answers, a file each. None looks at how likely a reading is; each is given what was asked and what is
about to be answered, and returns a finding: vetoed (never to be given or offered), unproven (to be asked back), proven.

Each file names questions that it alone refuses (REFUSES) and questions that it lets through (LETS_THROUGH).
"""
