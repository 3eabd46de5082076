"""Meanings in words, for "Did you mean …?": what is asked for first, then of what, for whom and when.

Whatever a selection names is said, and nothing else: two meanings that differ have different words, but where two
things of the ledger have one label, or one says that no time is recorded and the other says nothing; `told_apart` has
ids as well then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.ask.meaning import (
    Asks,
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
    OfGroup,
    PercentChange,
    Periods,
    Range,
    Ranked,
    Ratio,
    Selection,
    Several,
    Share,
    Sum,
)
from bot.ask.prose import Prose
from bot.ask.say.agreement import few, nth, plural
from bot.ask.say.sides import ALL, noun
from bot.periods import Period

Part = tuple[str, str]
"""What a part of a selection is (its slot, or its dimension) and the words for it."""
_LATEST, _UNRECORDED = "the latest", "a time not recorded"
_PERIOD, _STATUS, _AGENT, _SOURCE = ":period", ":status", ":agent", ":source"
"""Slots that are no dimension."""


def in_words(meaning: Meaning, prose: Prose) -> str:
    """A meaning as one line: "the difference between women and men, percentage of lone parents, 2016"."""
    return _Speaker(prose, precise=False).words(meaning)


def told_apart(meanings: Sequence[Meaning], prose: Prose) -> list[str]:
    """The same for several, where those that would have the same words name dimensions and ids as well."""
    plain = [in_words(meaning, prose) for meaning in meanings]
    count = Counter(plain)
    precise = _Speaker(prose, precise=True)
    return [
        words if count[words] == 1 else precise.words(meaning) for meaning, words in zip(meanings, plain, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Speaker:
    """`precise`: labels that several things may have come with their dimension and id."""

    prose: Prose
    precise: bool

    def words(self, meaning: Meaning) -> str:
        match meaning:
            case Lookup(of):
                return self._line("", self._parts(of))
            case Difference(one, other):
                return self._of_pair("the difference between {} and {}", one, other)
            case Change(before, after):
                return self._of_pair("the change from {} to {}", before, after)
            case PercentChange(before, after):
                return self._of_pair("the change in per cent from {} to {}", before, after)
            case Ratio(one, other):
                return self._of_pair("how many times as high {} as {}", one, other)
            case Share(parts, whole):
                return self._share(parts, whole)
            case _:
                return self._of_group(meaning)

    def _of_group(self, meaning: OfGroup) -> str:
        if isinstance(meaning, Crossing):
            return self._crossing(meaning)
        each, common = self._group(meaning.of)
        match meaning:
            case Sum():
                return self._line(f"the sum of {each}", common)
            case Mean():
                return self._line(f"the average of {each}", common)
            case Extreme():
                return self._line(self._superlative(meaning, each), common)
            case Count(side=side, bound=bound):
                than = f"({self._line('', self._parts(bound))})" if isinstance(bound, Selection) else bound
                return self._line(f"how many of {each} are {side.value} {than}", common)
            case Range():
                return self._line(f"the range of {each}", common)
            case Breakdown():
                return self._line(f"each of {each}", common)

    def _crossing(self, meaning: Crossing) -> str:
        within = meaning.of.within
        when = f"when in {self._time(within) or _UNRECORDED}" if within is not None else "when"
        bound = (
            f"({self._line('', self._parts(meaning.bound))})" if isinstance(meaning.bound, Selection) else meaning.bound
        )
        return self._line(f"{when} first {meaning.side.value} {bound}", self._parts(meaning.of.of))

    def _superlative(self, meaning: Extreme, each: str) -> str:
        kind = "highest" if meaning.highest else "lowest"
        asked = "which" if meaning.asks is Asks.MEMBER else "how much"
        if meaning.count > 1:
            start = "" if meaning.place == 1 else f" from number {meaning.place} on"
            return f"{asked} of {each} are the {few(meaning.count)} {kind}{start}"
        return f"{asked} of {each} is {nth(meaning.place)}{kind}"

    def _of_pair(self, form: str, one: Selection, other: Selection) -> str:
        own, common = self._apart([one, other])
        return self._line(form.format(*own), common)

    def _share(self, parts: tuple[Selection, ...], whole: Selection | Members) -> str:
        if isinstance(whole, Members):
            each, common = self._group(whole)
            named = self.prose.list_of([f"({self._line('', self._parts(part))})" for part in parts])
            return self._line(f"the share of {named} in the sum of {each}", common)
        own, common = self._apart([*parts, whole])
        return self._line(f"the share of {self.prose.list_of(own[:-1])} in {own[-1]}", common)

    def _group(self, group: Group | Ranked) -> tuple[str, list[str]]:
        match group:
            case Ranked(of, highest, count):
                each, common = self._group(of)
                return f"the {few(count)} {'highest' if highest else 'lowest'} of {each}", common
            case Members(of, dimension, codes):
                rest = [part for part in self._parts_of(of) if part[0] != dimension]
                named = [self._code(dimension, code) for code in codes]
                word = noun(self.prose, dimension)
                every = f"all {plural(word)}" if word else f"all in {self.prose.dimension(dimension)}"
                return self.prose.list_of(named) or every, [words for _, words in rest]
            case Periods(of, within):
                rest = [part for part in self._parts_of(of) if part[0] != _PERIOD]
                each = f"all times in {self._time(within) or _UNRECORDED}" if within is not None else "all times"
                return each, [words for _, words in rest]
            case Several(each_):
                own, common = self._apart(each_)
                return self.prose.list_of(own), common

    def _apart(self, each: Sequence[Selection]) -> tuple[list[str], list[str]]:
        """The words for each of several selections that the others do not share, and those that all of them do."""
        parts = [self._parts_of(of) for of in each]
        common = [part for part in parts[0] if all(part in other for other in parts)]
        slots = {slot for own in parts for slot, _ in own}
        named = []
        for own in parts:
            rest = [words or _UNRECORDED for slot, words in own if (slot, words) not in common]
            lacking = _LATEST if _PERIOD in slots and all(slot != _PERIOD for slot, _ in own) else ALL
            named.append(" ".join(rest[:1]) + "".join(f", {words}" for words in rest[1:]) or lacking)
        return named, [words for _, words in common]

    def _parts(self, of: Selection) -> list[str]:
        return [words for _, words in self._parts_of(of)]

    def _parts_of(self, of: Selection) -> list[Part]:
        prose, agents = self.prose, self.prose.catalogue.agents
        label = prose.label(of.indicator) if of.indicator in prose.catalogue.indicators else of.indicator
        parts = [("", f"{label} [{of.indicator}]" if self.precise else label)]
        parts += [(dimension, self._code(dimension, code)) for dimension, code in of.dimensions]
        if of.period is not None:
            parts.append((_PERIOD, self._time(of.period)))
        if of.statuses:
            parts.append((_STATUS, " or ".join(sorted(status.value for status in of.statuses))))
        if of.agent is not None:
            named = agents[of.agent].label if of.agent in agents else of.agent
            parts.append((_AGENT, f"as {prose.style.spelling(named)} says"))
        if of.source is not None:
            parts.append((_SOURCE, f"according to {self._source(of.source)}"))
        return parts

    def _code(self, dimension: str, code: str) -> str:
        label = self.prose.code(dimension, code)
        return f"{self.prose.dimension(dimension)} {label} [{code}]" if self.precise else label

    def _source(self, name: str) -> str:
        source = self.prose.catalogue.sources.get(name)
        if source is None:
            return name
        words = ", ".join(part for part in (source.publisher, source.title) if part) or name
        return f"{words} [{name}]" if self.precise else words

    def _time(self, period: Period) -> str:
        named = next((one for one in self.prose.catalogue.periods.values() if one.period == period), None)
        label = self.prose.style.spelling(named.label) if named else self.prose.style.span(period)
        return f"{label} [{period.iso}]" if self.precise else label

    def _line(self, lead: str, parts: Sequence[str]) -> str:
        return ", ".join(part for part in (lead, *parts) if part)
