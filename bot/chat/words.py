"""The words of orders: what can be ordered, and what its values are called."""

from __future__ import annotations

DATES = "dates"
ADD = "dates add"
MOVE = "dates move"
CANCEL = "dates cancel"
CONFIRM = "dates confirm"
SHOW = "dates show"
SUBSCRIBE = "subscribe"
SUBSCRIPTIONS = "subscriptions"
PAUSE = "pause"
RESUME = "resume"
UNSUBSCRIBE = "unsubscribe"

CHANGES = frozenset({ADD, MOVE, CANCEL, CONFIRM, SUBSCRIBE, PAUSE, RESUME, UNSUBSCRIBE})
"""Orders that change something."""

TITLE, AT, ZONE, BRINGS, SOURCE = "title", "at", "zone", "brings", "source"
TOPICS, REMINDERS, DIGEST, QUIET, LANGUAGE = "topics", "reminders", "digest", "quiet", "language"
NUMBER = "number"
