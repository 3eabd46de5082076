"""The nouns of Factdesk, as frozen values. Standard library only.

Words are those of official statistics (SDMX, RDF Data Cube), and SKOS for labels. What users see as a "figure" is an
SDMX observation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum, StrEnum
from functools import lru_cache
from typing import NamedTuple

from bot.periods import PartialDate, Period

Dimensions = tuple[tuple[str, str], ...]
"""(dimension id, code id) pairs sorted by dimension id. A dimension that is absent means its total."""


class Status(StrEnum):
    """Observation status, in the words of newsrooms; `sdmx` gives the code of SDMX CL_OBS_STATUS.

    Beside those of statistics stand the states of a result of an election, from the first count to the last word.
    """

    FORECAST = "forecast"
    PRE_ELECTION = "pre-election"
    """What a result is before any vote was counted."""
    ESTIMATE = "estimate"
    UNOFFICIAL_PARTIAL = "unofficial partial"
    """Of some of the votes or the places, as they are counted."""
    PRELIMINARY = "preliminary"
    PROVISIONAL = "provisional"
    UNOFFICIAL_COMPLETE = "unofficial complete"
    """Of all places, and not declared yet."""
    NORMAL = "normal"
    OFFICIAL = "official"
    """Declared by whoever held the election."""
    FINAL = "final"
    RECOUNT = "recount"
    CERTIFIED = "certified"
    AMENDED = "amended"
    """Changed after it was certified, as by a court."""

    @property
    def sdmx(self) -> str:
        return _STANDINGS[self].sdmx

    @property
    def rank(self) -> int:
        """How settled the figure is: a higher rank supersedes a lower one of the same series and period."""
        return _STANDINGS[self].rank

    @property
    def is_settled(self) -> bool:
        """Whether nothing more final is to be waited for as a rule."""
        return self.rank >= _STANDINGS[Status.NORMAL].rank


class _Standing(NamedTuple):
    rank: int
    sdmx: str


_STANDINGS = {
    Status.FORECAST: _Standing(0, "F"),
    Status.PRE_ELECTION: _Standing(1, "M"),
    Status.ESTIMATE: _Standing(2, "E"),
    Status.UNOFFICIAL_PARTIAL: _Standing(3, "P"),
    Status.PRELIMINARY: _Standing(4, "P"),
    Status.PROVISIONAL: _Standing(4, "P"),
    Status.UNOFFICIAL_COMPLETE: _Standing(5, "P"),
    Status.NORMAL: _Standing(6, "A"),
    Status.OFFICIAL: _Standing(7, "A"),
    Status.FINAL: _Standing(8, "A"),
    Status.RECOUNT: _Standing(9, "A"),
    Status.CERTIFIED: _Standing(10, "A"),
    Status.AMENDED: _Standing(11, "A"),
}


class Qualifier(StrEnum):
    """How exactly the source states the value."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    JUST_OVER = "just over"
    JUST_UNDER = "just under"


class Review(StrEnum):
    """Where a figure stands on its way into answers: only a published one is ever given."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETRACTED = "retracted"
    REJECTED = "rejected"
    """A draft that came to nothing; entered again, it is one anew."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Something with a name: a SKOS concept with its preferred label and the other words readers use for it."""

    id: str
    label: str
    alt_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator(Concept):
    """What is measured.

    `universe` names the base (who or what is counted); `numerator` and `denominator` name the indicators a ratio is
    made of; `derivation` says which operation over which indicators gives a figure that a source reports ready-made,
    as "OPERATION(indicator; dimension=code; ...)", so that the engine can compute it too and compare.
    """

    definition: str | None = None
    unit: str | None = None
    universe: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    derivation: str | None = None


@dataclass(frozen=True, slots=True)
class Dimension(Concept):
    """How an indicator is broken down. `whole`: the codes are the parts of one whole, so their shares add up to 100."""

    whole: bool = False


@dataclass(frozen=True, slots=True)
class Code(Concept):
    """One value of a dimension. `broader` names the code it is part of. Codes are unique within their dimension."""

    dimension: str = ""
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class Universe(Concept):
    """A base: the people or things a figure counts. `size` names the indicator that counts its members."""

    broader: str | None = None
    size: str | None = None


@dataclass(frozen=True, slots=True)
class NamedPeriod(Concept):
    """A reference period that people call by a name ("before the law change")."""

    period: Period = field(default_factory=lambda: Period(""))


@dataclass(frozen=True, slots=True)
class Agent(Concept):
    """A person or body that a figure is attributed to when it is a claim rather than a record."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a figure is cited to. What the source does not print is None, and shown as not recorded."""

    id: str
    publisher: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    published_on: PartialDate | None = None
    licence: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation: the value of a series (an indicator with one code a dimension) for a reference period.

    `value` keeps the scale its source wrote it in. `published_on` falls back to the source's own date where the figure
    has none. Times are UTC. `note` is what its source says of this one figure ("break in series").
    """

    id: str
    indicator: str
    dimensions: Dimensions
    period: Period
    value: Decimal
    unit: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    status: Status = Status.NORMAL
    universe: str | None = None
    source: str | None = None
    locator: str | None = None
    attributed_to: str | None = None
    published_on: PartialDate | None = None
    embargo_until: datetime | None = None
    review: Review = Review.PUBLISHED
    note: str | None = None

    @property
    def series(self) -> SeriesKey:
        return SeriesKey(self.indicator, self.dimensions)


class SeriesKey(NamedTuple):
    """The identity of a series: its indicator and one code for each dimension that is not at its total."""

    indicator: str
    dimensions: Dimensions

    def __str__(self) -> str:
        """One text for one series: the signs that part it are escaped inside ids, so that `parse` reads it back."""
        pairs = (f"{_escaped(dimension)}={_escaped(code)}" for dimension, code in self.dimensions)
        return ";".join([_escaped(self.indicator), *pairs])

    @classmethod
    def parse(cls, text: str) -> SeriesKey:
        """The inverse of `str`. Its text must come from there."""
        indicator, *pairs = text.split(";")
        return cls(_unescaped(indicator), tuple(map(_pair, pairs)))


def _escaped(part: str) -> str:
    return part.replace("%", "%25").replace(";", "%3B").replace("=", "%3D")


@lru_cache(maxsize=65_536)
def _pair(text: str) -> tuple[str, str]:
    """One value for one text: a ledger has many series of the same few codes."""
    dimension, _, code = text.partition("=")
    return _unescaped(dimension), _unescaped(code)


def _unescaped(part: str) -> str:
    return part.replace("%3D", "=").replace("%3B", ";").replace("%25", "%") if "%" in part else part


class KeyDateStatus(StrEnum):
    SCHEDULED = "scheduled"
    HAPPENED = "happened"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class KeyDate(Concept):
    """A dated event. `label` is its title, `at` as precise as it is known; `at_time` is the instant (UTC) where one is
    set, meant in `zone` (IANA). `brings` is the indicator whose new figure the event will bring. Until `embargo_until`
    (UTC) nobody but the desk is told of it. `sequence` is the number (iCalendar's) of the version that its calendar
    gave of it; None: no calendar did."""

    at: PartialDate = field(default_factory=lambda: PartialDate(""))
    at_time: datetime | None = None
    zone: str | None = None
    status: KeyDateStatus = KeyDateStatus.SCHEDULED
    source: str | None = None
    locator: str | None = None
    brings: str | None = None
    embargo_until: datetime | None = None
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything a ledger knows except its figures, keyed by id; codes are keyed by (dimension id, code id)."""

    revision: int
    indicators: Mapping[str, Indicator]
    dimensions: Mapping[str, Dimension]
    codes: Mapping[tuple[str, str], Code]
    universes: Mapping[str, Universe]
    periods: Mapping[str, NamedPeriod]
    agents: Mapping[str, Agent]
    sources: Mapping[str, Source]
    key_dates: Mapping[str, KeyDate]
    language: str | None = None
    scope: tuple[str, ...] = ()
    """Words for all that the whole ledger is about (its country, say): naming them narrows nothing down."""


class Outcome(Enum):
    """The three outcomes of a question. A failure is none of them: it is raised."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    ABSTAINED = "abstained"
