"""What is promised of deliveries, proved at full size by hand and at a small size with the tests.

`python -m tests.proofs.chaos`, `python -m tests.proofs.fanout` and `python -m tests.proofs.burst` each print one line
of JSON and exit 1 where a promise does not hold. Platforms and workers are processes of their own, over real sockets.
"""
