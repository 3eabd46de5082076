"""`python -m tests.proofs.burst`: many reminders due in one second, beside a scheduler with a job store of its own."""
