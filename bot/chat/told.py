"""What is told of the ledger, kept with whatever leaves Factdesk later, so that it can be looked up again then."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.answer import Answer, Name
from bot.domain import KeyDate, Outcome

_FIGURES, _NAMES, _DATES, _ASKED, _READING, _SAID = "figures", "names", "dates", "asked", "reading", "said"


@dataclass(frozen=True, slots=True)
class Told:
    """The ids of the figures that something tells of, and the concepts that it names.

    `dates` are the key dates that it tells the time of: pairs of an id and the `state` it was in. `asked` is the
    complete question that it answers, "" where that is not known any more, and None where it answers none; `reading` is
    the meaning that it answers, as `bot.ask.meaning_json` writes it, where there never was a question; `said` is the
    `gist` of that answer.
    """

    figures: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    asked: str | None = None
    said: str | None = None
    reading: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, answer: Answer) -> Told:
        asked = answer.question if answer.asked is None else answer.asked
        # What was put into words is asked again in its words: they may be read otherwise by then.
        reading = None if asked else answer.reading
        return cls(answer.told, answer.names, asked=asked, said=gist(answer), reading=reading)

    @property
    def cannot_be_asked_again(self) -> bool:
        """Whether it answers something of which nobody knows any more what it was."""
        return self.asked == "" and self.reading is None

    def as_json(self) -> dict[str, Any]:
        return {
            _FIGURES: self.figures,
            _NAMES: self.names,
            _DATES: self.dates,
            _ASKED: self.asked,
            _SAID: self.said,
            _READING: self.reading,
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Told | None:
        """The inverse of `as_json`, among whatever else there is; None: it is not said in full."""
        if not body.keys() >= {_FIGURES, _NAMES, _DATES, _ASKED, _SAID, _READING}:
            return None
        figures, *pairs = (tuple(body[name]) for name in (_FIGURES, _NAMES, _DATES))
        names, dates = (tuple(map(tuple, pair)) for pair in pairs)
        return cls(figures, names, dates, body[_ASKED], body[_SAID], body[_READING])


NOTHING = Told()
"""Of a card that says the same whatever the ledger holds."""


def gist(answer: Answer) -> str:
    """A digest of what an answer claims. What else there would be to choose, and is told beside it, does not count; but
    where it asks back, the choices are the answer."""
    choices = [option.text for option in answer.alternatives] if answer.outcome is Outcome.AMBIGUOUS else []
    workings = answer.computation.expression if answer.computation else None
    claims = [answer.outcome.value, answer.text, answer.base, workings, answer.caveats, choices]
    return hashlib.sha256(json.dumps(claims).encode()).hexdigest()[:20]


def state(key_date: KeyDate) -> str:
    """What is told of when a key date is: another text once it was moved, cancelled or confirmed."""
    return f"{key_date.at.iso} {key_date.at_time} {key_date.zone} {key_date.status}"
