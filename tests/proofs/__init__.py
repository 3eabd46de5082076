"""What is promised of deliveries, proved at full size by hand and at a small size with the tests.

`python -m tests.proofs.chaos`, `python -m tests.proofs.fanout`, `python -m tests.proofs.corrections`,
`python -m tests.proofs.burst`, `python -m tests.proofs.recovery` and `python -m tests.proofs.story` each print one line
of JSON and exit 1 where a promise does not hold. All goes over real sockets; platforms are processes of their own, but
in the last two, and so are workers, but in `recovery`.
"""
