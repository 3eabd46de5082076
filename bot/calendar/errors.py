"""What a user can get wrong about times, dates and subscriptions. Each message says what to write instead."""

from __future__ import annotations

from bot.errors import FactdeskError


class UnclearMoment(FactdeskError):
    """A text that names no day or time, or could mean several."""


class UnprintableText(FactdeskError):
    """A title or a source with control characters, which no terminal and no chat should get."""


class OverlongText(FactdeskError):
    """A title, or what a key date is cited to, that is too long."""


class PastDate(FactdeskError):
    """A key date that would be set into the past."""


class InvalidRule(FactdeskError):
    """A digest rule, reminder offset or quiet hours that cannot be read, or never lets anything through."""


class UnknownKeyDate(FactdeskError):
    """No key date with this id."""


class UnworkableKeyDate(FactdeskError):
    """A key date on a day or in a zone that nothing can be worked out with."""


class KeyDateTaken(FactdeskError):
    """A key date of this title and day is there already; `told` says no more than that."""

    def __init__(self, told: str, mend: str = "") -> None:
        self.told = told
        super().__init__(f"{told}; {mend}" if mend else told)


class KeyDateClosed(FactdeskError):
    """The key date has been cancelled, or has happened."""


class UnknownTopic(FactdeskError):
    """A word that names no indicator and no key date."""


class UnclearTopic(UnknownTopic):
    """A word that names several of a kind."""


class UnknownSubscription(FactdeskError):
    """No subscription with this number."""


class TooManyFollows(FactdeskError):
    """A channel or a person that follows as many figures as one may."""


class UnusableChannel(FactdeskError):
    """A channel that is not written as one, or that the bot cannot post in."""


class UnreadableDates(FactdeskError):
    """A file of key dates that cannot be read."""
