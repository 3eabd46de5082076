"""All that a ledger describes, and what of it is reached from figures and key dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from bot.domain import Agent, Code, Dimension, Figure, Indicator, KeyDate, NamedPeriod, Source, Universe
from bot.periods import Period

CodeKey = tuple[str, str]
Key = tuple[str, str, str]
"""A concept of any kind: the kind, as the fields of `Concepts` are called, its dimension ("" but of a code), its id."""
_Id = TypeVar("_Id")
_PARTS = re.compile(r"[;()=]| - ")
"""Between the ids in a derivation."""


@dataclass(frozen=True, slots=True)
class Concepts:
    """All that a ledger describes, by id; codes by (dimension, id). `key_dates` are those that the reader is shown."""

    indicators: Mapping[str, Indicator]
    dimensions: Mapping[str, Dimension]
    codes: Mapping[CodeKey, Code]
    universes: Mapping[str, Universe]
    periods: Mapping[str, NamedPeriod]
    agents: Mapping[str, Agent]
    sources: Mapping[str, Source]
    key_dates: Mapping[str, KeyDate]

    @property
    def ids(self) -> Ids:
        return Ids(*(frozenset(getattr(self, each.name)) for each in fields(Ids)))


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids of concepts; codes as (dimension, id). Their dimensions go with them."""

    indicators: frozenset[str] = frozenset()
    codes: frozenset[CodeKey] = frozenset()
    universes: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()

    @classmethod
    def of_keys(cls, keys: Iterable[Key]) -> Ids:
        """The inverse of `keys`."""
        found: dict[str, set[object]] = {each.name: set() for each in fields(cls)}
        for kind, dimension, id_ in keys:
            if kind in found:
                found[kind].add((dimension, id_) if kind == "codes" else id_)
        return cls(*(frozenset(ids) for ids in found.values()))  # type: ignore[arg-type]

    @classmethod
    def of_figures(cls, figures: Iterable[Figure], named: Mapping[str, NamedPeriod]) -> Ids:
        """What figures use themselves."""
        used = set[tuple[str, str | None, str | None, str | None]]()
        codes, periods = set[CodeKey](), set[Period]()
        for one in figures:
            used.add((one.indicator, one.universe, one.attributed_to, one.source))
            codes.update(one.dimensions)
            periods.add(one.period)
        return cls(
            frozenset(one[0] for one in used),
            frozenset(codes),
            referred(one[1] for one in used),
            referred(one[2] for one in used),
            referred(one[3] for one in used),
            named_in(periods, named),
        )

    @property
    def dimensions(self) -> frozenset[str]:
        return frozenset(dimension for dimension, _ in self.codes)

    @property
    def keys(self) -> frozenset[Key]:
        """Each as a concept of its kind, with the dimensions of codes."""
        plain = ((each.name, id_) for each in fields(Ids) if each.name != "codes" for id_ in getattr(self, each.name))
        codes = (("codes", dimension, id_) for dimension, id_ in self.codes)
        dimensions = (("dimensions", "", id_) for id_ in self.dimensions)
        return frozenset((*((kind, "", id_) for kind, id_ in plain), *codes, *dimensions))

    def __or__(self, others: Ids) -> Ids:
        return Ids(*(getattr(self, each.name) | getattr(others, each.name) for each in fields(Ids)))

    def __sub__(self, others: Ids) -> Ids:
        return Ids(*(getattr(self, each.name) - getattr(others, each.name) for each in fields(Ids)))


def reached(used: Ids, hidden: Ids, concepts: Concepts) -> Ids:
    """What is used, and all that it and the key dates refer to, but for what is `hidden`."""
    dates = concepts.key_dates.values()
    brought = referred(key_date.brings for key_date in dates) & concepts.indicators.keys()
    indicators = used.indicators | (brought - hidden.indicators)
    universes = used.universes
    more = True
    while more:
        before = len(indicators) + len(universes)
        shown = [concepts.indicators[id_] for id_ in indicators & concepts.indicators.keys()]
        bases = [concepts.universes[id_] for id_ in universes & concepts.universes.keys()]
        operands = _operands(shown) | referred(base.size for base in bases)
        indicators |= (operands & concepts.indicators.keys()) - hidden.indicators
        named = referred(one.universe for one in shown) | referred(base.broader for base in bases)
        universes |= named - hidden.universes
        more = len(indicators) + len(universes) > before
    return Ids(
        indicators,
        _with_broader(used.codes, hidden.codes, concepts.codes),
        universes,
        used.agents,
        used.sources | referred(key_date.source for key_date in dates),
        used.periods,
    )


def named_in(periods: Iterable[Period], named: Mapping[str, NamedPeriod]) -> frozenset[str]:
    """The named periods that one of the periods is, or lies in."""
    unused = dict(named)
    for period in periods:
        if not unused:
            break
        for id_ in [id_ for id_, one in unused.items() if one.period == period or one.period.covers(period)]:
            del unused[id_]
    return frozenset(named.keys() - unused.keys())


def ids_in(derivation: str | None) -> frozenset[str]:
    """All that may be an id in a derivation, which is "OPERATION(indicator; dimension=code; ...)"."""
    return frozenset(part.strip() for part in _PARTS.split(derivation or ""))


def referred(ids: Iterable[_Id | None]) -> frozenset[_Id]:
    return frozenset(id_ for id_ in ids if id_ is not None)


def _operands(indicators: Iterable[Indicator]) -> frozenset[str]:
    return frozenset().union(
        *(referred((one.numerator, one.denominator)) | ids_in(one.derivation) for one in indicators)
    )


def _with_broader(
    used: frozenset[CodeKey], hidden: frozenset[CodeKey], codes: Mapping[CodeKey, Code]
) -> frozenset[CodeKey]:
    shown, new = used, used
    while new:
        wholes = ((dimension, codes[dimension, code].broader) for dimension, code in new & codes.keys())
        new = frozenset((dimension, whole) for dimension, whole in wholes if whole) - hidden - shown
        shown |= new
    return shown
