"""What a rule finds, and what it is given to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cached_property

from bot.ask.style import HouseStyle
from bot.ask.text import tokenize
from bot.domain import Code, Figure, Status
from bot.periods import Period

Member = tuple[str, str]
"""A dimension and one of its codes."""


class Verdict(Enum):
    """`VETOED` is never given or offered, `UNPROVEN` is asked back, `PROVEN` is given as far as this rule knows."""

    VETOED = "vetoed"
    UNPROVEN = "unproven"
    PROVEN = "proven"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's verdict; unless it is proven, what the ledger lacks and the sentence that says why."""

    verdict: Verdict
    missing: str = ""
    sentence: str = ""


PROVEN = Finding(Verdict.PROVEN)


def vetoed(missing: str, sentence: str) -> Finding:
    return Finding(Verdict.VETOED, missing, sentence)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question. `words` are folded, `stems` their roots, in order; `written` as the asker wrote them."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    written: tuple[str, ...]
    times: tuple[Period, ...] = ()
    """The periods it names in its own order, those aside that are part of a name. A month without a year is that of a
    figure of the answer, or of the year of one."""
    undated: frozenset[Period] = frozenset()
    """Those of `times` that are months without a year."""
    moments: int = 0
    """How many moments it names: times and periods that have a name, or statuses."""
    statuses: tuple[frozenset[Status], ...] = ()
    """The statuses that it names, in its own order."""
    is_span: bool = False
    """Whether two named times are the ends of one stretch."""
    axis: tuple[str, ...] = ()
    """Stems of what is to be named: "which party"."""
    members: frozenset[Member] = frozenset()
    """The members that it names."""
    counts: frozenset[str] = frozenset()
    """Stems of what it asks how many there are of."""

    def quoted(self, place: int, words: int = 1) -> str:
        """So many words from a place on, as the asker wrote them."""
        return " ".join(self.written[place : place + words])


Names = tuple[frozenset[str], ...]
"""What something is called: of each name the stems with a meaning, of its label first."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator that is answered with: the stems of each of its labels in order, and all that it is described by."""

    label: str
    labels: tuple[tuple[str, ...], ...]
    described: frozenset[str]
    """Stems of all labels, the unit, the base and the definition."""
    names: tuple[str, ...] = ()
    """Its labels as they are written."""
    bases: tuple[Names, ...] = ()
    """What it is counted within or a share of: the names of its base and of its denominator."""
    sizes: tuple[Names, ...] = ()
    """The same of the bases that it is the size of."""


def _nothing() -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class Given:
    """What is about to be answered: an operation over figures. `figures` in the order of the workings."""

    operation: str
    value: Decimal | None
    unit: str | None
    figures: tuple[Figure, ...]
    measures: tuple[Measure, ...] = ()
    dimensions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What its measures are broken down by, with the stems of each dimension's names."""
    members: Mapping[Member, Code] = field(default_factory=dict)
    """The ledger's codes, by dimension and id."""
    is_alone: bool = False
    """Whether the ledger has one measure, which is the context of whatever is asked of it."""
    whole_dimensions: frozenset[str] = frozenset()
    """Those of `dimensions` whose members make up a whole, which a share is a part of."""
    bases: Names = ()
    """What the ledger's bases are called, whichever is that of the answer."""
    naming: Callable[[], frozenset[str]] = _nothing
    """Tells `named`; few rules on few questions want it."""
    written: Callable[[Period], str] = HouseStyle().period
    """A period as the house writes it, with its preposition."""

    @cached_property
    def named(self) -> frozenset[str]:
        """Stems of all that the answer names beside its measures: members, dimensions, periods, sources, scope."""
        return self.naming()

    @property
    def ranks(self) -> bool:
        """Whether it names the highest or the lowest of several."""
        return self.operation.endswith(("highest", "lowest")) or self.operation.startswith(("top ", "bottom "))

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The different reference periods of its figures, in order."""
        return tuple(dict.fromkeys(figure.period for figure in self.figures))

    @property
    def is_over_time(self) -> bool:
        """Whether all its figures are of one series."""
        return len({figure.series for figure in self.figures}) == 1

    @cached_property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        """Stems, in order, of all that its figures are called by: the labels of its measures and of their members."""
        return *(label for measure in self.measures for label in measure.labels), *self.member_labels

    @cached_property
    def member_labels(self) -> tuple[tuple[str, ...], ...]:
        """Stems, in order, of what the members of its figures are called."""
        members = dict.fromkeys(member for figure in self.figures for member in figure.dimensions)
        return tuple(tuple(token.stem for token in tokenize(self.label(one))) for one in members)

    def label(self, member: Member) -> str:
        code = self.members.get(member)
        return code.label if code else member[1]
