"""`python -m tests.proofs.fanout`: one digest to very many channels, as fast as the platforms let it."""
