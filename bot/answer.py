"""The answer: the one structure that every adapter renders and `factdesk ask --json` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.domain import Outcome

VERSION = 2
"""Of the structure that `as_json` gives."""
Name = tuple[str, ...]
"""A concept: the part of the catalogue that it is in, and its key there, as ("indicators", "turnout") or ("codes",
"party", "red")."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a figure stands. None means that the source does not record it."""

    publisher: str | None
    title: str | None
    url: str | None
    published_on: str | None
    locator: str | None


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure as an answer shows it: labels instead of ids, `value` a decimal string in the source's own scale.

    `superseded_by` is an id, or the ids of rivals with spaces between.
    """

    id: str
    indicator: str
    dimensions: tuple[tuple[str, str], ...]
    period: str
    value: str
    unit: str | None
    qualifier: str
    status: str
    attributed_to: str | None
    published_on: str | None
    source: Citation
    superseded_by: str | None = None
    universe: str | None = None

    def as_json(self) -> dict[str, Any]:
        source = self.source
        return {
            "id": self.id,
            "indicator": self.indicator,
            "dimensions": dict(self.dimensions),
            "period": self.period,
            "value": self.value,
            "unit": self.unit,
            "qualifier": self.qualifier,
            "status": self.status,
            "universe": self.universe,
            "attributed_to": self.attributed_to,
            "published_on": self.published_on,
            "source": {
                "publisher": source.publisher,
                "title": source.title,
                "url": source.url,
                "published_on": source.published_on,
                "locator": source.locator,
            },
            "superseded_by": self.superseded_by,
        }


@dataclass(frozen=True, slots=True)
class Computation:
    """How the value came about: the operation, its workings with numbers, and the ids of the figures that went in."""

    operation: str
    expression: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """Another reading of the question, or the nearest figure held: a sentence with its value and the figures used.

    `ask` is a complete question that leads to this option alone, for a button or the next thing to type; `reading` its
    meaning, as `bot.ask.meaning_json` writes it.
    """

    text: str
    value: str | None
    unit: str | None
    figures: tuple[str, ...]
    ask: str | None = None
    reading: Mapping[str, Any] | None = None

    @property
    def can_be_picked(self) -> bool:
        return self.ask is not None or self.reading is not None


@dataclass(frozen=True, slots=True)
class Asserted:
    """What a message asserts, in few words or as a decimal string, and whether it is so."""

    asserted: str
    holds: bool


@dataclass(frozen=True, slots=True)
class WordReading:
    """How one stretch of the question was read."""

    words: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. `value` is a decimal string, `date` ISO 8601 as precise as known."""

    question: str
    understood_as: str
    outcome: Outcome
    text: str
    value: str | None = None
    unit: str | None = None
    qualifier: str | None = None
    date: str | None = None
    figures: tuple[CitedFigure, ...] = ()
    computation: Computation | None = None
    caveats: tuple[str, ...] = ()
    alternatives: tuple[Option, ...] = ()
    missing: str | None = None
    nearest: tuple[Option, ...] = ()
    base: str | None = None
    """The base in words, as "49 of 5,484 people who faced a charge"."""
    label: tuple[str, ...] | None = None
    """The names that answer a which-question: of a tie those of all winners."""
    reading: Mapping[str, Any] | None = None
    """The meaning that was answered, as `bot.ask.meaning_json` writes it; None where that is not known."""
    claim: Asserted | None = None
    """What is asserted, of a message that asks whether it is so: the text says yes or no first."""
    words: Callable[[], tuple[WordReading, ...]] | None = field(default=None, compare=False, repr=False)
    """Tells how each word was read; only run for those who ask."""
    told: tuple[str, ...] = field(default=(), compare=False)
    """The ids, in order, of all figures that any part of it tells of: by their value, or that there is one. Who may not
    see one of them may not see the answer."""
    names: tuple[Name, ...] = field(default=(), compare=False)
    """The concepts that it names though it may tell of no figure of theirs."""
    moments: tuple[tuple[str, datetime], ...] = field(default=(), compare=False)
    """Parts of the text that are instants (UTC), as they stand there."""
    asked: str | None = field(default=None, compare=False)
    """The complete question that it answers, where `question` goes on from another; "" where nobody knows it any more.
    None: it is `question`."""

    @property
    def explanation(self) -> tuple[WordReading, ...]:
        return self.words() if self.words else ()

    def explained(self, words: Callable[[], tuple[WordReading, ...]]) -> Answer:
        return replace(self, words=words)

    def telling(self, figures: Iterable[str] = (), names: Iterable[Name] = ()) -> Answer:
        """The same, which tells of these figures and names these concepts as well."""
        told, named = {*self.told, *figures}, {*self.names, *names}
        return replace(self, told=tuple(sorted(told)), names=tuple(sorted(named)))

    def as_json(self, explain: bool = False) -> dict[str, Any]:
        """The structure of `bot/answer.schema.json`; with `explain`, how each word was read as well."""
        body: dict[str, Any] = {
            "version": VERSION,
            "question": self.question,
            "understood_as": self.understood_as,
            "status": self.outcome.value,
            "text": self.text,
            "label": None if self.label is None else list(self.label),
            "value": self.value,
            "unit": self.unit,
            "qualifier": self.qualifier,
            "date": self.date,
            "claim": None if self.claim is None else {"asserted": self.claim.asserted, "holds": self.claim.holds},
            "reading": self.reading,
            "base": self.base,
            "figures": [figure.as_json() for figure in self.figures],
            "computation": _computation(self.computation),
            "caveats": list(self.caveats),
            "alternatives": [_option(option) for option in self.alternatives],
            "missing": self.missing,
            "nearest": [_option(option) for option in self.nearest],
        }
        if explain:
            body["explanation"] = [{"words": word.words, "read_as": word.read_as} for word in self.explanation]
        return body

    def as_kept(self) -> dict[str, Any]:
        """What a receipt keeps: that structure, the concepts and instants that it names, and the complete question."""
        moments = [[text, at.isoformat()] for text, at in self.moments]
        return {**self.as_json(), "names": self.names, "asked": self.asked, "moments": moments}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Answer:
        """The inverse of `as_json` and of `as_kept`, but for how each word was read and which figures it tells of. What
        the first version of the structure did not have may be lacking."""
        same = ("question", "understood_as", "text", "value", "unit", "qualifier", "date", "missing", "base")
        computation = body["computation"]
        return cls(
            **{name: body[name] for name in same},
            outcome=Outcome(body["status"]),
            figures=tuple(_cited(figure) for figure in body["figures"]),
            label=tuple(label) if (label := body.get("label")) is not None else None,
            reading=body.get("reading"),
            claim=Asserted(**claim) if (claim := body.get("claim")) is not None else None,
            computation=Computation(**{**computation, "inputs": tuple(computation["inputs"])}) if computation else None,
            caveats=tuple(body["caveats"]),
            alternatives=_options(body["alternatives"]),
            nearest=_options(body["nearest"]),
            names=tuple(map(tuple, body.get("names", ()))),
            moments=tuple((text, datetime.fromisoformat(at)) for text, at in body.get("moments", ())),
            asked=body.get("asked", ""),
        )


def _computation(computation: Computation | None) -> dict[str, Any] | None:
    if computation is None:
        return None
    return {
        "operation": computation.operation,
        "expression": computation.expression,
        "inputs": list(computation.inputs),
    }


def _option(option: Option) -> dict[str, Any]:
    return {
        "text": option.text,
        "value": option.value,
        "unit": option.unit,
        "figures": list(option.figures),
        "ask": option.ask,
        "reading": option.reading,
    }


def _cited(body: Mapping[str, Any]) -> CitedFigure:
    return CitedFigure(
        **{**body, "dimensions": tuple(body["dimensions"].items()), "source": Citation(**body["source"])}
    )


def _options(bodies: Iterable[Mapping[str, Any]]) -> tuple[Option, ...]:
    return tuple(Option(**{**body, "figures": tuple(body["figures"])}) for body in bodies)
