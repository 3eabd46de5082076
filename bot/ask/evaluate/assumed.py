"""What a result takes for granted: all members where none was named, and the latest time where no time was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.ask.evaluate.held import Held, Row, Shelf
from bot.ask.meaning import Meaning, Members, Periods, Selection, selections
from bot.ask.outcome import Result
from bot.ask.prose import Prose
from bot.ask.say.assumed import every_member, the_latest
from bot.domain import Figure, Status

Load = Callable[[Sequence[Row]], Mapping[int, Sequence[Figure]]]


def with_assumptions(meaning: Meaning, result: Result, ledger: Held) -> Result:
    """The result of a meaning, with what the meaning leaves open."""
    figures = [one.figure for one in result.used]
    shelf = ledger.shelf_of(figures[0].indicator) if figures else None
    if shelf is None:
        return result
    each = selections(meaning)
    group = getattr(meaning, "of", None)
    named = {dimension for of in each for dimension, _ in of.dimensions}
    named |= {group.dimension} if isinstance(group, Members) else set()
    timed = isinstance(group, Periods) or any(_is_timed(of) for of in each) or ledger.as_of is not None
    said = assumed(ledger.prose, shelf, ledger.figures, figures, named=named, timed=timed)
    return replace(result, caveats=(*result.caveats, *said))


def _is_timed(of: Selection) -> bool:
    return of.period is not None or bool(of.statuses)


def assumed(
    prose: Prose, shelf: Shelf, load: Load, figures: Sequence[Figure], *, named: Collection[str], timed: bool
) -> tuple[str, ...]:
    """What is taken for granted of figures, as sentences. `named` are the dimensions of which a member was named, or
    all were; `timed`: so was a time or vintage. What the sentence says itself, a code in brackets, is left out."""
    if not figures or len({figure.indicator for figure in figures}) > 1:
        return ()
    own = {dimension for figure in figures for dimension, _ in figure.dimensions}
    beyond = [key for key in shelf.by_key if set(figures[0].dimensions) < set(key)]
    broken_down = {dimension for key in beyond for dimension, _ in key}
    left_open = [one for one in shelf.codes if one in broken_down and one not in own and one not in named]
    latest = not timed and _are_latest(shelf, load, figures)
    return tuple(said for said in (every_member(prose, left_open), the_latest() if latest else "") if said)


def _are_latest(shelf: Shelf, load: Load, figures: Sequence[Figure]) -> bool:
    """Whether figures are for one time, and for the last of several that their series are held for."""
    if len({figure.period for figure in figures}) > 1 or figures[0].period.end is None:
        return False
    rows = [row for figure in figures if (row := shelf.by_key.get(figure.dimensions)) is not None]
    held = [figure for series in load(rows).values() for figure in series if figure.status is not Status.FORECAST]
    ends = {figure.period.end or date.max for figure in held}
    return len(ends) > 1 and max(ends) == figures[0].period.end
