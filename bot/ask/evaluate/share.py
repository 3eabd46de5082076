"""Share: what per cent of a whole its parts are. All are of one indicator, or the whole is the base that the other
counts within; in one unit and for one period. The parts are counted in the whole, do not overlap, and are not more
than it. Per cent, to one decimal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.ask.evaluate.bases import name_of
from bot.ask.evaluate.groups import field_of, members, not_held
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.numbers import qualified, sum_of
from bot.ask.evaluate.together import can_be_added, for_one_period, same_unit
from bot.ask.evaluate.wholes import are_apart, bases_of, is_part_of
from bot.ask.meaning import Members, Selection, Share
from bot.ask.outcome import Result, Stop
from bot.ask.prove.wholes import may_be_total
from bot.ask.say import lacking
from bot.ask.say import results as say
from bot.ask.style import rounded
from bot.ask.units import HUNDRED, is_share_like
from bot.domain import Figure


def share(meaning: Share, ledger: Held) -> Result:
    if isinstance(meaning.whole, Members):
        return _of_members(meaning.parts, meaning.whole, ledger)
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


def _of_members(each: Sequence[Selection], whole: Members, ledger: Held) -> Result:
    """The share in all members of a dimension that make up a whole, all of which have to be held."""
    parts = for_one_period(ledger, list(dict.fromkeys(each)))
    period = parts[0].figure.period
    group = replace(whole, of=replace(whole.of, period=whole.of.period or period))
    field = field_of(ledger, group)
    every, figures = field.figures, [one.figure for one in parts]
    unit = same_unit(ledger, every)
    dimension = ledger.catalogue.dimensions.get(whole.dimension)
    if is_share_like(unit or "") or not all(can_be_added(ledger, one) for one in every):
        raise Stop(lacking.counts(ledger.prose, every))
    ids = {figure.id for figure in every}
    if dimension is None or not dimension.whole or not all(figure.id in ids for figure in figures):
        raise Stop(lacking.part_of_whole(ledger.prose, figures, every[0]))
    if whole.codes or not_held(ledger, group, field):
        raise Stop(lacking.all_parts(every))
    part, total = sum_of(figures), sum_of(every)
    if any(may_be_total(name) for name, _ in field.named):
        raise Stop(lacking.all_parts(every))
    if total <= 0 or any(figure.value < 0 for figure in every):
        raise Stop(lacking.all_parts(every))
    prose, value = ledger.prose, rounded(HUNDRED * part / total, 1)
    numbers = f"{prose.style.number(part)} of {prose.style.quantity(total, unit)}"
    terms = " + ".join(prose.style.number(figure.value) for figure in figures)
    left = f"({terms})" if len(figures) > 1 else terms
    right = " + ".join(prose.style.number(figure.value) for figure in every)
    rest = [one for one in field.picked if one.figure.id not in {figure.id for figure in figures}]
    how = qualified(every)
    return Result(
        "share",
        say.share_of_all(prose, figures, every, prose.style.quantity(value, "percent", how), numbers),
        value,
        "percent",
        (*parts, *rest),
        how,
        f"{left} ÷ ({right}) × 100 = {prose.style.number(value)}",
        numbers,
    )


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
