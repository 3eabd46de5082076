"""Follow-ups on meanings: what a message that goes on from others means, by what they meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.ask.dialogue.naming import Named
from bot.ask.dialogue.slots import Slots, filled, sides, wholes_of
from bot.ask.dialogue.steps import stepped
from bot.ask.evaluate.bases import parts_of, within
from bot.ask.evaluate.held import Held
from bot.ask.language.followups import Relation
from bot.ask.meaning import (
    Change,
    Difference,
    Extreme,
    Lookup,
    Mean,
    Meaning,
    Members,
    PercentChange,
    Periods,
    Ratio,
    Selection,
    Several,
    Share,
    Sum,
    selections,
)
from bot.ask.prove.means import is_relative
from bot.domain import Figure

Pair = tuple[Selection, Selection]
ABOUT = frozenset((Relation.SOURCE, Relation.WORKINGS))
"""Relations that ask nothing anew, but who says what was answered, or how it came about."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What was answered in a thread, the last at the end, with the ledger that it was answered from."""

    meant: Sequence[Meaning]
    held: Held

    @property
    def last(self) -> Meaning:
        return self.meant[-1]

    @property
    def run(self) -> list[Selection]:
        """The figures that were looked up one after the other, up to the last answer."""
        found: list[Selection] = []
        for meaning in reversed(self.meant):
            if not isinstance(meaning, Lookup):
                break
            found.insert(0, meaning.of)
        return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Turn(Thread):
    """A message after a thread: the relations that it names, and the last meaning with what it names anew."""

    named: Named
    others: Sequence[Meaning]
    relations: frozenset[Relation]

    @property
    def spoken_of(self) -> Sequence[Meaning]:
        return self.others or [self.last]


_RANKS = frozenset((Relation.HIGHEST, Relation.LOWEST))


def meanings(thread: Thread, named: Named) -> list[Meaning]:
    """What a message may mean; none where that cannot be told. Raises Stop where a figure that it goes on from is held
    no more."""
    told = named.told
    relations = told.relations - ABOUT
    is_ranked = told.asks_which or not relations.isdisjoint(_RANKS)
    if (is_ranked and named.axis is not None) or (told.asks_which and isinstance(thread.last, Sum)):
        # Which of all is asked after a comparison of two: of what was looked up for it.
        each = [one for one in thread.meant if isinstance(one, Lookup)]
        thread = Thread(each[-1:], thread.held) if each else thread
    if isinstance(thread.last, Sum) and told.adds and named.slots:
        relations |= {Relation.SUM}
    if _names_a_whole(thread, named.slots):
        relations -= {Relation.SUM, Relation.WHOLE}  # "All of them together" is a member by that name.
    if named.axis is not None and Relation.WHOLE in relations:
        relations -= {Relation.SUM}
    turn = _Turn(thread.meant, thread.held, named, _others(thread, named), relations)
    if not relations:
        return list(turn.others)
    asks_one = named.axis is not None or told.asks_which
    if asks_one and Relation.CHANGE in relations and relations & _RANKS:
        return []  # Which of several moved most, or made the bigger loss, is another question.
    return next(continued(turn) for relation, continued in _CONTINUED.items() if relation in relations)


def _others(thread: Thread, named: Named) -> list[Meaning]:
    """The last meaning with what a message names anew in its place."""
    steps, slots, last = named.told.steps, named.slots, thread.last
    is_added = Relation.SUM in named.told.relations or named.told.adds
    if not slots.denied.isdisjoint(pair for of in selections(last) for pair in of.dimensions):
        pass  # What is taken back is replaced where it stands, and all else stays as it was.
    elif isinstance(last, Sum) and isinstance(last.of, Several) and is_added:
        last = Lookup(last.of.each[0])
    elif isinstance(last, Share) and len(last.parts) == 1 and named.says_measure:
        last = Lookup(last.parts[0])
    elif isinstance(last, Extreme | Sum | Mean) and isinstance(last.of, Several):
        last = Lookup(last.of.each[-1])
    found = [last]
    if steps:
        found = [moved for one in found if (moved := stepped(thread.held, one, steps[0])) is not None]
    if slots:
        found = [one for meaning in found for one in filled(meaning, slots, thread.held)]
    return found if steps or slots else []


def _names_a_whole(thread: Thread, slots: Slots) -> bool:
    shelves = [thread.held.shelf_of(of.indicator) for of in selections(thread.last)]
    return any(
        thread.held.is_left_out(shelf, (name, code))
        for shelf in shelves
        if shelf is not None
        for name, codes in slots.codes.items()
        for code in codes
        if code in shelf.codes.get(name, {})
    )


def _pairs(turn: _Turn) -> list[Pair]:
    """The two figures that are to be compared: what was answered last and what is named now, the two sides of the last
    answer, or the last two answers."""
    if turn.others:
        last, each = turn.last, [one.of for one in turn.others if isinstance(one, Lookup) and one != turn.last]
        if len(each) == 2 and _names_two(turn.named.slots):
            return [(each[0], each[1])]
        if each or not _is_repeated(turn):
            return [(last.of, one) for one in each] if isinstance(last, Lookup) else []
    two = sides(turn.last) or _each(turn.last)
    if len(two) == 2:
        return [(two[0], two[1])]
    run = turn.run
    return [(run[-2], run[-1])] if len(run) > 1 else []


def _is_repeated(turn: _Turn) -> bool:
    """Whether what a message names is what was answered: "so buses are still ahead, by how many?"."""
    return all(one == turn.last for one in turn.others)


def _each(meaning: Meaning) -> tuple[Selection, ...]:
    """The figures that were put together one by one."""
    return meaning.of.each if isinstance(meaning, Extreme | Sum | Mean) and isinstance(meaning.of, Several) else ()


def _names_two(slots: Slots) -> bool:
    """Whether a message names both figures that it compares: "compare yes and no"."""
    return len(slots.times) == 2 or any(len(codes) == 2 for codes in slots.codes.values())


def _apart(one: Selection, other: Selection) -> Meaning:
    """How far apart two figures are: a change where they are of one series."""
    if (one.indicator, one.dimensions) == (other.indicator, other.dimensions):
        return Change(one, other)
    return Difference(one, other)


def _compared(turn: _Turn) -> list[Meaning]:
    if Relation.SINCE in turn.relations:
        return _since(turn)
    if isinstance(turn.last, Difference | Change) and turn.others:
        return list(turn.others)
    if Relation.CHANGE in turn.relations and turn.others and turn.named.slots.codes:
        return _moved_alike(turn)
    return [_apart(*pair) for pair in _pairs(turn)]


def _moved_alike(turn: _Turn) -> list[Meaning]:
    """How another member changed, between the two times that were spoken of; none where there are none: what a member
    changed by is no difference between it and another."""
    named = [one.of for one in turn.others if isinstance(one, Lookup)]
    times = list(dict.fromkeys(of.period for of in turn.run[-2:]))
    if turn.named.slots.times or turn.named.told.steps:
        return [_apart(*pair) for pair in _pairs(turn) if isinstance(_apart(*pair), Change)]
    return [Change(replace(of, period=times[0]), replace(of, period=times[1])) for of in named if len(times) == 2]


def _since(turn: _Turn) -> list[Meaning]:
    """From a time that is named, or that was answered, to what was answered, or the latest."""
    last = turn.last
    if isinstance(last, Change):
        # Which of its two times came first is not told by the order in which they were named.
        after = max((last.before, last.after), key=_end)
        return [Change(one.before, after) for one in turn.others if isinstance(one, Change)]
    if not isinstance(last, Lookup):
        return []
    if turn.others:
        return [Change(one.of, last.of) for one in turn.others if isinstance(one, Lookup)]
    return [Change(last.of, replace(last.of, period=None))]


def _end(of: Selection) -> str:
    return of.period.end.isoformat() if of.period and of.period.end else "~"


def _in_percent(turn: _Turn) -> list[Meaning]:
    if Relation.SINCE in turn.relations:
        return [PercentChange(one.before, one.after) for one in _since(turn) if isinstance(one, Change)]
    asks_apart = not turn.relations.isdisjoint((Relation.DIFFERENCE, Relation.CHANGE))
    if asks_apart or (sides(turn.last) and not turn.others):
        return [_percent(turn, pair) for pair in _pairs(turn)]
    return _share(turn)


def _percent(thread: Thread, pair: Pair) -> Meaning:
    """Of two series how much more the higher is, of one how far it moved."""
    one, other = pair
    if isinstance(_apart(one, other), Change):
        return PercentChange(one, other)
    lower, higher = sorted(pair, key=lambda of: thread.held.at(of).figure.value)
    return PercentChange(lower, higher)


def _share(turn: _Turn) -> list[Meaning]:
    """What share a figure is of the base that it is counted in, or else of the whole of its members."""
    if isinstance(turn.last, Lookup) and _names_a_whole(turn, turn.named.slots):
        named = [one.of for one in turn.others if isinstance(one, Lookup)]
        parts = [of for of in named if not _is_whole(turn, of)] or [turn.last.of]
        return [Share((part,), whole) for part in parts for whole in named if _is_whole(turn, whole)]
    found: list[Meaning] = []
    for one in turn.spoken_of:
        if not isinstance(one, Lookup):
            return []
        part = turn.held.at(one.of)
        bases = [_selected(parts.whole.figure) for parts in within(turn.held, part)]
        wholes = list(wholes_of(one.of, turn.held))
        if turn.named.axis is not None:
            wholes = [whole for whole in wholes if turn.named.axis not in dict(whole.dimensions)]
        of_total = wholes if Relation.SHARE in turn.relations else [*bases[:1]] or wholes
        found += [Share((one.of,), whole) for whole in of_total]
    return found


def _is_whole(turn: _Turn, of: Selection) -> bool:
    """Whether a figure that a message names is the whole of a dimension."""
    shelf, named = turn.held.shelf_of(of.indicator), turn.named.slots.codes
    pairs = [pair for pair in of.dimensions if pair[1] in named.get(pair[0], ())]
    return shelf is not None and any(turn.held.is_left_out(shelf, pair) for pair in pairs)


def _count(turn: _Turn) -> list[Meaning]:
    """The number behind a percentage."""
    found: list[Meaning] = []
    for one in turn.spoken_of:
        match one:
            case PercentChange(before, after):
                found.append(_apart(before, after))
            case Share((part,), _):
                found.append(Lookup(part))
            case Lookup(of):
                parts = parts_of(turn.held, turn.held.at(of).figure)
                found += [Lookup(_selected(parts.part.figure))] if parts else []
            case _:
                return []
    return found


def _ratio(turn: _Turn) -> list[Meaning]:
    held = turn.held
    ordered = [sorted(pair, key=lambda of: held.at(of).figure.value, reverse=True) for pair in _pairs(turn)]
    return [Ratio(high, low) for high, low in ordered]


def _ranked(turn: _Turn) -> list[Meaning]:
    highest = Relation.HIGHEST in turn.relations
    axis, told = turn.named.axis, turn.named.told
    if told.asks_which and told.asks_when and axis is None:
        looked_up = [one.of for one in turn.spoken_of if isinstance(one, Lookup)]
        return [Extreme(Periods(replace(of, period=None)), highest) for of in looked_up]
    if axis is not None or (told.asks_which and len(turn.run) < 2 and not sides(turn.last)):
        return [found for one in turn.spoken_of if (found := _of_members(one, axis, highest)) is not None]
    if isinstance(turn.last, Extreme):
        return [replace(one, highest=highest) for one in turn.spoken_of if isinstance(one, Extreme)]
    if turn.others:
        return [_apart(*pair) for pair in _pairs(turn)]
    each = sides(turn.last) or tuple(turn.run)
    return [Extreme(Several(each), highest)] if len(each) > 1 else []


def _of_members(one: Meaning, axis: str | None, highest: bool) -> Extreme | None:
    """Which member of a dimension is highest: of the one that is named, or the only one."""
    if isinstance(one, Extreme):
        return replace(one, highest=highest)
    if not isinstance(one, Lookup):
        return None
    names = [name for name, _ in one.of.dimensions]
    axis = axis or (names[0] if len(names) == 1 else None)
    if axis is None:
        return None
    return Extreme(Members(one.of.without(axis), axis), highest)


def _added(turn: _Turn) -> list[Meaning]:
    last = turn.last
    if isinstance(last, Sum) and isinstance(last.of, Several) and turn.others:
        return [Sum(Several((*last.of.each, one.of))) for one in turn.others if isinstance(one, Lookup)]
    others = [one.of for one in turn.others if isinstance(one, Lookup)]
    if turn.named.told.of_several and len(turn.run) > 1 and len(others) == 1:
        return [Sum(Several((*turn.run, *others)))]
    each: list[tuple[Selection, ...]] = [*_pairs(turn)] if turn.others else [sides(turn.last) or tuple(turn.run)]
    if Relation.MEAN not in turn.relations:
        return [Sum(Several(one)) for one in each if len(one) > 1]
    return [Mean(Several(one)) for one in each if len(one) > 1 and not _is_of_relative(turn, one)]


def _is_of_relative(turn: _Turn, each: Sequence[Selection]) -> bool:
    """Whether figures are averages or rates of different members, whose plain average is nobody's."""
    are_relative = any(is_relative(turn.held.prose.catalogue.indicators[of.indicator].label) for of in each)
    return are_relative and len({of.dimensions for of in each}) > 1


def _whole(turn: _Turn) -> list[Meaning]:
    """What was answered for all members; after several of them it may as well be their sum."""
    found = [one for one in turn.spoken_of if isinstance(one, Lookup)]
    axis = turn.named.axis
    if axis is not None:
        return [_of_all(one.of, axis, turn.held) for one in found]
    wholes: list[Meaning] = [Lookup(whole) for one in found for whole in wholes_of(one.of, turn.held)]
    added = len({of.dimensions for of in turn.run[-2:]}) > 1 and not turn.others
    if not (wholes or added):
        # No whole is held: where there is one dimension, all is the sum of its members.
        wholes = [_of_all(one.of, one.of.dimensions[0][0], turn.held) for one in found if len(one.of.dimensions) == 1]
    return [*wholes, Sum(Several(tuple(turn.run)))] if added else wholes


def _of_all(of: Selection, axis: str, held: Held) -> Meaning:
    """All members of a dimension: the whole that is held, or else their sum."""
    whole = next((one for one in wholes_of(of, held) if axis not in dict(one.dimensions)), None)
    if whole is not None:
        return Lookup(whole)
    return Sum(Members(of.without(axis), axis))


def _latest(turn: _Turn) -> list[Meaning]:
    return [Lookup(replace(one.of, period=None)) for one in turn.spoken_of if isinstance(one, Lookup)]


_CONTINUED = {
    Relation.PERCENT: _in_percent,
    Relation.SHARE: _share,
    Relation.COUNT: _count,
    Relation.RATIO: _ratio,
    Relation.SUM: _added,
    Relation.MEAN: _added,
    Relation.DIFFERENCE: _compared,
    Relation.CHANGE: _compared,
    Relation.HIGHEST: _ranked,
    Relation.LOWEST: _ranked,
    Relation.SINCE: _since,
    Relation.WHOLE: _whole,
    Relation.LATEST: _latest,
}
"""How each relation is gone on with; of several that are named the first is what is asked for."""


def _selected(figure: Figure) -> Selection:
    return Selection(figure.indicator, figure.dimensions, figure.period)
