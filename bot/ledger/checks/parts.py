"""Parts that do not add up to their whole, where they have added up before: medians of parts never do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.ask.prove.wholes import wholes
from bot.ask.units import HUNDRED, is_percent, is_share_like
from bot.domain import Code, Figure, SeriesKey, Status
from bot.ledger.checks.held import Held, with_codes
from bot.ledger.checks.rounding import is_bound, slack_of_sum
from bot.ledger.vintage import measured

_FEWEST = 2
_NAMED = 12
"""Parts that are told one by one."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """A whole by its series (None: all shares are 100 per cent of it) and its parts, by theirs."""

    dimension: str
    whole: SeriesKey | None
    parts: tuple[SeriesKey, ...]


def check(draft: Figure, held: Held) -> Iterator[str]:
    for one in _wholes_of(draft, held):
        keys = [*one.parts, *([one.whole] if one.whole else [])]
        if draft.series in keys:
            yield from _judged(one, draft, held)


def _wholes_of(draft: Figure, held: Held) -> Iterator[_Whole]:
    """The sums that the draft is a part of, or the whole."""
    for dimension in held.breakdowns(draft.indicator):
        codes = {id_: code for (named, id_), code in held.catalogue.codes.items() if named == dimension}
        keys = with_codes(draft.indicator, dimension, draft.dimensions, codes)
        used = {code: key for code, key in keys.items() if held.of(key)}
        parents = {code.broader for code in codes.values()} & used.keys()
        for parent in filter(None, parents):
            parts = tuple(used[code] for code in used if codes[code].broader == parent)
            yield _Whole(dimension, used[parent], parts)
        groups = _groups(draft, dimension, used, codes, held)
        top = [code for code in used if code not in groups and codes[code].broader not in used]
        total = SeriesKey(draft.indicator, tuple(pair for pair in draft.dimensions if pair[0] != dimension))
        parts = tuple(used[code] for code in top)
        if held.of(total):
            yield _Whole(dimension, total, parts)
        elif is_percent(held.unit_of(draft)) and held.catalogue.dimensions[dimension].whole:
            yield _Whole(dimension, None, parts)
        for group in groups - parents:
            yield _Whole(dimension, used[group], parts)


def _groups(
    draft: Figure, dimension: str, used: Mapping[str, SeriesKey], codes: Mapping[str, Code], held: Held
) -> set[str]:
    """The codes that are totals by their name or their figures."""
    found = {code: held.standing(key.indicator, key.dimensions, draft.period, draft) for code, key in used.items()}
    values = {code: measured(one) for code, one in found.items() if one is not None}
    members = {(dimension, code): codes[code] for code in used}
    parents = {code.broader for code in codes.values()}
    return (wholes(dimension, values, members) & used.keys()) - parents if values else set()


def _judged(one: _Whole, draft: Figure, held: Held) -> Iterator[str]:
    now = [held.standing(key.indicator, key.dimensions, draft.period, draft) for key in one.parts]
    parts = [figure for figure in now if figure is not None]
    whole = None if one.whole is None else held.standing(*one.whole, draft.period, draft)
    if (one.whole is not None and (whole is None or len(parts) < _FEWEST)) or any(map(is_bound, parts)):
        return
    if whole is not None and (is_bound(whole) or is_share_like(held.unit_of(whole) or "")):
        return
    added_up = _added_up(one, draft, held)
    if whole is not None and not added_up:
        return
    total = sum(map(measured, parts), Decimal(0))
    amount = HUNDRED if whole is None else measured(whole)
    room = slack_of_sum([*parts, *([whole] if whole else [])], of_shares=whole is None)
    missing = len(one.parts) - len(parts)
    # Of shares, some that are not held may make up the rest.
    if total > amount + room or (added_up and not missing and total < amount - room):
        yield _told(parts, total, whole, missing, held)


def _told(parts: Sequence[Figure], total: Decimal, whole: Figure | None, missing: int, held: Held) -> str:
    style = held.prose.style
    if len(parts) == 1:
        return f"It is more than all there is: {held.line(parts[0])}, and all shares together are 100 per cent."
    terms = [style.number(measured(one)) for one in parts[:_NAMED]]
    more = f" + {len(parts) - _NAMED} more" if len(parts) > _NAMED else ""
    less = f" ({missing} parts of it are not held)" if missing else ""
    against = f"the whole is {held.line(whole)}" if whole else "all shares together are 100 per cent"
    added = f"{' + '.join(terms)}{more} = {style.number(total)}{less}"
    return f"The parts do not add up to their whole: {added}, and {against}."


def _added_up(one: _Whole, draft: Figure, held: Held) -> bool:
    """Whether figures of all its parts, published alike, added up to it at some time."""
    keys = {*one.parts, *([one.whole] if one.whole else [])}
    figures = [figure for figure in held.published(*keys) if figure.id != draft.id]
    return any(
        _adds_up(one, {figure.series: figure for figure in alike})
        for alike in _alike(figures)
        if len(alike) >= len(keys)
    )


def _alike(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Those of one period and status."""
    found: dict[tuple[str, Status], list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.period.iso, figure.status].append(figure)
    yield from found.values()


def _adds_up(one: _Whole, alike: Mapping[SeriesKey, Figure]) -> bool:
    if len(one.parts) < _FEWEST or not alike.keys() >= {*one.parts, *([one.whole] if one.whole else [])}:
        return False
    parts = [alike[key] for key in one.parts]
    whole = alike[one.whole] if one.whole else None
    total = sum(map(measured, parts), Decimal(0))
    room = slack_of_sum([*parts, *([whole] if whole else [])], of_shares=whole is None)
    return abs(total - (measured(whole) if whole else HUNDRED)) <= room
