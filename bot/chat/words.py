"""The words of orders: what can be ordered, and what its values are called."""

from __future__ import annotations

DATES = "dates"
NEWS = "news"
HELP = "help"
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
EMBARGOED = "embargoed"

CHANGES = frozenset({ADD, MOVE, CANCEL, CONFIRM, SUBSCRIBE, PAUSE, RESUME, UNSUBSCRIBE})
"""Orders that change something."""
LOOKS = frozenset({DATES, NEWS, SHOW, SUBSCRIPTIONS})
"""Orders that show something and change nothing: they can be carried out again."""
FOR_ONE_ALONE = frozenset({EMBARGOED})
"""Orders whose answer nobody but the one who gives them may see."""

TITLE, AT, ZONE, BRINGS, SOURCE = "title", "at", "zone", "brings", "source"
TOPICS, REMINDERS, DIGEST, QUIET, LANGUAGE = "topics", "reminders", "digest", "quiet", "language"
NUMBER = "number"
