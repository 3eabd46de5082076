"""Of the figures of one series, the one that the question wants: its period, its vintage, its claimant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.ask.when import When
from bot.domain import Figure, Status
from bot.ledger.vintage import Kind, Vintage, as_of, vintages
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
    """The figure wanted. `rivals` stand beside it with another value; `replaced_by` is the figure that superseded it.

    `restated` are figures that say the same again. `elsewhere` are figures of the same series for periods that overlap
    this one, where the question named no period.
    """

    figure: Figure
    rivals: tuple[Figure, ...] = ()
    replaced_by: Figure | None = None
    replaces: Figure | None = None
    elsewhere: tuple[Figure, ...] = ()
    restated: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Absent:
    """The series holds no such figure. `slot` says which part of the wish failed; `nearest` what is held instead."""

    slot: str
    nearest: tuple[Figure, ...]


def pick(figures: Sequence[Figure], wish: Wish) -> Picked | Absent:
    """The figure of one series that meets the wish, by its latest known vintage unless the wish says otherwise."""
    known = _known(figures, wish)
    if isinstance(known, Absent):
        return known
    chains = vintages(known)
    fitting = _fitting(_periods(chains, wish), wish)
    if len(fitting) > 1 and _names_a_stretch(wish):
        return Absent("several", tuple(chains[kind][-1].rivals[0] for kind in chains if kind.period in fitting))
    period = max(fitting, key=_lateness, default=None)
    if period is None:
        published = _published_then(known, wish)
        if published is not None:
            return pick(figures, published)
        return Absent("period", _newest(chains))
    kinds = sorted((kind for kind in chains if kind.period == period), key=_record_first)
    kind = next((kind for kind in kinds if _of_status(chains[kind], wish)), None)
    if kind is None:
        return Absent("status", tuple(vintage.rivals[0] for vintage in chains[kinds[0]]))
    chain = _of_status(chains[kind], wish)
    wanted = chain[0] if wish.first_given else chain[-1]
    figure = wanted.rivals[0]
    now = (chains if len(known) == len(figures) else vintages(figures)).get(kind, [])
    return Picked(
        figure,
        wanted.rivals[1:],
        now[-1].rivals[0] if now and figure not in now[-1].figures else None,
        _before(chains[kind], wanted),
        () if wish.when or wish.named else _overlapping(chains, kind),
        wanted.restated,
    )


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


def _record_first(kind: Kind) -> bool:
    """A record of the fact comes before somebody's claim about it."""
    return kind.attributed_to is not None


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


def _before(chain: Sequence[Vintage], wanted: Vintage) -> Figure | None:
    earlier = None
    for vintage in chain:
        if vintage == wanted:
            return earlier
        earlier = vintage.rivals[0]
    return None


def _overlapping(chains: dict[Kind, list[Vintage]], own: Kind) -> tuple[Figure, ...]:
    """What stands for other periods that share days with this one, or is claimed for it, and says something else."""
    value = chains[own][-1].rivals[0].value
    return tuple(
        chain[-1].rivals[0]
        for kind, chain in chains.items()
        if kind != own
        and kind.unit == own.unit
        and _share_days(own.period, kind.period)
        and chain[-1].rivals[0].value != value
    )


def _share_days(one: Period, other: Period) -> bool:
    if not one.iso or not other.iso:
        return True
    return (one.start or date.min) <= (other.end or date.max) and (other.start or date.min) <= (one.end or date.max)


def _newest(chains: dict[Kind, list[Vintage]]) -> tuple[Figure, ...]:
    """What stands for each period, the newest period first."""
    ordered = sorted(chains, key=lambda kind: _lateness(kind.period), reverse=True)
    return tuple(chains[kind][-1].rivals[0] for kind in ordered)
