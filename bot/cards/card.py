"""A card: a sentence, labelled rows under it, choices and buttons. Text only: whoever draws it escapes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Tone(StrEnum):
    """What kind of news the card is, so that no two of them look alike."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    ABSTAINED = "abstained"
    FAILED = "failed"
    REFUSED = "refused"
    """The asker may not, or not now: no statement about the ledger."""
    TOLD = "told"
    """What nobody asked for: a reminder, a digest, a list, help."""


class Action(StrEnum):
    """What a button does."""

    SOURCE = "source"
    WORKINGS = "workings"
    COPY = "copy"
    SHARE = "share"
    WRONG = "wrong"
    PICK = "pick"
    PAUSE = "pause"
    RESUME = "resume"
    REMOVE = "remove"
    RESOLVE = "resolve"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    LOOK = "look"
    PUBLISH = "publish"
    OVERRULE = "overrule"
    """Publish over what speaks against it."""
    REJECT = "reject"
    ENTER = "enter"
    EDIT = "edit"
    FILL = "fill"
    """Open the form of an order, which the button is for."""


class Aside(StrEnum):
    """What kind of row may be folded away, or shown in another way, where a platform can."""

    WORKINGS = "workings"
    """How it came about, for whoever checks it."""
    SERIES = "series"
    """One of many figures, which a table of the card's chart has as well."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. A row without a label goes on under the one before. `url` is never broken; `ask` is the question that
    leads to what the row says, and a row that `picks` can be picked though there is none; a row that `warns` is not to
    be overlooked; one that is an `aside` is not looked at first. `message` is the platform's name of the message that
    it tells of, in the card's own channel."""

    label: str
    text: str
    url: str | None = None
    warns: bool = False
    ask: str | None = None
    picks: bool = False
    aside: Aside | None = None
    small: bool = False
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press; `ref` says what it is pressed for: a receipt, of a choice its number too, a subscription.
    One that `repeats` leads to nothing that its card does not show already. `short` is what tells a choice from the
    others, for where all of them stand in full above; "": its label does."""

    action: Action
    label: str
    ref: str
    repeats: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (UTC) that some words of a card are, as they stand there, by the newsroom's clocks: a platform that
    knows its reader's own shows it by those."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom some words of a card are: `id` is "slack/T1/U1"."""

    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Card:
    """`choices` are other readings to pick from, `buttons` what can be done with the card itself. `moments`, `people`
    and `channels` ("slack:T1/C1") say what parts of its text are. `figure` is the part of the headline that answers, as
    it stands there; "": no part of it does more than the others."""

    tone: Tone
    headline: str
    rows: tuple[Row, ...] = ()
    choices: tuple[Button, ...] = ()
    buttons: tuple[Button, ...] = ()
    moments: tuple[Moment, ...] = ()
    people: tuple[Person, ...] = ()
    figure: str = ""
    channels: tuple[str, ...] = ()

    @property
    def parted(self) -> tuple[str, str, str]:
        """The headline before its figure, the figure, and what comes after it; without one, all of it comes before."""
        found = standing_in(self.figure, self.headline)
        if found is None:
            return self.headline, "", ""
        return self.headline[: found.start()], found[0], self.headline[found.end() :]

    def as_json(self) -> dict[str, Any]:
        # What is beside the first five is passed over by the version before, which may still draw this.
        return {
            "tone": self.tone,
            "headline": self.headline,
            "rows": [_row(row) for row in self.rows],
            "choices": [_button(choice) for choice in self.choices],
            "buttons": [_button(button) for button in self.buttons],
            "moments": [[moment.text, moment.at.isoformat()] for moment in self.moments],
            "people": [[person.text, person.id] for person in self.people],
            "figure": self.figure,
            "channels": list(self.channels),
            "asides": {str(place): row.aside for place, row in enumerate(self.rows) if row.aside},
            "small": [place for place, row in enumerate(self.rows) if row.small],
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Card:
        """The inverse of `as_json`."""
        small = body.get("small", ())
        asides = {int(place): Aside(aside) for place, aside in body.get("asides", {}).items()}
        return cls(
            Tone(body["tone"]),
            body["headline"],
            tuple(Row(**row, aside=asides.get(n), small=n in small) for n, row in enumerate(body["rows"])),
            _buttons(body["choices"]),
            _buttons(body["buttons"]),
            moments=tuple(Moment(text, datetime.fromisoformat(at)) for text, at in body.get("moments", ())),
            people=tuple(Person(text, id_) for text, id_ in body.get("people", ())),
            figure=body.get("figure", ""),
            channels=tuple(body.get("channels", ())),
        )


def standing_in(part: str, text: str) -> re.Match[str] | None:
    """Where a part of a text stands by itself, and not as a piece of a longer number or word."""
    return re.search(rf"(?<![\w.,]){re.escape(part)}(?!\w|[.,]\d)", text) if part else None


def labelled(label: str, texts: Iterable[str], warns: bool = False, *, small: bool = False) -> Iterator[Row]:
    """Rows of one label, which stands on the first alone."""
    for number, text in enumerate(texts):
        yield Row("" if number else label, text, warns=warns, small=small)


def _row(row: Row) -> dict[str, Any]:
    body = {"label": row.label, "text": row.text, "url": row.url, "warns": row.warns, "ask": row.ask}
    # Said of few rows alone: the version before, which may still draw this, does not know it.
    said = {"picks": True} if row.picks else {}
    return {**body, **said, **({"message": row.message} if row.message is not None else {})}


def _button(button: Button) -> dict[str, Any]:
    body: dict[str, Any] = {"action": button.action, "label": button.label, "ref": button.ref}
    if button.repeats:
        body["repeats"] = True
    return {**body, "short": button.short} if button.short else body


def _buttons(bodies: Iterable[Mapping[str, Any]]) -> tuple[Button, ...]:
    return tuple(
        Button(Action(one["action"]), one["label"], one["ref"], one.get("repeats", False), one.get("short", ""))
        for one in bodies
    )
