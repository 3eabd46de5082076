"""The outbox: every public post is a row, written in the transaction that computed it, sent once, and never forgotten.

**Public posts exactly once; private answers never lost, may repeat.** The public posts are what this package carries; a
private answer is sent by whoever computed it.

- The occurrence is enqueued in the same transaction that computed it, under a UNIQUE key of (kind, subject, local
  occurrence, destination).
- It is claimed with SELECT ... FOR UPDATE SKIP LOCKED on PostgreSQL and BEGIN IMMEDIATE on SQLite, leased, committed as
  "sending", sent, committed as "sent".
- An expired "sending" row asks the channel before it sends again, only after lease plus a settling time, since a late
  accept is invisible before. While the channel cannot say, nothing is sent; at last a person has to decide.
- SKIP LOCKED alone gives no order in a channel: a partial UNIQUE on destination where something is under way, and the
  oldest row of a free destination is claimed.
- A message says what was enqueued for as long as the ledger is at the revision that it was worded at; otherwise it is
  composed when it is sent, and again where the ledger moves before that is written down.
- Late work is caught up within a bound, marked late; older than the bound is recorded as missed, never silently
  dropped.
- A destination that is gone is paused and the desk told once; a message that is refused, or fails again and
  again, is parked.

A worker paused past its lease may double a post, where the platform knows no key that forbids it. The time-out of a
send is shorter than the lease, and the clocks of replicas agree to within the settling time.

The package knows no platform: one comes in through a `ports.Port`. It knows no clock and no chance: `relay.Relay` is
handed both.

    enqueue -> claim -> send -> settle
                 ^        |
                 |        v  (in doubt)
                 +--- reconcile

relay.py is one pass over all of it; verdict.py and limits.py decide without reading or writing anything.
"""
