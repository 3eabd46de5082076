"""`python -m tests.proofs.steady`: new questions at a steady rate, for as long as a newsroom's busiest minute."""
