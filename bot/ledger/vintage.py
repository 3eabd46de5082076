"""Which figure was the latest, when, and which ones disagree: pure functions over figures, of however many series.

Figures are compared only with figures of the same kind: same series, period, unit, base and claimant. Someone's claim
never supersedes a record, nor a count a percentage. Units that differ in nothing but scale are one: thousands of
dollars are compared as dollars.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import groupby
from typing import NamedTuple

from bot.domain import Figure, Qualifier, SeriesKey
from bot.periods import Period
from bot.scales import unscaled, without_scale

_EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
"""Has room for all digits that a value may have."""


class Kind(NamedTuple):
    """What figures must share to be vintages of one another. `unit` is without its scale."""

    series: SeriesKey
    period: Period
    unit: str | None
    universe: str | None
    attributed_to: str | None


@dataclass(frozen=True, slots=True)
class Vintage:
    """What was stated at one time. `rivals` is one figure, or several of equal standing with different values;
    `restated` are figures that say the same again, at the time or later."""

    rivals: tuple[Figure, ...]
    restated: tuple[Figure, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.rivals + self.restated


def as_of(figures: Iterable[Figure], day: date) -> list[Figure]:
    """The figures published by the end of that day. One without a publication date counts as always known."""
    return [figure for figure in figures if figure.published_on is None or figure.published_on.latest <= day]


def vintages(figures: Iterable[Figure]) -> dict[Kind, list[Vintage]]:
    """The chain of each kind, oldest first.

    A higher status, or the same status published later, makes a new vintage, unless it only says the same again.
    Different values of the same status and date, or both without a date, are rivals.
    """
    chains: dict[Kind, list[Figure]] = {}
    for figure in figures:
        chains.setdefault(kind_of(figure), []).append(figure)
    return {kind: _chain(sorted(members, key=_order)) for kind, members in chains.items()}


def latest(figures: Iterable[Figure]) -> list[Figure]:
    """The figures that stand: of each kind the last vintage, all of its rivals."""
    return [figure for chain in vintages(figures).values() for figure in chain[-1].rivals]


def superseded_by(figures: Iterable[Figure]) -> dict[str, tuple[Figure, ...]]:
    """From the id of each figure that no longer stands to the one that does, or to all rivals that do."""
    return {
        old.id: chain[-1].rivals
        for chain in vintages(figures).values()
        for vintage in chain[:-1]
        for old in vintage.figures
    }


def contradicted_by(figures: Iterable[Figure]) -> dict[str, tuple[Figure, ...]]:
    """From the id of each figure that has rivals among these to its rivals."""
    return {
        figure.id: tuple(other for other in vintage.rivals if other is not figure)
        for chain in vintages(figures).values()
        for vintage in chain
        for figure in vintage.rivals
        if len(vintage.rivals) > 1
    }


def side_by_side(figures: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    """The figures in their order, but rivals together: one of them is never shown without the others."""
    against = contradicted_by(figures) if len(figures) > 1 else {}
    shown: set[str] = set()
    for figure in figures:
        if figure.id not in shown:
            together = (figure, *against.get(figure.id, ()))
            shown.update(one.id for one in together)
            yield together


def kind_of(figure: Figure) -> Kind:
    """What the figure's chain has in common."""
    return Kind(figure.series, figure.period, without_scale(figure.unit), figure.universe, figure.attributed_to)


def measured(figure: Figure) -> Decimal:
    """The value in its unit without scale: what figures of one kind are compared by."""
    return unscaled(figure.value, figure.unit)


def same_amount(one: Figure, other: Figure) -> bool:
    """Whether two figures have one value and qualifier, in whatever scale; a unit that is not written may be any."""
    if one.qualifier is not other.qualifier:
        return False
    if one.unit is None or other.unit is None:
        return one.value == other.value
    return without_scale(one.unit) == without_scale(other.unit) and measured(one) == measured(other)


def standing(figure: Figure) -> tuple[int, date]:
    """What orders vintages of a kind: status, then publication. An unknown date comes before every known one."""
    return figure.status.rank, figure.published_on.latest if figure.published_on else date.min


def _order(figure: Figure) -> tuple[tuple[int, date], bool, int, str]:
    """Of figures of equal standing the exact ones come first and the roughest last, so that these can restate those."""
    rough = _last_digit(measured(figure)) if figure.qualifier is Qualifier.ABOUT else 0
    return standing(figure), figure.qualifier is not Qualifier.EXACT, rough, figure.id


def _chain(figures: Sequence[Figure]) -> list[Vintage]:
    chain: list[Vintage] = []
    for _, group in groupby(figures, key=standing):
        together = tuple(group)
        stated = _stated(together) if len(together) > 1 else Vintage(together)
        if chain and _same(stated, chain[-1]):
            chain[-1] = Vintage(chain[-1].rivals, chain[-1].restated + stated.figures)
        else:
            chain.append(stated)
    return chain


def _stated(figures: Iterable[Figure]) -> Vintage:
    """Figures of equal standing: those that differ are rivals. By mistake a file may have a hundred thousand of them:
    only those that are rounded are set against each."""
    rivals: list[Figure] = []
    restated: list[Figure] = []
    said: set[tuple[Decimal, Qualifier]] = set()
    for figure in figures:
        says = measured(figure), figure.qualifier
        is_rough = figure.qualifier is Qualifier.ABOUT
        if says in said or (is_rough and any(_restates(figure, rival) for rival in rivals)):
            restated.append(figure)
        else:
            rivals.append(figure)
            said.add(says)
    return Vintage(tuple(rivals), tuple(restated))


def _same(later: Vintage, earlier: Vintage) -> bool:
    """Whether one undisputed statement repeats another of the same status. A dispute is settled by what comes next,
    even if that says what one side had said."""
    if len(later.rivals) > 1 or len(earlier.rivals) > 1:
        return False
    new, old = later.rivals[0], earlier.rivals[0]
    return new.status.rank == old.status.rank and _restates(new, old)


def _restates(later: Figure, earlier: Figure) -> bool:
    """Whether a figure says what another said, perhaps less exactly: its source says "about", and rounds."""
    new, old = later.value, earlier.value
    if later.unit != earlier.unit:
        new, old = measured(later), measured(earlier)
    if later.qualifier is Qualifier.ABOUT and earlier.qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
        return _rounds(new, old)
    return new == old and later.qualifier is earlier.qualifier


def _rounds(rough: Decimal, value: Decimal) -> bool:
    """Whether a value is another one, rounded half up to some of its digits: at least to the first of them."""
    if rough == value:
        return True
    places = range(_exponent(rough), min(_last_digit(rough), value.adjusted()) + 1)
    return any(_EXACT.quantize(value, Decimal(1).scaleb(place)) == rough for place in places)


def _last_digit(value: Decimal) -> int:
    """The power of ten of the last digit that says something: the zeros at the end of 2,000 may or may not."""
    if value == 0 or _exponent(value) < 0:
        return _exponent(value)
    return _exponent(_EXACT.normalize(value))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "a figure is a number"
    return exponent
