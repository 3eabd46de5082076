"""Sum and mean of a group. Only figures of one unit are added, and none that overlap: no whole with its parts, no
percentages of different bases, no times that share days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

from bot.ask.evaluate.groups import Field, field_of
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.numbers import mean_of, qualified, sum_of
from bot.ask.evaluate.together import can_be_added, same_unit
from bot.ask.evaluate.wholes import are_apart, whole_of
from bot.ask.meaning import Group, Mean, Members, Ranked, Sum
from bot.ask.outcome import Result, Stop
from bot.ask.say import lacking
from bot.ask.say import results as say
from bot.ask.say.amounts import amount
from bot.ask.units import is_percent, is_share_like
from bot.domain import Figure

_ROOM = Decimal("1.01")
"""Parts may be a little more than their whole where they are rounded."""


def total(meaning: Sum, ledger: Held) -> Result:
    field, unit = _terms(meaning.of, ledger)
    _add_up(ledger, meaning.of, field, unit)
    value = sum_of(field.figures)
    terms = " + ".join(map(ledger.prose.style.number, (figure.value for figure in field.figures)))
    if not isinstance(meaning.of, Ranked):
        return _result(ledger, "sum", field, unit, value, terms)
    kind = f"{say.ranked(meaning.of.highest, 1, len(field.named))} sum"
    result = _result(ledger, kind, field, unit, value, terms)
    return replace(result, caveats=(say.level(ledger.prose, field.level),)) if field.level else result


def mean(meaning: Mean, ledger: Held) -> Result:
    field, unit = _terms(meaning.of, ledger)
    terms = " + ".join(map(ledger.prose.style.number, (figure.value for figure in field.figures)))
    result = _result(ledger, "mean", field, unit, mean_of(field.figures), f"({terms}) ÷ {len(field.named)}")
    each = "period" if field.over_time else "of them"
    caveat = f"Each {each} counts the same, however many it covers."
    return replace(result, caveats=(caveat,)) if is_percent(unit) else result


def _terms(group: Group | Ranked, ledger: Held) -> tuple[Field, str | None]:
    field = field_of(ledger, group)
    if len(field.named) < 2:
        raise Stop(lacking.others(field.figures))
    among = group.of if isinstance(group, Ranked) else group
    # Of members that are not named, wholes of the others are left out already.
    if not (isinstance(among, Members) and not among.codes) and not are_apart(ledger, field.figures):
        raise Stop(lacking.apart(field.figures))
    return field, same_unit(ledger, field.figures)


def _add_up(ledger: Held, group: Group | Ranked, field: Field, unit: str | None) -> None:
    """Raises Stop where the figures do not add up."""
    figures = field.figures
    if field.over_time and _share_days(figures):
        raise Stop(lacking.apart(figures))
    if is_share_like(unit or ""):
        if field.over_time:
            raise Stop(lacking.shares_over_time(figures))
        if not is_percent(unit) or not _are_of_one_base(ledger, figures):
            raise Stop(lacking.one_base(figures))
    elif not all(can_be_added(ledger, figure) for figure in figures):
        raise Stop(lacking.additive(ledger.prose, figures))
    among = group.of if isinstance(group, Ranked) else group
    if isinstance(among, Members) and not field.over_time:
        whole = whole_of(ledger, figures[0], among.dimension)
        if whole is not None and sum_of(figures) > whole.figure.value * _ROOM:
            raise Stop(lacking.apart([*figures, whole.figure]))


def _are_of_one_base(ledger: Held, figures: Sequence[Figure]) -> bool:
    """Whether percentages differ only in dimensions whose codes are the parts of one whole."""
    dimensions, indicators = ledger.catalogue.dimensions, ledger.catalogue.indicators
    bases = {figure.universe or indicators[figure.indicator].universe for figure in figures}
    if len(bases) > 1 or len({figure.indicator for figure in figures}) > 1:
        return False
    common = set.intersection(*(set(figure.dimensions) for figure in figures))
    differing = {key for figure in figures for key, code in figure.dimensions if (key, code) not in common}
    return bool(differing) and all(key in dimensions and dimensions[key].whole for key in differing)


def _share_days(figures: Sequence[Figure]) -> bool:
    if any(figure.period.start is None or figure.period.end is None for figure in figures):
        return any(one.period == other.period or not one.period.iso for one, other in combinations(figures, 2))
    ordered = sorted((figure.period for figure in figures), key=lambda period: (period.start, period.end))
    return any(one.end >= other.start for one, other in pairwise(ordered) if one.end and other.start)


def _result(ledger: Held, operation: str, field: Field, unit: str | None, value: Decimal, terms: str) -> Result:
    style = ledger.prose.style
    kind = "average" if operation == "mean" else "total"
    return Result(
        operation,
        say.total(ledger.prose, kind, field.figures, amount(ledger.prose, field.figures[0], value, unit)),
        value,
        unit,
        tuple(field.picked),
        qualified(field.figures),
        f"{terms} = {style.number(value)}",
    )
