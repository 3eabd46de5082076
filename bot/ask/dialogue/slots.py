"""Slots of a meaning, filled anew: other members, another time, another status in the place of those that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from bot.ask.evaluate.held import Held, Shelf
from bot.ask.meaning import (
    Breakdown,
    Change,
    Count,
    Crossing,
    Difference,
    Extreme,
    Group,
    Lookup,
    Mean,
    Meaning,
    Members,
    PercentChange,
    Periods,
    Range,
    Ranked,
    Ratio,
    Selection,
    Several,
    Share,
    Sum,
    selections,
)
from bot.ask.times import partial
from bot.ask.when import When
from bot.domain import Status
from bot.periods import Period

Refill = Callable[[Selection], Selection]


@dataclass(frozen=True, slots=True)
class Slots:
    """What a message names: for dimensions the codes, times, statuses. `denied` are members that it takes back: where
    what was answered has them, only they are replaced."""

    codes: Mapping[str, tuple[str, ...]]
    times: tuple[When, ...] = ()
    statuses: frozenset[Status] = frozenset()
    denied: frozenset[tuple[str, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.codes or self.times or self.statuses)


def filled(meaning: Meaning, slots: Slots, held: Held) -> list[Meaning]:
    """The meanings that a message may leave, where it names anew what these slots hold: several where it does not say
    which side of a comparison is meant, or names several members; none where a slot has no place."""
    if len(slots.times) > 1:
        if isinstance(meaning, Lookup):
            alone = [replace(slots, times=(when,)) for when in slots.times]
            return [one for each in alone for one in filled(meaning, each, held)]
        return _between(meaning, slots, held)
    found: list[Meaning] = []
    for codes in product(*slots.codes.values()):
        bound = dict(zip(slots.codes, codes, strict=True))
        instead = _instead(meaning, slots, bound, held)
        found += [instead] if instead is not None else _with_codes(_with_time(meaning, slots), bound, held)
    return found


def _instead(meaning: Meaning, slots: Slots, codes: Mapping[str, str], held: Held) -> Meaning | None:
    """The meaning with other members in the place of those that are taken back, where it has any of them."""
    taken_back = {pair for pair in slots.denied if pair[0] in codes}
    if all(taken_back.isdisjoint(of.dimensions) for of in selections(meaning)):
        return None

    def refill(of: Selection) -> Selection:
        return of if taken_back.isdisjoint(of.dimensions) else _bound(of, codes, held)

    return _with_time(mapped(meaning, refill), slots)


def _with_time(meaning: Meaning, slots: Slots) -> Meaning:
    def refill(of: Selection) -> Selection:
        period = of.period
        for when in slots.times:
            period = when.period or _of_year(when, of) or period
        return replace(of, period=period, statuses=slots.statuses or of.statuses)

    return mapped(meaning, refill)


def _of_year(when: When, of: Selection) -> Period | None:
    """A month without a year, of the year that was spoken of."""
    end = of.period.end if of.period else None
    return partial(f"{end.year}-{when.month:02}") if end and when.month else None


def _between(meaning: Meaning, slots: Slots, held: Held) -> list[Meaning]:
    """A meaning over two times: each takes the place of one side."""
    of = sides(meaning)[0] if sides(meaning) else None
    if len(slots.times) != 2 or of is None or not isinstance(meaning, Change | PercentChange):
        return []
    first, last = (replace(of, period=when.period or _of_year(when, of)) for when in slots.times)
    return (
        filled(replace(meaning, before=first, after=last), replace(slots, times=()), held)
        if slots.codes
        else [replace(meaning, before=first, after=last)]
    )


def _with_codes(meaning: Meaning, codes: Mapping[str, str], held: Held) -> list[Meaning]:
    if not codes:
        return [meaning]
    if isinstance(meaning, Extreme | Breakdown) and isinstance(meaning.of, Members) and meaning.of.dimension in codes:
        return [Lookup(_bound(meaning.of.of, codes, held))]
    if isinstance(meaning, Share) and isinstance(meaning.whole, Selection):
        # "All modes" is a code of its own: only what part and whole have in common is filled anew in both.
        common = dict(set(meaning.whole.dimensions).intersection(*(part.dimensions for part in meaning.parts)))
        shared = {name: code for name, code in codes.items() if name in common}
        parts = tuple(_bound(part, codes, held) for part in meaning.parts)
        return [Share(parts, _bound(meaning.whole, shared, held))]
    two = sides(meaning)
    apart = {name for name, _ in set(two[0].dimensions) ^ set(two[1].dimensions)} if len(two) == 2 else set()
    if not apart.isdisjoint(codes):
        names = ("before", "after") if isinstance(meaning, Change | PercentChange) else ("one", "other")
        return [
            replace(meaning, **{name: _bound(of, codes, held)})  # type: ignore[arg-type]
            for name, of in zip(names, two, strict=True)
        ]
    return [mapped(meaning, lambda of: _bound(of, codes, held))]


def _bound(of: Selection, codes: Mapping[str, str], held: Held) -> Selection:
    shelf = held.shelf_of(of.indicator)
    own = {name: code for name, code in codes.items() if shelf is not None and code in shelf.codes.get(name, {})}
    return replace(of, dimensions=tuple(sorted({**dict(of.dimensions), **own}.items())))


def wholes_of(of: Selection, held: Held) -> Iterator[Selection]:
    """The selection with one of its codes left out, where the ledger then has one series."""
    shelf = held.shelf_of(of.indicator)
    for pair in of.dimensions:
        rest = tuple(other for other in of.dimensions if other != pair)
        if shelf is not None and not held.is_left_out(shelf, pair) and _is_one(held, shelf, rest):
            yield replace(of, dimensions=rest)


def _is_one(held: Held, shelf: Shelf, rest: tuple[tuple[str, str], ...]) -> bool:
    if rest in shelf.by_key:
        return True
    rows = [row for row in shelf.by_key.values() if set(rest) <= set(row.key.dimensions)]
    beyond = [[pair for pair in row.key.dimensions if pair not in rest] for row in rows]
    return sum(all(held.is_left_out(shelf, pair) for pair in pairs) for pairs in beyond) == 1


def sides(meaning: Meaning) -> tuple[Selection, ...]:
    """The two selections that a meaning compares; none of another one."""
    match meaning:
        case Difference(one, other) | Ratio(one, other):
            return one, other
        case Change(before, after) | PercentChange(before, after):
            return before, after
        case _:
            return ()


def mapped(meaning: Meaning, refill: Refill) -> Meaning:
    """A meaning with each of its selections made another one."""
    match meaning:
        case Lookup(of):
            return Lookup(refill(of))
        case Difference(one, other) | Ratio(one, other):
            return replace(meaning, one=refill(one), other=refill(other))
        case Change(before, after) | PercentChange(before, after):
            return replace(meaning, before=refill(before), after=refill(after))
        case Share(parts, whole):
            rest = refill(whole) if isinstance(whole, Selection) else _members(whole, refill)
            return Share(tuple(map(refill, parts)), rest)
        case Sum(of):
            return Sum(replace(of, of=_members(of.of, refill)) if isinstance(of, Ranked) else _group(of, refill))
        case Mean(of) | Extreme(of) | Range(of) | Breakdown(of):
            return replace(meaning, of=_group(of, refill))
        case Crossing(of, bound=bound):
            new = refill(of.of)
            refilled = Periods(replace(new, period=None), new.period or of.within)
            return replace(meaning, of=refilled, bound=refill(bound) if isinstance(bound, Selection) else bound)
        case Count(of, bound=bound):
            return replace(
                meaning, of=_group(of, refill), bound=refill(bound) if isinstance(bound, Selection) else bound
            )


def _members(group: Members, refill: Refill) -> Members:
    return replace(group, of=refill(group.of))


def _group(group: Group, refill: Refill) -> Group:
    if isinstance(group, Several):
        return Several(tuple(map(refill, group.each)))
    return replace(group, of=refill(group.of))
