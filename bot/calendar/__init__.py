"""Key dates, reminders and digests: never lost, never twice.

What falls due is worked out from rules and two instants alone (`occurrences`), and put into the outbox, whose unique
key makes it harmless to work it out again: by another process, after a crash, after the clock was set back.

    rules, key dates --tick--> outbox --compose, at the moment of sending--> card

- moments.py, rules.py, occurrences.py: time, without any store. A key date at an impossible or ambiguous
  local time is refused; a recurring rule fires once on every day it names, whatever the clocks do.
- keydates.py, subscriptions.py: what people change.
- left_out.py: what is stored and cannot be worked with. Where rows become nouns it is left out (`bot.store.rows`,
  stored_rules.py), so that it stops nothing else; the desk is told of it.
- tick.py: what falls due until now, and shortly after. Late occurrences are caught up within a bound; beyond it they go
  into the outbox as expired, which records them as missed and tells the desk.
- composing.py: what a delivery says, built from the ledger when it is sent. A reminder of a date that was moved or
  cancelled meanwhile says nothing; those given already are corrected where they were given.
"""
