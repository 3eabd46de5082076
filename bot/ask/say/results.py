"""The sentences of results."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.ask.lengths import length_of
from bot.ask.prose import Prose
from bot.ask.say.agreement import can_be_highest, can_be_total, few, is_counted, is_title, nth, plural, things
from bot.ask.say.amounts import numbers, valued
from bot.ask.say.sides import capital, listed, names, places, plain, shared, subject, time_name, unit_of, verb
from bot.domain import Figure

_SHOWN = 6
"""Figures of a breakdown that its sentence lists."""
_FEW_TIMES = 3
"""Times that are named one by one."""


def statement(prose: Prose, figure: Figure, unit: str | None) -> str:
    """A figure as one sentence, with its qualifier, period, status and claimant."""
    title, claimant = prose.label(figure.indicator), prose.claimant(figure)
    if is_title(title):
        of = f"{prose.codes(figure.dimensions)}: " if figure.dimensions else ""
        said = f"{of}{valued(prose, figure, unit)}{prose.tail(figure)} ({title})."
        return f"According to {claimant}, {said}" if claimant else capital(said)
    said = f"{subject(prose, figure)} {verb(prose, figure)} {valued(prose, figure, unit)}{prose.tail(figure)}."
    return f"According to {claimant}, {said}" if claimant else capital(said)


def difference(prose: Prose, one: Figure, other: Figure, unit: str | None, gap: str, word: str = "higher") -> str:
    """How far two figures lie apart; `gap` is the distance in words, "" where there is none, `word` on which side of
    the other the one is."""
    pair = (one, other)
    values = f"{valued(prose, one, unit, pair)} against {valued(prose, other, unit, pair)}"
    tail = prose.tail(one) if one.period == other.period and one.status == other.status else ""
    if one.indicator != other.indicator:
        return _of_two_labels(prose, one, other, f"{gap} {word}" if gap else "", (values, tail))
    of = f"{capital(shared(prose, pair))} {verb(prose, one)}"
    here, there = places(prose, pair)
    if not gap:
        both = f"{here} and {there.removeprefix('for ')}" if here.startswith("for ") else f"{here} and {there}"
        return f"{of} the same {both}{tail}: {valued(prose, one, unit)}."
    return f"{of} {gap} {word} {here} than {there}{tail}: {values}."


def _of_two_labels(prose: Prose, one: Figure, other: Figure, gap: str, said: tuple[str, str]) -> str:
    values, tail = said
    first, second = subject(prose, one), subject(prose, other)
    if not gap:
        return f"{capital(first)} {verb(prose, one)} the same as {second}{tail}: {values}."
    return f"{capital(first)} {verb(prose, one)} {gap} than {second}{tail}: {values}."


def change(prose: Prose, before: Figure, after: Figure, unit: str | None, size: str, up: bool) -> str:
    """How far a series moved; `size` is how far in words, "" where it did not."""
    moments = [prose.moment(before, after), prose.moment(after, before)]
    pair = (before, after)
    first, last = valued(prose, before, unit, pair) + moments[0], valued(prose, after, unit, pair) + moments[1]
    if not size:
        return f"{capital(shared(prose, pair))} did not change: {first} and {last}."
    return f"{capital(shared(prose, pair))} {'rose' if up else 'fell'} by {size}, from {first} to {last}."


def ratio(prose: Prose, over: Figure, under: Figure, unit: str | None, times: str) -> str:
    pair = (over, under)
    values = f"{valued(prose, over, unit, pair)} against {valued(prose, under, unit, pair)}"
    tail = prose.tail(over) if over.period == under.period else ""
    if over.indicator != under.indicator:
        return f"{capital(subject(prose, over))} {verb(prose, over)} {times} {subject(prose, under)}{tail}: {values}."
    first, second = places(prose, pair)
    return f"{capital(shared(prose, pair))} {verb(prose, over)} {times} as high {first} as {second}{tail}: {values}."


def share(prose: Prose, parts: Sequence[Figure], whole: Figure, said: str, numbers: str) -> str:
    """`said` is the share, `numbers` the part of the whole, both in words."""
    if parts[0].indicator != whole.indicator:
        return of_base(prose, parts[0], f"{said} of {subject(prose, whole)}", numbers)
    own = listed(prose, names(prose, [*parts, whole])[:-1])
    where = with_period(prose, whole)
    return f"The share of {own} in {shared(prose, [*parts, whole])} was {said}{where} ({numbers})."


def share_of_all(prose: Prose, parts: Sequence[Figure], every: Sequence[Figure], said: str, numbers: str) -> str:
    """The same of a whole that is all its parts added up."""
    own = {figure.id: name for figure, name in zip(every, names(prose, every), strict=True)}
    listed_ = listed(prose, [own[figure.id] for figure in parts])
    return f"The share of {listed_} in {shared(prose, every)} was {said}{prose.tail(parts[0])} ({numbers})."


def of_base(prose: Prose, figure: Figure, said: str, numbers: str) -> str:
    """A share that is taken from the counts it is made of."""
    return f"{capital(subject(prose, figure))} {verb(prose, figure)} {said}{with_period(prose, figure)} ({numbers})."


def with_period(prose: Prose, figure: Figure) -> str:
    period = prose.period(figure.period)
    return f" {period}" if period else ""


def gap(prose: Prose, figures: Sequence[Figure], sizes: Sequence[str], value: Decimal) -> str:
    """How a distance moved. `figures` are both sides before and after, `sizes` the distances and how far it moved."""
    before, other, after, _ = figures
    one, two = names(prose, [before, other])
    start, end, moved = sizes
    verb_ = "did not change" if value == 0 else f"{'widened' if value > 0 else 'narrowed'} by {moved}"
    of = shared(prose, figures)
    times = f"from {start}{prose.moment(before, after)} to {end}{prose.moment(after, before)}"
    return f"The gap between {one} and {two} in {of} {verb_}, {times}."


def disagreement(prose: Prose, reported: Figure, value: Decimal, unit: str | None) -> str:
    """That a source reports another value than what it is made of comes to."""
    who, claimant = prose.source(reported), prose.claimant(reported)
    lead = f"{claimant}, in {who}, gives" if claimant else f"{who} reports"
    return f"{capital(lead)} {prose.value(reported)}; its own components give {prose.style.quantity(value, unit)}."


def total(prose: Prose, kind: str, figures: Sequence[Figure], said: str) -> str:
    """The sum, mean or median of figures; `kind` is "total", "average" or "median"."""
    terms = listed(prose, numbers(prose, figures))
    if len({figure.indicator for figure in figures}) > 1:
        each = listed(prose, [subject(prose, figure) for figure in figures])
        return f"The {kind} of {each} was {said}{prose.tail(figures[0])}: {terms}."
    one_period = len({figure.period for figure in figures}) == 1
    tail = prose.tail(figures[0]) if one_period else ""
    own = listed(prose, names(prose, figures)) if one_period else _times(prose, figures)
    lead = "" if own.startswith("from ") else "for "
    return f"{capital(total_of(prose, kind, figures))} {lead}{own} was {said}{tail}: {terms}."


def total_of(prose: Prose, kind: str, figures: Sequence[Figure]) -> str:
    """What the sum or the mean of figures is called: "the total catch", "the average of the prices"."""
    of = plain(prose, figures)
    return f"the {kind} {of}" if can_be_total(of) else f"the {kind} of {shared(prose, figures)}"


def _times(prose: Prose, figures: Sequence[Figure]) -> str:
    """The times of figures: each of a few, of more the first and the last."""
    told = names(prose, figures)
    if len(told) <= _FEW_TIMES or len({figure.series for figure in figures}) > 1:
        return listed(prose, told)
    length = length_of(figures[0].period)
    return f"from {told[0]} to {told[-1]} ({len(told)} {'periods' if length == 'other' else plural(length)})"


def extreme(prose: Prose, kind: str, winners: Sequence[Figure], field: Sequence[Figure], unit: str | None) -> str:
    """Who, or when, was `kind`: "second highest". All winners of a tie are named, and that they are level."""
    first = winners[0]
    own = {figure.id: place for figure, place in zip(field, places(prose, field), strict=True)}
    named = [own[figure.id] for figure in winners]
    members = [name.removeprefix("for ") for name in named]
    are_members = members != named
    over_time = len({figure.period for figure in field}) > 1
    tail = "" if over_time else prose.tail(first)
    at = f"{_at(prose, winners, unit)}{tail}."
    if len({figure.indicator for figure in field}) > 1:
        return f"{capital(prose.list_of(members))} {'was' if len(winners) == 1 else 'were'} {kind}, {at}"
    of = plain(prose, field)
    if are_members and can_be_highest(of) and not is_title(of) and all(map(_can_have, members)):
        return f"{capital(prose.list_of(members))} had the {kind} {of}, {at}"
    where = f"for {prose.list_of(members)}" if are_members else prose.list_of(named)
    if is_title(of):
        codes = prose.codes(tuple(pair for pair in first.dimensions if all(pair in one.dimensions for one in field)))
        lead = f"{capital(codes)}:" if codes else "It was"
        return f"{lead} {kind} {where}, {at.removesuffix('.')} ({prose.label(first.indicator)})."
    return f"{capital(shared(prose, field))} {verb(prose, first)} {kind} {where}, {at}"


def _at(prose: Prose, level: Sequence[Figure], unit: str | None) -> str:
    """The value that figures share: "both at 10"."""
    lead = {1: "", 2: "both "}.get(len(level), "all ")
    return f"{lead}at {valued(prose, level[0], unit)}"


def _can_have(name: str) -> bool:
    """Whether "North had the highest catch" reads well, which it does not of "no", of a year or of several codes."""
    return name.lower() not in ("no", "yes", "all") and "," not in name and not name[:1].isdecimal()


def top(
    prose: Prose, kind: str, chosen: Sequence[tuple[str, Figure]], field: Sequence[Figure], unit: str | None
) -> str:
    among = [figure for _, figure in chosen]
    each = prose.list_of([f"{name} ({valued(prose, figure, unit, among)})" for name, figure in chosen])
    tail = "" if len({figure.period for figure in field}) > 1 else prose.tail(field[0])
    of = "them" if len({figure.indicator for figure in field}) > 1 else shared(prose, field)
    return f"The {kind} for {of}{tail}: {each}."


def count(
    prose: Prose,
    inside: Sequence[tuple[str, Figure]],
    field: Sequence[Figure],
    noun: str | None,
    than: str,
) -> str:
    """How many of some are "above ten tonnes": `than`. `noun` is what they are, in the plural."""
    named = f"{noun} held" if noun else "held"
    over_time = len({figure.period for figure in field}) > 1
    tail = "" if over_time else prose.tail(field[0])
    among = [figure for _, figure in inside]
    names_ = [name for name, _ in inside]
    each = listed(prose, [f"{name} ({number})" for name, number in zip(names_, numbers(prose, among), strict=True)])
    if len(inside) > 1 and len({figure.value for figure in among}) == 1:
        each = f"{listed(prose, names_)}, {_at(prose, among, unit_of(prose, among[0]))}"
    number = f"{few(len(inside)) if inside else 'none'} of the {few(len(field))} {named}"
    if len(inside) == len(field) > 1:
        number = f"both {named}" if len(field) == 2 else f"all {few(len(field))} {named}"
    of = prose.shared(field)
    if not over_time and is_counted(of, unit_of(prose, field[0])) and not than.endswith((")", " one")):
        bound = than.replace("above ", "more than ").replace("below ", "fewer than ")
        said = f"{capital(number)} had {bound} {things(of)}{tail}"
    else:
        lead = "in" if over_time else "for"
        said = f"{capital(shared(prose, field))} {verb(prose, field[0])} {than} {lead} {number}{tail}"
    return f"{said}: {each}." if inside else f"{said}."


def extent(prose: Prose, figures: Sequence[Figure], unit: str | None, size: str) -> str:
    """How far the first of some figures lies above the last; `size` is how far in words, "" where it does not."""
    high, low = figures[0], figures[-1]
    own = {figure.id: place for figure, place in zip(figures, places(prose, figures), strict=True)}
    tail = "" if len({figure.period for figure in figures}) > 1 else prose.tail(high)
    label = "those figures" if len({figure.indicator for figure in figures}) > 1 else shared(prose, figures)
    if not size:
        return f"{capital(label)} did not differ{tail}: {valued(prose, high, unit)} each."
    ends = [f"{valued(prose, figure, unit)} {own[figure.id]}" for figure in (low, high)]
    return f"{capital(label)} ranged over {size}{tail}, from {ends[0]} to {ends[1]}."


def breakdown(prose: Prose, named: Sequence[tuple[str, Figure]], unit: str | None) -> str:
    """Figures with their names, of many the first and the number of the others."""
    figures = [figure for _, figure in named]
    alike = len({(figure.period, figure.status) for figure in figures}) == 1
    tail = prose.tail(figures[0]) if alike else ""
    status = len({figure.status for figure in figures}) > 1
    each = [
        f"{name} {valued(prose, figure, unit)}{f' ({figure.status.value})' if status else ''}"
        for name, figure in named[:_SHOWN]
    ]
    more = [f"{few(len(named) - _SHOWN)} more"] if len(named) > _SHOWN else []
    label = "those figures" if len({figure.indicator for figure in figures}) > 1 else shared(prose, figures)
    return f"{capital(label)}{tail}: {prose.list_of([*each, *more])}."


def not_held(prose: Prose, names_: Sequence[str]) -> str:
    return f"No figure for that time is held for {listed(prose, names_)}."


def level(prose: Prose, names_: Sequence[str]) -> str:
    """That some are level at the last of the places that were counted."""
    return f"{listed(prose, names_)} are level at the last of those places; not all of them are counted."


def beyond(prose: Prose, side: str, size: str | None, figures: Sequence[Figure]) -> str:
    """What a series lies beyond: "above 40 tonnes", "above that for Moss". Of two series the figures are in turn."""
    if size is not None:
        return f"{side} {size}"
    one, other = figures[0], figures[1]
    if one.indicator != other.indicator:
        return f"{side} {subject(prose, other)}"
    return f"{side} that {places(prose, [one, other])[1]}"


def crossing(prose: Prose, figures: Sequence[Figure], unit: str | None, side: str, size: str | None) -> str:
    """When a series came to lie beyond a bound, or another series: `figures` are those before and those at that time,
    of two series in turn."""
    half = len(figures) // 2
    before, at = figures[:half], figures[half:]
    values = [" against ".join(valued(prose, figure, unit) for figure in side_) for side_ in (at, before)]
    then, earlier = prose.period(at[0].period), prose.period(before[0].period)
    word = beyond(prose, side, size, at)
    came = f"{verb(prose, at[0])} first" if size is not None else "came to be"
    return f"{capital(subject(prose, at[0]))} {came} {word} {then}: {values[0]}, after {values[1]} {earlier}."


def already(prose: Prose, first: Figure) -> str:
    return f"It was so before: {time_name(prose, first)}, the first that we hold."


def again(prose: Prose, times: Sequence[str]) -> str:
    return f"It came to be so again: {listed(prose, times)}."


def compared(prose: Prose, against: Figure, one: Figure, size: str) -> str:
    """What some figures are compared with, where it is a figure itself."""
    if against.indicator != one.indicator:
        return f"{subject(prose, against)} ({size})"
    return f"that {places(prose, [against, one])[0]} ({size})"


def ranked(highest: bool, place: int, count: int) -> str:
    """What a place is called: "second highest", "top 3"."""
    if count == 1:
        return f"{nth(place)}{'highest' if highest else 'lowest'}"
    kind = f"{'top' if highest else 'bottom'} {count}"
    return kind if place == 1 else f"{kind} from number {place} on"
