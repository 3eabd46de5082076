"""What is promised of deliveries, proved at full size by hand and at a small size with the tests.

`python -m tests.proofs.chaos`, `python -m tests.proofs.fanout`, `python -m tests.proofs.corrections`,
`python -m tests.proofs.burst` and `python -m tests.proofs.recovery` each print one line of JSON and exit 1 where a
promise does not hold. All goes over real sockets; but for the last, platforms and workers are processes of their own.
"""
