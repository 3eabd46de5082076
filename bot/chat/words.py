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
FOLLOW = "follow"
UNFOLLOW = "unfollow"
EMBARGOED = "embargoed"
ENTER = "add"

CHANGES = frozenset({ADD, MOVE, CANCEL, CONFIRM, SUBSCRIBE, PAUSE, RESUME, UNSUBSCRIBE})
"""Orders that change something."""
LOOKS = frozenset({DATES, NEWS, SHOW, SUBSCRIPTIONS})
"""Orders that show something and change nothing: they can be carried out again."""
ON_NUMBERS = frozenset({PAUSE, RESUME, UNSUBSCRIBE})
"""Orders that change one subscription: somebody's own is theirs to change."""
FOR_ONE_ALONE = frozenset({EMBARGOED, ENTER})
"""Orders whose answer nobody but the one who gives them may see."""

TITLE, AT, ZONE, BRINGS, SOURCE = "title", "at", "zone", "brings", "source"
TOPICS, REMINDERS, DIGEST, QUIET, LANGUAGE = "topics", "reminders", "digest", "quiet", "language"
NUMBER, QUESTION = "number", "question"
OWNER = "owner"
"""Whose own follows a list has as well, which is made anew where it is posted: no user gives it."""
