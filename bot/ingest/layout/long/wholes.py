"""Which members of a dimension are totals of others: told by their names, and checked by adding up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from bot.ingest.layout.chance import sum_by_chance
from bot.ingest.layout.totals import is_part_of_above, is_total
from bot.ingest.reading import Assumption
from bot.ingest.table import Row
from bot.ingest.words import quoted

_GROUPS, _PARTS = 3, 3
"""In so many groups, with so many parts, sums show a whole whatever its name is."""
_FEWEST = 2
"""A whole has more members beside it than one."""
_NEAR = Decimal("0.1")
"""How far sums of parts are from a total at most, as a share of it, that is meant to be their sum."""
_DOUBTED = 4
"""Digits in which sums agree that are no chance, and yet may be of a winner, the next and the lead."""


def wholes_of(
    rows: Iterable[Row], dimensions: Sequence[str], labels: Mapping[str, Mapping[str, str]]
) -> tuple[dict[str, dict[str, tuple[str, ...]]], list[Assumption]]:
    """By dimension, the members that are totals, each with those that it is the sum of in all rows that can be added
    up; with none where it is a whole by its name alone, or the sums do not hold (as of percentages). A total that its
    parts nearly add up to is said.

    Without a name that says so, a member is a whole where exact sums show it again and again; a row "of which ..." is
    part of the row it follows. Sums that hold and are too few for that come back as doubts.
    """
    kept = [(row.cells, _decimal(row.cells["value"])) for row in rows]
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    doubts: list[Assumption] = []
    for dimension in dimensions:
        names = labels.get(dimension, {})
        members = [one for one in dict.fromkeys(cells[dimension] for cells, _ in kept) if one]
        totals = [one for one in members if is_total(names.get(one, one), dimension)]
        inner = _inner({one: names.get(one, one) for one in members})
        groups = _groups(dimension, kept, dimensions, {part for parts in inner.values() for part in parts})
        wholes = {one: _parts(one, totals, groups) for one in totals}
        doubts += filter(None, (_uneven(names.get(one, one), one, totals, groups) for one in totals if not wholes[one]))
        if not totals and (shown := _shown(groups)):
            wholes[shown] = _parts(shown, [shown], groups)
        elif not totals and (parted := _doubted(groups)):
            whole, *parts = (names.get(one, one) for one in parted)
            doubts.append(sum_by_chance(whole, parts))
        if wholes | inner:
            found[dimension] = inner | wholes
    return found, doubts


def _inner(labels: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The members "of which ..." by the one they follow."""
    found: dict[str, tuple[str, ...]] = {}
    above = None
    for member, label in labels.items():
        if not is_part_of_above(label):
            above = member
        elif above is not None:
            found[above] = (*found.get(above, ()), member)
    return found


def _groups(
    dimension: str,
    rows: Sequence[tuple[dict[str, str], Decimal | None]],
    dimensions: Sequence[str],
    inner: Collection[str],
) -> list[dict[str, Decimal]]:
    """The values of the members, side by side wherever all else is the same; without those that are `inner`."""
    others = [name for name in ("indicator", "period", "unit", *dimensions) if name != dimension]
    groups: dict[tuple[str, ...], dict[str, Decimal]] = defaultdict(dict)
    for cells, value in rows:
        if value is not None and cells[dimension] not in inner:
            groups[tuple(cells.get(name, "") for name in others)][cells[dimension]] = value
    return list(groups.values())


def _shown(groups: Sequence[Mapping[str, Decimal]]) -> str | None:
    """The member that all others add up to, to the digit, wherever it stands; as often as chance does not."""
    several = [members for members in groups if len(members) > _PARTS and "" not in members]
    if len(several) < _GROUPS or len({tuple(members.values()) for members in several}) < _GROUPS:
        return None
    return _sum_of_others(several)


def _doubted(groups: Sequence[Mapping[str, Decimal]]) -> tuple[str, ...] | None:
    """The member that all others add up to, and these, where that is no chance and yet too little to show a whole."""
    several = [members for members in groups if len(members) > _FEWEST and "" not in members]
    whole = _sum_of_others(several) if several else None
    if whole is None:
        return None
    different = {tuple(members.values()): members[whole] for members in several}
    digits = sum(len(value.normalize().as_tuple().digits) for value in different.values() if value)
    others = dict.fromkeys(name for members in several for name in members if name != whole)
    return (whole, *others) if digits >= _DOUBTED else None


def _sum_of_others(groups: Sequence[Mapping[str, Decimal]]) -> str | None:
    whole = max(groups[0], key=lambda name: groups[0][name])
    adds_up = all(whole in members and sum(members.values()) == 2 * members[whole] for members in groups)
    return whole if adds_up else None


def _parts(total: str, totals: Sequence[str], groups: Iterable[Mapping[str, Decimal]]) -> tuple[str, ...]:
    """The members that add up to the total wherever it stands beside them, to rounding."""
    parts: dict[str, None] = {}
    for members in groups:
        if total not in members:
            continue
        rest = {name: value for name, value in members.items() if name and name not in totals}
        if not rest or not _adds_up(members[total], list(rest.values())):
            return ()
        parts |= dict.fromkeys(rest)
    return tuple(parts)


def _uneven(
    label: str, total: str, totals: Sequence[str], groups: Iterable[Mapping[str, Decimal]]
) -> Assumption | None:
    """What is said of a total that is near the sum of its parts, and is not it: there may be a slip, or a part that
    has no figure."""
    for members in groups:
        rest = [value for name, value in members.items() if name and name not in totals]
        if total not in members or len(rest) < _FEWEST or _adds_up(members[total], rest):
            continue
        held, added = members[total], sum(rest, Decimal(0))
        if held > max(rest) and min(rest) >= 0 and abs(added - held) <= held * _NEAR:
            return Assumption(
                f"{quoted(label)} is a total of {held:f}, and the others beside it add up to {added:f}.", ""
            )
    return None


def _adds_up(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether the parts add up to it, each being rounded to the digits that it is printed with."""
    if len(parts) < 2:
        return False
    rounding = sum((_half(part) for part in parts), _half(total))
    return abs(sum(parts, Decimal(0)) - total) <= rounding


def _half(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
