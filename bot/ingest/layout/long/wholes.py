"""Which members of a dimension are totals of others: told by their names, and checked by adding up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from bot.ingest.table import Row

_TOTAL = re.compile(
    r"(?:grand |sub-?|overall )?totals?(?:[ ,:(–-].*)?|all|both|both sexes|overall|together|combined|_t|all [a-z -]+"
    r"|(?:.+[ ,–-])?total",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(r"all others?", re.IGNORECASE)


def is_total(label: str) -> bool:
    """Whether a label names a whole: "Total", "All ages", "Both sexes"."""
    return bool(_TOTAL.fullmatch(label)) and not _NOT_ALL.fullmatch(label)


def wholes_of(
    rows: Iterable[Row], dimensions: Sequence[str], labels: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """By dimension, the members that are totals, each with those that it is the sum of in all rows that can be added
    up; with none where it is a whole by its name alone, or the sums do not hold (as of percentages)."""
    kept = [(row.cells, _decimal(row.cells["value"])) for row in rows]
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for dimension in dimensions:
        names = labels.get(dimension, {})
        members = dict.fromkeys(cells[dimension] for cells, _ in kept)
        totals = [one for one in members if one and is_total(names.get(one, one))]
        if totals:
            found[dimension] = {one: _parts(one, totals, dimension, kept, dimensions) for one in totals}
    return found


def _parts(
    total: str,
    totals: Sequence[str],
    dimension: str,
    rows: Sequence[tuple[dict[str, str], Decimal | None]],
    dimensions: Sequence[str],
) -> tuple[str, ...]:
    """The members that add up to the total wherever it stands beside them, to rounding."""
    others = [name for name in ("indicator", "period", "unit", *dimensions) if name != dimension]
    groups: dict[tuple[str, ...], dict[str, Decimal]] = defaultdict(dict)
    for cells, value in rows:
        if value is not None:
            groups[tuple(cells.get(name, "") for name in others)][cells[dimension]] = value
    parts: dict[str, None] = {}
    for members in groups.values():
        if total not in members:
            continue
        rest = {name: value for name, value in members.items() if name and name not in totals}
        if not rest or not _adds_up(members[total], list(rest.values())):
            return ()
        parts |= dict.fromkeys(rest)
    return tuple(parts)


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
