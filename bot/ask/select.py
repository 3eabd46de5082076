"""Of the figures of one series, the one that the question wants: its period, its vintage, its claimant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from bot.ask.when import When
from bot.domain import Figure, Status
from bot.ledger.vintage import Kind, Vintage, as_of, measured, same_amount, side_by_side, vintages
from bot.periods import Period


@dataclass(frozen=True, slots=True)
class Wish:
    """What the question says about the figure beyond its series. None: nothing said."""

    when: When | None = None
    named: Period | None = None
    statuses: frozenset[Status] | None = None
    as_of: date | None = None
    first_given: bool = False
    agent: str | None = None
    sources: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """The figure wanted. `rivals` are of equal standing and say otherwise: then no figure answers the question, and
    `figure` is but the first of them.

    `replaced_by` superseded it, and it superseded what it `replaces`: one figure each, or rivals. `elsewhere` are
    figures of the same series for periods that overlap this one, where the question named no period. `set_aside` are
    rivals that the question rules out by naming a source. `restated` are figures that say the same again.
    """

    figure: Figure
    rivals: tuple[Figure, ...] = ()
    replaced_by: tuple[Figure, ...] = ()
    replaces: tuple[Figure, ...] = ()
    elsewhere: tuple[Figure, ...] = ()
    set_aside: tuple[Figure, ...] = ()
    restated: tuple[Figure, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (self.figure, *self.rivals)


@dataclass(frozen=True, slots=True)
class Absent:
    """The series holds no such figure. `slot` says which part of the wish failed; `nearest` what is held instead."""

    slot: str
    nearest: tuple[Figure, ...]


def figures_of(picked: Iterable[Picked]) -> tuple[Figure, ...]:
    """The figures picked, each with its rivals."""
    return tuple(figure for one in picked for figure in one.figures)


def across(absent: Iterable[Absent]) -> tuple[Figure, ...]:
    """What several series hold for several times, from time to time across all of them, the latest first."""
    each = [sorted(one.nearest, key=lambda figure: _lateness(figure.period), reverse=True) for one in absent]
    return tuple(figure for time in zip_longest(*each) for figure in time if figure is not None)


def by_rivals(picked: Iterable[Picked]) -> dict[str, Picked]:
    """Those that have rivals, each dispute once."""
    return {min(figure.id for figure in one.figures): one for one in picked if one.rivals}


def pick(figures: Sequence[Figure], wish: Wish) -> Picked | Absent:
    """The figure of one series that meets the wish, by its latest known vintage unless the wish says otherwise."""
    known = _known(figures, wish)
    if isinstance(known, Absent):
        return known
    chains = vintages(known)
    fitting = _fitting(_periods(chains, wish), wish)
    if len(fitting) > 1 and _names_a_stretch(wish):
        return Absent("several", _standing(chains[kind] for kind in chains if kind.period in fitting))
    period = max(fitting, key=_lateness, default=None)
    if period is None:
        published = _published_then(known, wish)
        if published is not None:
            return pick(figures, published)
        return Absent("period", _newest(chains))
    kinds = sorted((kind for kind in chains if kind.period == period), key=_record_first)
    fit = [kind for kind in kinds if _of_status(chains[kind], wish)]
    if not fit:
        return Absent("status", tuple(figure for vintage in chains[kinds[0]] for figure in vintage.rivals))
    wanted = [_wanted(chains[kind], wish) for kind in fit if _is_record(kind) == _is_record(fit[0])]
    figure, *rivals = _contradictory([figure for vintage in wanted for figure in vintage.rivals])
    now = (chains if len(known) == len(figures) else vintages(figures)).get(fit[0], [])
    stands = bool(now) and figure in now[-1].figures
    return Picked(
        figure,
        tuple(rivals),
        now[-1].rivals if now and not stands else (),
        _before(chains[fit[0]], wanted[0]),
        () if wish.when or wish.named else _overlapping(chains, fit[0], (figure, *rivals)),
        tuple(one for one in now[-1].rivals if not same_amount(one, figure)) if stands and not rivals else (),
        wanted[0].restated,
    )


def quoted(figures: Sequence[Figure], value: Decimal) -> Picked | None:
    """The figure of one series that has just this value, with those of equal standing that say otherwise."""
    for chain in vintages(figures).values():
        for vintage in chain:
            figure = next((one for one in vintage.figures if one.value == value), None)
            if figure is not None:
                several = vintage.rivals if len(vintage.rivals) > 1 else ()
                rivals = tuple(one for one in several if measured(one) != measured(figure))
                return Picked(figure, rivals, () if vintage is chain[-1] else chain[-1].rivals)
    return None


def last_of(figures: Sequence[Figure], count: int) -> tuple[Figure, ...]:
    """The last so many of some figures, where rivals count as one."""
    return tuple(figure for together in list(side_by_side(figures))[-count:] for figure in together)


def _known(figures: Sequence[Figure], wish: Wish) -> list[Figure] | Absent:
    """The figures that were known by then, from the claimant and the sources wanted."""
    known = list(figures) if wish.as_of is None else as_of(figures, wish.as_of)
    if not known:
        return Absent("as-of", tuple(figures))
    said = [figure for figure in known if wish.agent in (None, figure.attributed_to)]
    if not said:
        return Absent("agent", _newest(vintages(known)))
    printed = [figure for figure in said if wish.sources is None or figure.source in wish.sources]
    return printed or Absent("source", _newest(vintages(said)))


def _is_record(kind: Kind) -> bool:
    return kind.attributed_to is None


def _record_first(kind: Kind) -> tuple[bool, bool]:
    """A record of the fact comes before somebody's claim about it; what has a unit, before what has none."""
    return not _is_record(kind), kind.unit is None


def _wanted(chain: Sequence[Vintage], wish: Wish) -> Vintage:
    fitting = _of_status(chain, wish)
    return fitting[0] if wish.first_given else fitting[-1]


def _contradictory(figures: Sequence[Figure]) -> list[Figure]:
    """The first figure, and those that do not say the same."""
    first, *others = figures
    return [first, *(one for one in others if not same_amount(one, first))]


def _periods(chains: dict[Kind, list[Vintage]], wish: Wish) -> list[Period]:
    """The periods to choose from. What is only forecast waits until it is asked for, or is all there is."""
    if wish.when is not None or wish.named is not None:
        return [kind.period for kind in chains]
    if wish.statuses is not None:
        known = [kind.period for kind, chain in chains.items() if _of_status(chain, wish)]
    else:
        known = [kind.period for kind, chain in chains.items() if chain[-1].rivals[0].status is not Status.FORECAST]
    return known or [kind.period for kind in chains]


def _fitting(periods: Sequence[Period], wish: Wish) -> list[Period]:
    """The reference periods that are the one named or lie within it; all of them where none is named."""
    fitting = list(dict.fromkeys(periods))
    if wish.named is not None:
        exact = [period for period in fitting if period == wish.named]
        fitting = exact or [period for period in fitting if wish.named.covers(period)]
    if wish.when is not None:
        exact = [period for period in fitting if period == wish.when.period]
        inside = exact or [period for period in fitting if wish.when.fits(period)]
        fitting = inside or (fitting if _repeats(wish) else [])
    return fitting


def _names_a_stretch(wish: Wish) -> bool:
    """A stretch with several figures in it names none of them; a bare month means the last one."""
    return wish.named is not None or (wish.when is not None and wish.when.period is not None)


def _repeats(wish: Wish) -> bool:
    """Whether the time only says again when the named period began: "since the law changed in August 2019"."""
    if wish.named is None or wish.when is None or wish.when.period is None or wish.named.start is None:
        return False
    return wish.when.period.start is not None and wish.when.period.start.replace(day=1) == wish.named.start.replace(
        day=1
    )


def _lateness(period: Period) -> tuple[date, int]:
    """Later ends come later; of two that end together, the longer."""
    return period.end or date.max, period.days or 0


def _published_then(known: Sequence[Figure], wish: Wish) -> Wish | None:
    """A day that no reference period fits may be when a vintage was published, or between two: "the result on 30
    October"."""
    if wish.when is None or wish.when.period is None or wish.as_of is not None:
        return None
    day = wish.when.period
    if day.days != 1 or day.end is None:
        return None
    dated = [(figure.period, figure.published_on) for figure in known if figure.published_on]
    last_days = [published.latest for period, published in dated if _share_days(period, day)]
    between = bool(last_days) and min(last_days) <= day.end < max(last_days)
    if between or any(published.iso == day.iso for _, published in dated):
        return replace(wish, when=None, as_of=day.end)
    return None


def _of_status(chain: Sequence[Vintage], wish: Wish) -> list[Vintage]:
    if wish.statuses is None:
        return list(chain)
    return [vintage for vintage in chain if vintage.rivals[0].status in wish.statuses]


def _before(chain: Sequence[Vintage], wanted: Vintage) -> tuple[Figure, ...]:
    earlier: tuple[Figure, ...] = ()
    for vintage in chain:
        if vintage == wanted:
            return earlier
        earlier = vintage.rivals
    return ()


def _overlapping(chains: dict[Kind, list[Vintage]], own: Kind, picked: Sequence[Figure]) -> tuple[Figure, ...]:
    """What stands for other periods that share days with this one, or is claimed for it, and says something else."""
    value = measured(chains[own][-1].rivals[0])
    return tuple(
        figure
        for kind, chain in chains.items()
        if kind != own and kind.unit == own.unit and _share_days(own.period, kind.period)
        if any(measured(one) != value for one in chain[-1].rivals)
        for figure in chain[-1].rivals
        if figure not in picked
    )


def _share_days(one: Period, other: Period) -> bool:
    if not one.iso or not other.iso:
        return True
    return (one.start or date.min) <= (other.end or date.max) and (other.start or date.min) <= (one.end or date.max)


def _newest(chains: dict[Kind, list[Vintage]]) -> tuple[Figure, ...]:
    """What stands for each period, the newest period first."""
    ordered = sorted(chains, key=lambda kind: _lateness(kind.period), reverse=True)
    return _standing(chains[kind] for kind in ordered)


def _standing(chains: Iterable[Sequence[Vintage]]) -> tuple[Figure, ...]:
    return tuple(figure for chain in chains for figure in chain[-1].rivals)
