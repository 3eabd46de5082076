"""What a question means: a tree of operations whose leaves select observations of the ledger.

A meaning is the same whether it was read from words, picked from a list, kept by a thread or sent as JSON. It says
what is asked for and nothing of how it was asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain import Dimensions, Status
from bot.periods import Period


@dataclass(frozen=True, slots=True)
class Selection:
    """One observation: of a series (an indicator with its codes; a dimension left out means its total), for a period.

    `period` None means the latest that is held. `statuses` empty, and `agent` and `source` None, mean that nothing was
    said: the latest vintage, of a record before a claim.
    """

    indicator: str
    dimensions: Dimensions = ()
    period: Period | None = None
    statuses: frozenset[Status] = frozenset()
    agent: str | None = None
    source: str | None = None

    def without(self, dimension: str) -> Selection:
        """The same with no code of a dimension named."""
        return replace(self, dimensions=tuple(pair for pair in self.dimensions if pair[0] != dimension))


@dataclass(frozen=True, slots=True)
class Members:
    """The observations that differ from `of` in one dimension alone: with these codes, or with all but the wholes."""

    of: Selection
    dimension: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Periods:
    """The observations of one series for all its periods, or for those within a stretch."""

    of: Selection
    within: Period | None = None


@dataclass(frozen=True, slots=True)
class Several:
    """Observations that are named one by one."""

    each: tuple[Selection, ...]


Group = Members | Periods | Several


@dataclass(frozen=True, slots=True)
class Ranked:
    """Of some members, so many of the highest or the lowest."""

    of: Members
    highest: bool
    count: int


class Asks(StrEnum):
    """Whether a superlative asks for who it is or for how much it is."""

    MEMBER = "member"
    VALUE = "value"


class Side(StrEnum):
    """On which side of a bound a value lies."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Lookup:
    """The value of an observation."""

    of: Selection


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two observations lie apart, in their unit; percentages in percentage points."""

    one: Selection
    other: Selection


@dataclass(frozen=True, slots=True)
class Change:
    """How far a series moved from one observation to a later one, in its unit."""

    before: Selection
    after: Selection


@dataclass(frozen=True, slots=True)
class PercentChange:
    """How much an observation is more or less than another, in per cent of that one."""

    before: Selection
    after: Selection


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as much one observation is as another."""

    one: Selection
    other: Selection


@dataclass(frozen=True, slots=True)
class Share:
    """What per cent of a whole its parts are, added up. The whole is one observation, or all that it is made of."""

    parts: tuple[Selection, ...]
    whole: Selection | Members


@dataclass(frozen=True, slots=True)
class Sum:
    of: Group | Ranked


@dataclass(frozen=True, slots=True)
class Mean:
    """The plain average of observations, each counted once."""

    of: Group


@dataclass(frozen=True, slots=True)
class Extreme:
    """Of a group, the highest or lowest: the one in this place, or so many from the first on."""

    of: Group
    highest: bool
    place: int = 1
    count: int = 1
    asks: Asks = Asks.MEMBER


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a group lie above or below a bound (a decimal string in their unit), or above or below another
    observation."""

    of: Group
    side: Side
    bound: str | Selection


@dataclass(frozen=True, slots=True)
class Range:
    """How far the highest of a group lies above the lowest, in their unit; percentages in percentage points."""

    of: Group


@dataclass(frozen=True, slots=True)
class Crossing:
    """When a series first came to lie above or below a bound (a decimal string in its unit), or above or below another
    series, after a time at which it did not."""

    of: Periods
    side: Side
    bound: str | Selection


@dataclass(frozen=True, slots=True)
class Breakdown:
    """All observations of a group, side by side."""

    of: Group


OfGroup = Sum | Mean | Extreme | Count | Range | Crossing | Breakdown
Meaning = Lookup | Difference | Change | PercentChange | Ratio | Share | OfGroup


def selections(meaning: Meaning) -> tuple[Selection, ...]:
    """All selections that a meaning is made of, in the order that they are written."""
    match meaning:
        case Lookup(of):
            return (of,)
        case Difference(one, other) | Ratio(one, other):
            return (one, other)
        case Change(before, after) | PercentChange(before, after):
            return (before, after)
        case Share(parts, whole):
            return (*parts, whole.of if isinstance(whole, Members) else whole)
        case Count(of, bound=bound) | Crossing(of, bound=bound):
            return (*_of_group(of), bound) if isinstance(bound, Selection) else _of_group(of)
        case Sum(of) | Mean(of) | Extreme(of) | Range(of) | Breakdown(of):
            return _of_group(of)


def members_of(meaning: Meaning) -> Members | None:
    """The members that a meaning goes through; None where it goes through none."""
    group = meaning.whole if isinstance(meaning, Share) else getattr(meaning, "of", None)
    group = group.of if isinstance(group, Ranked) else group
    return group if isinstance(group, Members) else None


def _of_group(group: Group | Ranked) -> tuple[Selection, ...]:
    if isinstance(group, Several):
        return group.each
    return (group.of.of if isinstance(group, Ranked) else group.of,)
