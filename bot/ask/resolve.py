"""Query and ledger to readings: which indicator and which codes explain the words of the question, and which are left.

A reading is made of slots, not of likeness: every content word must be explained by the indicator, its base, a code, a
dimension, a name or the ledger's scope. What is left over counts against the reading, and decides a refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from operator import itemgetter

from bot.ask.asked import WordsAsked
from bot.ask.bases import NamedBase
from bot.ask.cells import Shelf
from bot.ask.codes import CodeChoice, choices, said_in
from bot.ask.costs import derivation_cost, unit_cost
from bot.ask.grammar.cue import Cue
from bot.ask.grammar.moves import MOVE_STEMS, MOVES
from bot.ask.grammar.wording import HOW_MUCH_OF, RELATED
from bot.ask.lexicon import Entry, Lexicon
from bot.ask.misread import misread
from bot.ask.names import Mention, union
from bot.ask.query import Mask, Query
from bot.ask.reading import Explained, Reading
from bot.ask.text import stem as stem_of
from bot.ask.words import DURATION, FILLER, TIME_NOUNS

_RUN = 3
UNEXPLAINED = 10.0
"""The cost of a word that nothing explains: more than all other costs together."""
_SAID = 0.4
"""What it speaks for a reading that it gives a meaning to words that could have none ("the no vote")."""
_IN_FULL = 0.11
"""What it speaks for a reading that a label is said in full, down to words such as "rate"."""
_UNSAID = 0.4
"""A label of which this much or more is left unsaid does not name its indicator, where there are others."""
_OWN_CUES = (*MOVES, Cue.HIGHEST, Cue.LOWEST, Cue.MEAN, Cue.MEDIAN)
"""Cues that may be part of a label."""
_UNSAID_WITH_CODE = 0.67
"""The same where the question names a code of the indicator in full, which narrows it down."""


class Resolver:
    """Reads one question against one ledger."""

    def __init__(self, lexicon: Lexicon, query: Query) -> None:
        self._lexicon = lexicon
        self._query = query
        self._words = WordsAsked(lexicon, query)
        self._base = NamedBase(lexicon, query)
        self._labels: dict[str, tuple[Mask, Mask]] = {}
        self._dimensions: dict[str, Mask] = {}
        self._only_indicator = len(lexicon.catalogue.indicators) == 1

    def readings(self, indicators: Iterable[str], shelf_of: Callable[[str], Shelf | None]) -> list[Reading]:
        """The readings over these indicators, cheapest first, but for some that leave more words unexplained than the
        first does: those are never needed.

        The series of an indicator are only looked at if its labels may explain as much as the best reading does.
        """
        found: list[Reading] = []
        if self._base.is_all():
            return found
        fewest = len(self._query.sentence.tokens)
        for strange, indicator in sorted(((self._strange(id_), id_) for id_ in indicators), key=itemgetter(0)):
            if strange > fewest:
                break
            shelf = shelf_of(indicator)
            for reading in self._read(shelf, fewest) if shelf is not None else ():
                fewest = min(fewest, reading.unexplained.bit_count())
                found.append(reading)
        found.sort(key=lambda reading: reading.cost)
        return found

    def _strange(self, indicator: str) -> int:
        """How many words of the question no reading with this indicator can explain, at the least."""
        entry = self._lexicon.entry(indicator)
        own, base = self._of_labels(entry)
        strange = self._specific & ~(own | base)
        return (strange & ~self._defined(entry)).bit_count() if strange else 0

    def _of_labels(self, entry: Entry) -> tuple[Mask, Mask]:
        """The words that the indicator's own labels have, and those that its bases' have."""
        found = self._labels.get(entry.indicator.id)
        if found is None:
            found = self._words.mask(entry.words), self._words.mask(entry.base_words)
            self._labels[entry.indicator.id] = found
        return found

    def _of_dimension(self, dimension: str) -> Mask:
        """The words that name the dimension itself."""
        found = self._dimensions.get(dimension)
        if found is None:
            found = self._words.mask(self._lexicon.dimension_words.get(dimension, frozenset()))
            self._dimensions[dimension] = found
        return found

    def _defined(self, entry: Entry) -> Mask:
        """The words that stand just so in the indicator's definition: at least three in a row, two with a meaning, or
        one that says which event the figures are of ("in the election")."""
        own = entry.definition
        if not own:
            return 0
        stems, start = self._query.stems, 0
        mask = sum(1 << place for place in self._events if f" {stems[place]} " in own)
        while start + _RUN <= len(stems):
            end = start
            if self._runs[start] not in own:
                start += 1
                continue
            while end < len(stems) and f" {' '.join(stems[start : end + 1])} " in own:
                end += 1
            if end - start >= _RUN and sum(stem not in FILLER for stem in stems[start:end]) > 1:
                mask |= (1 << end) - (1 << start)
            start = max(end, start + 1)
        return mask

    @cached_property
    def _events(self) -> list[int]:
        """The words for events that nothing is said to be before, after or between."""
        related = self._query.sentence.matches(RELATED)
        heads = self._lexicon.event_heads
        return [place for place, stem in enumerate(self._query.stems) if stem in heads and not related >> place & 1]

    @cached_property
    def _runs(self) -> list[str]:
        """The shortest stretches of the question that could stand in a definition, by where they begin."""
        stems = self._query.stems
        return [f" {' '.join(stems[start : start + _RUN])} " for start in range(len(stems) - _RUN + 1)]

    @cached_property
    def _specific(self) -> Mask:
        """The words that only an indicator's own labels can explain: what else could name them, does not."""
        return self._plain & ~self._words.mask(self._lexicon.code_words)

    @cached_property
    def _plain(self) -> Mask:
        """The words that only labels can explain, an indicator's own or those of its codes."""
        words = self._words
        needed = self._query.content & ~(self._query.time_words | words.numbers | words.scope | words.idle)
        for mention in words.mentions:
            needed &= ~(mention.mask | self._other_words(mention))
        return needed & ~words.sources(needed)[1]

    def _read(self, shelf: Shelf, most: int) -> list[Reading]:
        """The readings with an indicator's series that leave at most so many words unexplained."""
        entry = self._lexicon.entry(shelf.indicator)
        by = self._explained(entry, shelf)
        elsewhere = by.own | by.base
        said = said_in(self._lexicon, shelf, self._query, self._words.places, elsewhere)
        found: list[Reading] = []
        for choice in choices(shelf, said, elsewhere):
            reading = self._reading(entry, shelf, choice, by, most)
            if reading is not None:
                most = min(most, reading.unexplained.bit_count())
                found.append(reading)
        return found

    def _explained(self, entry: Entry, shelf: Shelf) -> Explained:
        phrase, gap = self._best_phrase(entry)
        own, base = self._of_labels(entry)
        labels = 0
        for dimension in shelf.codes:
            labels |= self._of_dimension(dimension)
        return Explained(
            own=own,
            phrase=phrase,
            base=base,
            labels=labels,
            cues=self._own_cues(entry, own, base) if self._query.has(*_OWN_CUES) else 0,
            gap=gap,
            cost=gap + derivation_cost(self._query, entry) + unit_cost(self._query, entry),
            universe=self._universe(entry),
        )

    def _reading(self, entry: Entry, shelf: Shelf, choice: CodeChoice, by: Explained, most: int) -> Reading | None:
        query, gap = self._query, by.gap
        explained = by.own | by.base | by.labels | choice.mask | choice.related | self._words.scope
        if (self._plain & ~explained & ~self._defined(entry)).bit_count() > most:
            return None
        named = tuple(
            mention
            for mention in self._words.mentions
            if mention.mask & query.content & ~explained or mention.kind == "period"
        )
        periods = [mention.mask for mention in named if mention.kind == "period"]
        times = tuple(
            time
            for time in query.times
            if time.mask & query.content & ~(by.own | choice.mask | self._words.conceded)
            and not any(time.mask & mask == time.mask for mask in periods)
        )
        for mention in named:
            explained |= mention.mask | self._other_words(mention)
        needed = query.content & ~query.time_words
        sources, printed = self._words.sources(needed & ~explained & ~self._words.numbers)
        explained |= printed
        lacking = needed & ~explained
        defined = self._defined(entry) & lacking if lacking else 0
        explained |= defined
        claimed = needed & ~explained & self._words.numbers & ~self._words.dated
        idle = needed & ~explained & self._words.idle
        explained |= idle
        unexplained = needed & ~explained & ~claimed | choice.ignored & ~(explained | self._words.grammatical)
        unexplained |= misread(self._lexicon, query, self._words, entry, choice, by)
        if self._base.is_another(entry, by.phrase):
            unexplained |= self._base.words & ~choice.mask or self._base.words
        unexplained |= self._base.turned_round(entry, shelf, choice)
        if self._degree and not any(phrase.names_thing(self._words.said) for phrase in entry.phrases):
            unexplained |= self._degree
        if unexplained.bit_count() > most:
            return None
        loose = needed & explained & ~(by.phrase | choice.mask | self._words.scope)
        cost = (
            UNEXPLAINED * unexplained.bit_count()
            + by.cost
            + choice.penalty
            - _SAID * bool(choice.mask & ~query.content)
            - _IN_FULL * bool(by.phrase & ~query.content & ~choice.mask and gap == 0)
            + 0.06 * (loose & by.own).bit_count()
            + 0.15 * (loose & ~by.own).bit_count()
            + 0.2 * bool(printed)
            + 0.02 * idle.bit_count()
            + 0.05 * defined.bit_count()
        )
        return Reading(
            entry,
            shelf,
            choice.bound,
            cost,
            explained,
            unexplained,
            (by.phrase if gap < _UNSAID else 0) | choice.mask | union(named) | by.cues | self._compared(by),
            times,
            named,
            by.universe,
            sources,
            claimed,
            gap < _UNSAID and bool(by.phrase & query.content & ~choice.mask),
            self._is_measured(entry, gap)
            and (
                gap < _UNSAID
                or self._only_indicator
                or (gap <= _UNSAID_WITH_CODE and (bool(choice.bound) or self._is_narrowed(entry, by)))
                or not needed & ~(choice.mask | by.labels | self._words.scope | union(named) | idle)
            ),
        )

    def _compared(self, by: Explained) -> Mask:
        """The words of a dimension whose codes are to be compared: "which party came second" is about parties."""
        query = self._query
        compares = query.rank is not None or query.top is not None or query.has(Cue.HIGHEST, Cue.LOWEST)
        return by.labels if compares and query.axis else 0

    def _is_narrowed(self, entry: Entry, by: Explained) -> bool:
        """Whether the kind of code that is asked for narrows down what is said of a label: "which party has the most
        seats" of "number of seats in the council"."""
        said = self._words.said
        return bool(self._compared(by)) and any(phrase.is_said_up_to_place(said) for phrase in entry.phrases)

    def _is_measured(self, entry: Entry, gap: float) -> bool:
        """Whether a length of time is asked for where the indicator is one: "the law" alone is not the law's age."""
        unit = (entry.indicator.unit or "").split()
        if gap == 0 or len(unit) != 1 or stem_of(unit[0]) not in TIME_NOUNS or unit[0] == "times":
            return True
        label = entry.phrases[0]
        head = next(stem for stem in label.stems if stem in label.content)
        return any(stem in self._words.places for stem in (head, stem_of(unit[0]), *DURATION))

    @cached_property
    def _degree(self) -> Mask:
        """The words of "how old"."""
        return self._query.sentence.matches(HOW_MUCH_OF)

    def _other_words(self, mention: Mention) -> Mask:
        """The words that other labels of a named period have, numbers aside: the "new" of "year one of the new law"."""
        if mention.kind != "period":
            return 0
        return self._words.mask(self._lexicon.period_words[mention.id]) & ~self._words.numbers

    def _best_phrase(self, entry: Entry) -> tuple[Mask, float]:
        """The words of the label that the question says most of, and the part of it that is unsaid (0 to 1)."""
        best, least, most = None, 1.0, 0
        for phrase in entry.phrases:
            if phrase.content.isdisjoint(self._words.said):
                continue
            gap = phrase.unsaid(self._words.said)
            if gap > least:
                continue
            said = len(phrase.content) - round(gap * len(phrase.content))
            if gap < least or said > most:
                best, least, most = phrase, gap, said
        return self._words.mask(best.stems) if best else 0, least

    def _universe(self, entry: Entry) -> str | None:
        """The base that the question names in full, of those the indicator's universe is part of."""
        best: tuple[int, str | None] = (0, None)
        for universe in entry.bases:
            for phrase in self._lexicon.universe_phrases[universe]:
                if len(phrase.content) > best[0] and phrase.content <= self._words.said:
                    best = (len(phrase.content), universe)
        return best[1]

    def _own_cues(self, entry: Entry, own: Mask, base: Mask) -> Mask:
        """The words of cues that here belong to a label: an indicator's own average, "most serious offence"."""
        moved = self._query.cue_mask(*MOVES) & (
            -1 if entry.phrases[0].content & MOVE_STEMS and not entry.indicator.derivation else self._words.events
        )
        extreme, words = self._query.cue_mask(Cue.HIGHEST, Cue.LOWEST), own | base
        ranked = extreme & words
        if not self._query.axis:
            ranked |= extreme & (base >> 1) & ~own
        return own & self._query.cue_mask(Cue.MEAN, Cue.MEDIAN) | ranked & (words >> 1) | moved
