"""`python -m tests.proofs.hostile`: questions that nobody means well, through `factdesk ask --jsonl`."""
