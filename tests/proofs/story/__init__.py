"""`python -m tests.proofs.story`: preliminary figures become final on both platforms, and a worker dies meanwhile."""
