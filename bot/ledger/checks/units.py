"""A unit or a base that is not the series' own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.domain import Figure
from bot.ledger.checks.held import Held
from bot.ledger.vintage import standing
from bot.scales import without_scale

_MOST = 4
"""Units of an indicator's series: of what has more of them another one is no wonder."""


def check(draft: Figure, held: Held) -> Iterator[str]:
    others = [one for one in held.published(draft.series) if one.id != draft.id]
    if not others:
        yield from _beside_its_series(draft, held)
        return
    last = max(others, key=lambda one: (one.period.iso, standing(one), one.id))
    units = Counter(without_scale(held.unit_of(one)) for one in others)
    own = without_scale(held.unit_of(draft))
    if own not in units:
        yield (
            f"Its unit is {_named(own)}, and that of its series is {_listed(units)}: {held.line(last)}. "
            "Figures of different units never take each other's place."
        )
    bases = Counter(one.universe for one in others)
    if draft.universe not in bases:
        own_base, theirs = (_base(one, held) for one in (draft, last))
        yield f"Its base is {own_base}, and that of its series is {theirs}: {held.line(last)}."


def _beside_its_series(draft: Figure, held: Held) -> Iterator[str]:
    """Of the first figure of a series."""
    indicator = held.catalogue.indicators[draft.indicator]
    units = sorted({without_scale(unit or indicator.unit) or "" for unit, _ in held.told_of(draft.indicator)})
    own = without_scale(held.unit_of(draft))
    if 0 < len(units) <= _MOST and (own or "") not in units:
        yield f"Its unit is {_named(own)}, and that of the other figures of “{indicator.label}” is {_listed(units)}."


def _base(figure: Figure, held: Held) -> str:
    universe = held.catalogue.universes.get(figure.universe or "")
    return _named(universe.label if universe else figure.universe)


def _named(text: str | None) -> str:
    return f"“{text}”" if text else "not said"


def _listed(units: Iterable[str | None]) -> str:
    return " or ".join(map(_named, units))
