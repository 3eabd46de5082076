"""Which members of a dimension are totals of others: told by their names, and checked by adding up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from bot.ingest.table import Row

_TOTAL = re.compile(
    r"(?:grand |sub-?|overall )?totals?(?:[ ,:(–-].*)?|all|both|overall|together|combined|_t|(?:.+[ ,–-])?total",
    re.IGNORECASE,
)
_ALL = re.compile(r"(?:all|both) (?:.+[ -])?([a-z]+)", re.IGNORECASE)
_KINDS = frozenset(
    {
        "ages", "sexes", "genders", "persons", "people", "groups", "classes", "types", "kinds", "categories", "levels",
        "regions", "areas", "countries", "provinces", "states", "districts", "counties", "places", "zones", "wards",
        "industries", "sectors", "occupations", "causes", "reasons", "ethnicities", "races", "religions", "households",
        "families", "items", "products", "goods", "services", "commodities", "crops", "offences", "crimes", "schools",
        "subjects", "grades", "years", "months", "sizes", "durations", "tenures", "modes", "sources", "origins",
        "destinations", "parties", "candidates", "respondents", "adults", "workers", "employees", "businesses",
    }
)  # fmt: skip
"""What "all" of it is, rather than the name of something: "All Saints"."""
_PART = re.compile(r"(?:of|in) which\b.*", re.IGNORECASE)
_GROUPS, _PARTS = 3, 3
"""In so many groups, with so many parts, sums show a whole whatever its name is."""


def is_total(label: str, dimension: str = "") -> bool:
    """Whether a label names a whole in plain words: "Total", "All ages", "Both sexes", "All streams" of a "Stream"."""
    if _TOTAL.fullmatch(label):
        return True
    found = _ALL.fullmatch(label)
    noun = found[1].casefold() if found else ""
    return noun in _KINDS or (len(noun) > 1 and noun.removesuffix("s") in dimension.casefold().split())


def wholes_of(
    rows: Iterable[Row], dimensions: Sequence[str], labels: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """By dimension, the members that are totals, each with those that it is the sum of in all rows that can be added
    up; with none where it is a whole by its name alone, or the sums do not hold (as of percentages).

    Without a name that says so, a member is a whole where exact sums show it again and again; a row "of which ..." is
    part of the row it follows.
    """
    kept = [(row.cells, _decimal(row.cells["value"])) for row in rows]
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for dimension in dimensions:
        names = labels.get(dimension, {})
        members = [one for one in dict.fromkeys(cells[dimension] for cells, _ in kept) if one]
        totals = [one for one in members if is_total(names.get(one, one), dimension)]
        inner = _inner({one: names.get(one, one) for one in members})
        groups = _groups(dimension, kept, dimensions, {part for parts in inner.values() for part in parts})
        wholes = {one: _parts(one, totals, groups) for one in totals}
        if not totals and (shown := _shown(groups)):
            wholes[shown] = _parts(shown, [shown], groups)
        if wholes | inner:
            found[dimension] = inner | wholes
    return found


def _inner(labels: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The members "of which ..." by the one they follow."""
    found: dict[str, tuple[str, ...]] = {}
    above = None
    for member, label in labels.items():
        if not _PART.fullmatch(label):
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
    whole = max(several[0], key=lambda name: several[0][name])
    adds_up = all(whole in members and sum(members.values()) == 2 * members[whole] for members in several)
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
