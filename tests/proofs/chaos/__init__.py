"""`python -m tests.proofs.chaos`: workers are killed, stopped and cut off from the database while platforms fail."""
