"""A card: a sentence, labelled rows under it, choices and buttons. Text only: whoever draws it escapes it."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Row:
    """One row. A row without a label goes on under the one before. `url` is never broken; `ask` is the question that
    leads to what the row says, and a row that `picks` can be picked though there is none; a row that `warns` is not to
    be overlooked."""

    label: str
    text: str
    url: str | None = None
    warns: bool = False
    ask: str | None = None
    picks: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press; `ref` says what it is pressed for: a receipt, of a choice its number too, a subscription."""

    action: Action
    label: str
    ref: str


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
    """`choices` are other readings to pick from, `buttons` what can be done with the card itself. `moments` and
    `people` say what parts of its text are."""

    tone: Tone
    headline: str
    rows: tuple[Row, ...] = ()
    choices: tuple[Button, ...] = ()
    buttons: tuple[Button, ...] = ()
    moments: tuple[Moment, ...] = ()
    people: tuple[Person, ...] = ()

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
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Card:
        """The inverse of `as_json`."""
        return cls(
            Tone(body["tone"]),
            body["headline"],
            tuple(Row(**row) for row in body["rows"]),
            _buttons(body["choices"]),
            _buttons(body["buttons"]),
            moments=tuple(Moment(text, datetime.fromisoformat(at)) for text, at in body.get("moments", ())),
            people=tuple(Person(text, id_) for text, id_ in body.get("people", ())),
        )


def labelled(label: str, texts: Iterable[str], warns: bool = False) -> Iterator[Row]:
    """Rows of one label, which stands on the first alone."""
    for number, text in enumerate(texts):
        yield Row("" if number else label, text, warns=warns)


def _row(row: Row) -> dict[str, Any]:
    body = {"label": row.label, "text": row.text, "url": row.url, "warns": row.warns, "ask": row.ask}
    # Said of few rows alone: the version before, which may still draw this, does not know it.
    return {**body, "picks": True} if row.picks else body


def _button(button: Button) -> dict[str, Any]:
    return {"action": button.action, "label": button.label, "ref": button.ref}


def _buttons(bodies: Iterable[Mapping[str, Any]]) -> tuple[Button, ...]:
    return tuple(Button(Action(body["action"]), body["label"], body["ref"]) for body in bodies)
