"""Share: what per cent of a whole its parts are. All are of one indicator, or the whole is the base that the other
counts within; in one unit and for one period. The parts are counted in the whole, do not overlap, and are not more
than it. Per cent, to one decimal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.ask.evaluate.bases import name_of
from bot.ask.evaluate.groups import members
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.numbers import qualified, sum_of
from bot.ask.evaluate.together import can_be_added, for_one_period, same_unit
from bot.ask.evaluate.wholes import are_apart, bases_of, is_part_of
from bot.ask.meaning import Members, Selection, Share
from bot.ask.outcome import Result, Stop
from bot.ask.say import lacking
from bot.ask.say import results as say
from bot.ask.style import rounded
from bot.ask.units import HUNDRED, is_share_like
from bot.domain import Figure


def share(meaning: Share, ledger: Held) -> Result:
    *parts, whole = for_one_period(ledger, [*dict.fromkeys(meaning.parts), meaning.whole])
    figures = [one.figure for one in parts]
    unit = same_unit(ledger, [*figures, whole.figure])
    if is_share_like(unit or "") or not all(can_be_added(ledger, one) for one in (*figures, whole.figure)):
        raise Stop(lacking.counts(ledger.prose, [*figures, whole.figure]))
    if not _is_whole_of(ledger, figures, whole.figure):
        raise Stop(lacking.part_of_whole(ledger.prose, figures, whole.figure))
    if not are_apart(ledger, figures):
        raise Stop(lacking.apart(figures))
    prose, part = ledger.prose, sum_of(figures)
    if whole.figure.value <= 0 or not 0 <= part <= whole.figure.value or _outgrown(ledger, figures, whole.figure):
        raise Stop(lacking.part_of_whole(prose, figures, whole.figure))
    value = rounded(HUNDRED * part / whole.figure.value, 1)
    numbers = f"{prose.style.number(part)} of {prose.style.quantity(whole.figure.value, unit)}"
    terms = " + ".join(prose.style.number(figure.value) for figure in figures)
    left = f"({terms})" if len(figures) > 1 else terms
    how = qualified([*figures, whole.figure])
    said = prose.style.quantity(value, "percent", how)
    return Result(
        "share",
        say.share(prose, figures, whole.figure, said, numbers),
        value,
        "percent",
        (*parts, whole),
        how,
        f"{left} ÷ {prose.style.number(whole.figure.value)} × 100 = {prose.style.number(value)}",
        numbers if whole.figure.indicator == figures[0].indicator else _of_base(ledger, part, whole.figure),
    )


def _of_base(ledger: Held, part: Decimal, whole: Figure) -> str:
    style = ledger.prose.style
    return f"{style.number(part)} of {style.number(whole.value)} {name_of(ledger, whole, None)}"


def _is_whole_of(ledger: Held, parts: Sequence[Figure], whole: Figure) -> bool:
    return all(
        is_part_of(ledger, part.dimensions, whole.dimensions)
        if part.indicator == whole.indicator
        else len(parts) == 1 and _is_base_of(ledger, part, whole)
        for part in parts
    )


def _is_base_of(ledger: Held, part: Figure, whole: Figure) -> bool:
    """Whether a figure is the size of a universe that another measure counts within."""
    sizes = {ledger.catalogue.universes[base].size for base in bases_of(ledger, part.indicator)}
    return whole.indicator in sizes and set(whole.dimensions) <= set(part.dimensions)


def _outgrown(ledger: Held, parts: Sequence[Figure], whole: Figure) -> bool:
    """Whether the members that the parts are among are more than the whole together, as medians and prices are."""
    if len(parts[0].dimensions) != len(whole.dimensions) + 1:
        return False
    dimension = next(key for key, _ in parts[0].dimensions if key not in dict(whole.dimensions))
    of = Selection(whole.indicator, whole.dimensions, whole.period)
    try:
        found = members(ledger.afresh(), Members(of, dimension))
    except Stop:
        return False
    most = [max(figure.value for figure in one.figures) for one in found.values()]
    return sum(most) * 100 > whole.value * 101
