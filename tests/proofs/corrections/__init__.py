"""`python -m tests.proofs.corrections`: a figure changes that was given in very many places, and workers are killed."""
