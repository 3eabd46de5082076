"""Query and ledger to readings: which indicator and which codes explain the words of the question, and which are left.

A reading is made of slots, not of likeness: every content word must be explained by the indicator, its base, a code, a
dimension, a name or the ledger's scope. What is left over counts against the reading, and decides a refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from bot.ask.bases import NamedBase
from bot.ask.cells import Shelf
from bot.ask.codes import CodeChoice, choices, said_in
from bot.ask.grammar.cue import Cue
from bot.ask.grammar.moves import MOVE_STEMS, MOVES
from bot.ask.grammar.shares import UNIT_STEMS
from bot.ask.grammar.wording import AGE, CONCEDED, FOR_OR_AGAINST, OPPOSITES, POSSIBLE, STORY
from bot.ask.lexicon import Entry, Lexicon
from bot.ask.names import Mention, dated_words, mentions
from bot.ask.phrases import RELATIONS, stems_of
from bot.ask.query import Mask, Query
from bot.ask.reading import Reading
from bot.ask.text import stem as stem_of
from bot.ask.when import MONTHS
from bot.ask.words import DURATION, FILLER, IDLE, OF_VINTAGES, PEOPLE, PERCENT_UNITS, TALLIES, TIME_NOUNS

_FAVOUR, _POSSIBLE = stem_of("favour"), stem_of("possibly")
_RUN = 3
UNEXPLAINED = 10.0
"""The cost of a word that nothing explains: more than all other costs together."""
_SAID = 0.4
"""What it speaks for a reading that it gives a meaning to words that could have none ("the no vote")."""
_IN_FULL = 0.11
"""What it speaks for a reading that a label is said in full, down to words such as "rate"."""
_UNSAID = 0.4
"""A label of which this much or more is left unsaid does not name its indicator, where there are others."""
_UNSAID_WITH_CODE = 0.67
"""The same where the question names a code of the indicator in full, which narrows it down."""


class Resolver:
    """Reads one question against one ledger."""

    def __init__(self, lexicon: Lexicon, query: Query) -> None:
        self._lexicon = lexicon
        self._query = query
        self._places: dict[str, Mask] = {}
        for index, token in enumerate(query.sentence.tokens):
            dated = query.as_of_words >> index & 1 and (token.norm[:1].isdigit() or token.norm in MONTHS)
            if dated or query.idiom_words >> index & 1:
                continue
            self._places[token.stem] = self._places.get(token.stem, 0) | 1 << index
        for cue, stems in UNIT_STEMS.items():
            for stem in stems if cue in query.cues else ():
                self._places.setdefault(stem, query.cues[cue])
        for match in FOR_OR_AGAINST.finditer(query.sentence.joined):
            self._places.setdefault(_FAVOUR, query.sentence.mask(match.start("for"), match.end("for")))
        for match in POSSIBLE.finditer(query.sentence.joined):
            self._places.setdefault(_POSSIBLE, query.sentence.mask(match.start(), match.start() + 1))
        for index, token in enumerate(query.sentence.tokens):
            for stem in OPPOSITES.get(token.norm, ()):
                self._places.setdefault(stem, 1 << index)
        self._mentions = mentions(lexicon, query.sentence)
        self._scope = self._scope_mask()
        self._numbers = self._number_mask()
        self._idle = self._idle_mask()
        self._grammatical = query.time_words | query.status_words | query.cue_mask(*query.cues)
        self._events = self._event_mask()
        self._dated = dated_words(lexicon, query.sentence)
        self._conceded = self._dated & query.sentence.matches(CONCEDED)
        self._base = NamedBase(lexicon, query)
        self._only_indicator = len(lexicon.catalogue.indicators) == 1

    def readings(self, indicators: Iterable[str], shelf_of: Callable[[str], Shelf | None]) -> list[Reading]:
        """The readings over these indicators, cheapest first.

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
            readings = self._read(shelf) if shelf is not None else []
            fewest = min([fewest, *(reading.unexplained.bit_count() for reading in readings)])
            found.extend(readings)
        found.sort(key=lambda reading: reading.cost)
        return found

    def _strange(self, indicator: str) -> int:
        """How many words of the question no reading with this indicator can explain, at the least."""
        entry = self._lexicon.entry(indicator)
        strange = self._specific & ~(self._mask(entry.words) | self._mask(entry.base_words))
        return (strange & ~self._defined(entry)).bit_count() if strange else 0

    def _defined(self, entry: Entry) -> Mask:
        """The words that stand just so in the indicator's definition: at least three in a row, two with a meaning."""
        own = entry.definition
        if not own:
            return 0
        stems, mask, start = self._query.stems, 0, 0
        while start + _RUN <= len(stems):
            end = start
            while end < len(stems) and f" {' '.join(stems[start : end + 1])} " in own:
                end += 1
            if end - start >= _RUN and sum(stem not in FILLER for stem in stems[start:end]) > 1:
                mask |= (1 << end) - (1 << start)
            start = max(end, start + 1)
        return mask

    @cached_property
    def _specific(self) -> Mask:
        """The words that only an indicator's own labels can explain: what else could name them, does not."""
        needed = self._query.content & ~self._query.time_words & ~self._numbers & ~self._scope & ~_union(self._mentions)
        needed &= ~self._mask(self._lexicon.code_words) & ~self._idle
        return needed & ~self._sources(needed)[1]

    def _read(self, shelf: Shelf) -> list[Reading]:
        entry = self._lexicon.entry(shelf.indicator)
        by = self._explained(entry, shelf)
        elsewhere = by.own | by.base
        said = said_in(self._lexicon, shelf, self._query, self._places, elsewhere)
        return [self._reading(entry, shelf, choice, by) for choice in choices(shelf, said, elsewhere)]

    def _explained(self, entry: Entry, shelf: Shelf) -> _Explained:
        phrase, gap = self._best_phrase(entry)
        labels = 0
        for dimension in shelf.codes:
            labels |= self._mask(self._lexicon.dimension_words.get(dimension, frozenset()))
        return _Explained(
            own=self._mask(entry.words),
            phrase=phrase,
            base=self._mask(entry.base_words),
            labels=labels,
            cues=self._own_cues(entry),
            gap=gap,
            cost=gap + self._derivation_cost(entry) + self._unit_cost(entry),
            universe=self._universe(entry),
        )

    def _reading(self, entry: Entry, shelf: Shelf, choice: CodeChoice, by: _Explained) -> Reading:
        query, gap = self._query, by.gap
        explained = by.own | by.base | by.labels | choice.mask | choice.related | self._scope
        named = tuple(
            mention
            for mention in self._mentions
            if mention.mask & query.content & ~explained or mention.kind == "period"
        )
        periods = [mention.mask for mention in named if mention.kind == "period"]
        times = tuple(
            time
            for time in query.times
            if time.mask & query.content & ~(by.own | choice.mask | self._conceded)
            and not any(time.mask & mask == time.mask for mask in periods)
        )
        for mention in named:
            explained |= mention.mask | self._other_words(mention)
        needed = query.content & ~query.time_words
        sources, printed = self._sources(needed & ~explained & ~self._numbers)
        explained |= printed
        lacking = needed & ~explained
        defined = self._defined(entry) & lacking if lacking else 0
        explained |= defined
        claimed = needed & ~explained & self._numbers & ~self._dated
        idle = needed & ~explained & self._idle
        explained |= idle
        unexplained = needed & ~explained & ~claimed | choice.ignored & ~(explained | self._grammatical)
        unexplained |= self._miscoded(entry, choice, by)
        if self._base.is_another(entry, by.phrase):
            unexplained |= self._base.words & ~choice.mask or self._base.words
        unexplained |= self._base.turned_round(entry, shelf, choice)
        loose = needed & explained & ~(by.phrase | choice.mask | self._scope)
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
            (by.phrase if gap < _UNSAID else 0) | choice.mask | _union(named) | by.cues,
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
                or (gap <= _UNSAID_WITH_CODE and bool(choice.bound))
                or not needed & ~(choice.mask | by.labels | self._scope | _union(named))
            ),
        )

    def _is_measured(self, entry: Entry, gap: float) -> bool:
        """Whether a length of time is asked for where the indicator is one: "the law" alone is not the law's age."""
        unit = (entry.indicator.unit or "").split()
        if gap == 0 or len(unit) != 1 or stem_of(unit[0]) not in TIME_NOUNS or unit[0] == "times":
            return True
        label = entry.phrases[0]
        head = next(stem for stem in label.stems if stem in label.content)
        return any(stem in self._places for stem in (head, stem_of(unit[0]), *DURATION))

    def _miscoded(self, entry: Entry, choice: CodeChoice, by: _Explained) -> Mask:
        """The words that are codes of something else, and that only one word of a longer base could explain.

        "Charged" is not said of those "facing a possible charge" unless more of that base is.
        """
        loose = self._query.content & (by.own | by.base) & ~(by.labels | choice.mask | choice.related)
        mask = 0
        for index, token in enumerate(self._query.sentence.tokens if loose else ()):
            if loose >> index & 1 and token.norm in self._lexicon.code_forms and not self._is_said(entry, token.stem):
                mask |= 1 << index
        return mask

    def _is_said(self, entry: Entry, stem: str) -> bool:
        """Whether a label with this stem is said in full, or in two of its words that have a meaning: one of a base,
        or one of the indicator's own that does not hold such a base's."""
        bases = [
            phrase for base in entry.bases for phrase in self._lexicon.universe_phrases[base] if stem in phrase.content
        ]
        own = [
            phrase
            for phrase in entry.phrases
            if stem in phrase.content and not any(base.content <= phrase.content for base in bases)
        ]
        for phrase in (*bases, *own):
            said = sum(one in self._places for one in phrase.content)
            if said > 1 or said == len(phrase.content):
                return True
        return False

    def _other_words(self, mention: Mention) -> Mask:
        """The words that other labels of a named period have, numbers aside: the "new" of "year one of the new law"."""
        if mention.kind != "period":
            return 0
        words = stems_of([self._lexicon.catalogue.periods[mention.id]]) - RELATIONS
        return self._mask(words) & ~self._numbers

    def _best_phrase(self, entry: Entry) -> tuple[Mask, float]:
        """The words of the label that the question says most of, and the part of it that is unsaid (0 to 1)."""
        best: tuple[float, int, Mask] = (1.0, 0, 0)
        for phrase in entry.phrases:
            gap = phrase.unsaid(self._places)
            said = len(phrase.content) - round(gap * len(phrase.content))
            if (gap, -said) < (best[0], -best[1]):
                best = (gap, said, self._mask(phrase.stems))
        return best[2], best[0]

    def _universe(self, entry: Entry) -> str | None:
        """The base that the question names in full, of those the indicator's universe is part of."""
        best: tuple[int, str | None] = (0, None)
        for universe in entry.bases:
            for phrase in self._lexicon.universe_phrases[universe]:
                if len(phrase.content) > best[0] and all(stem in self._places for stem in phrase.content):
                    best = (len(phrase.content), universe)
        return best[1]

    def _own_cues(self, entry: Entry) -> Mask:
        """The words of cues that here belong to a label: an indicator's own average, "most serious offence"."""
        words = self._mask(entry.words | entry.base_words)
        moved = self._query.cue_mask(*MOVES) & (
            -1 if entry.phrases[0].content & MOVE_STEMS and not entry.indicator.derivation else self._events
        )
        extreme = self._query.cue_mask(Cue.HIGHEST, Cue.LOWEST)
        ranked = extreme & words
        if not self._query.axis:
            ranked |= extreme & (self._mask(entry.base_words) >> 1) & ~self._mask(entry.words)
        return self._mask(entry.words) & self._query.cue_mask(Cue.MEAN, Cue.MEDIAN) | ranked & (words >> 1) | moved

    def _number_mask(self) -> Mask:
        mask = 0
        for index, token in enumerate(self._query.sentence.tokens):
            mask |= token.stem.replace(".", "", 1).isdigit() << index
        return mask

    def _idle_mask(self) -> Mask:
        """The words that may stay unexplained: idle ones, and what is said of the vintages that are named."""
        mask = 0
        for index, token in enumerate(self._query.sentence.tokens):
            vintage = bool(self._query.statuses) and token.stem in OF_VINTAGES
            mask |= (vintage or token.norm in IDLE) << index
        for match in AGE.finditer(self._query.sentence.joined):
            mask |= self._query.sentence.mask(match.start("unit"), match.end())
        return mask | dated_words(self._lexicon, self._query.sentence)

    def _event_mask(self) -> Mask:
        mask = 0
        stems = self._query.stems
        for index, pair in enumerate(pairwise(stems)):
            mask |= (pair in self._lexicon.event_pairs) << index + 1
        return mask

    @cached_property
    def _story(self) -> tuple[frozenset[str], Mask]:
        """The sources that a question names by what they tell of ("per the bridge story"), and the words for them."""
        match = STORY.search(self._query.sentence.joined)
        if match is None:
            return frozenset(), 0
        stems = [stem_of(word) for word in match["words"].split()]
        found = [self._lexicon.story_words.get(stem, frozenset()) for stem in stems if stem not in FILLER]
        sources = frozenset.intersection(*found) if found else frozenset()
        return sources, self._query.sentence.mask(match.start("words"), match.end("noun")) if sources else 0

    def _sources(self, words: Mask) -> tuple[frozenset[str], Mask]:
        """The sources whose title or publisher has all of these words, if any has."""
        told, story = self._story
        if story & words:
            return told, story & words
        stems = [token.stem for index, token in enumerate(self._query.sentence.tokens) if words >> index & 1]
        if not stems:
            return frozenset(), 0
        having = [self._lexicon.source_words.get(stem, frozenset()) for stem in stems]
        found = frozenset.intersection(*having)
        return (found, words) if found else (frozenset(), 0)

    def _derivation_cost(self, entry: Entry) -> float:
        """A figure that is itself a change or difference is meant only where one is asked for."""
        derivation = entry.indicator.derivation
        if derivation is None:
            return 0.0
        cues = (
            (Cue.RISE, Cue.FALL, Cue.CHANGE)
            if {"change", "fall"} & set(derivation.partition("(")[0].split())
            else (Cue.GAP, Cue.MORE, Cue.LESS)
        )
        return 0.3 if self._query.has(*cues) else 1.0

    def _unit_cost(self, entry: Entry) -> float:
        """Asking for a share of a count, or a count of a share, can be met but is the longer way."""
        unit = (entry.indicator.unit or "").lower()
        if not unit:
            return 0.0
        percent = unit in PERCENT_UNITS
        if self._query.wants_percent and not percent:
            return 0.3
        if self._query.wants_count and percent:
            return 0.5
        if percent and not self._query.wants_percent and TALLIES & set(self._query.stems):
            return 0.15
        if (
            set(self._query.counted) & PEOPLE
            and not percent
            and not any(stem in PEOPLE for stem in self._unit_stems(entry))
        ):
            return 0.8
        return 0.0

    def _unit_stems(self, entry: Entry) -> frozenset[str]:
        return entry.words | entry.base_words

    def _mask(self, stems: Collection[str]) -> Mask:
        """The words with one of these stems. The question is short, whatever the label or ledger."""
        mask = 0
        for stem in self._places.keys() & stems:
            mask |= self._places[stem]
        return mask

    def _scope_mask(self) -> Mask:
        """Words for what the whole ledger is about, unless they begin a longer name that the ledger does not know."""
        mask = 0
        tokens = self._query.sentence.tokens
        for phrase in self._lexicon.scope_words:
            size = len(phrase.stems)
            for place in range(len(tokens) - size + 1):
                if tuple(token.stem for token in tokens[place : place + size]) != phrase.stems:
                    continue
                after = tokens[place + size] if place + size < len(tokens) else None
                if after is not None and after.is_name_like and after.stem in FILLER and tokens[place].is_name_like:
                    continue  # "New Zealand First": a name goes on in capitals
                mask |= (1 << place + size) - (1 << place)
        return mask


@dataclass(frozen=True, slots=True)
class _Explained:
    """What an indicator explains, whichever of its codes are meant: words, by any of its labels, by the best of them,
    by its base, as a dimension; the cues that are part of a label; and the base that is named.

    `gap` is the part of its best label that is unsaid; `cost` that and what else speaks against the indicator.
    """

    own: Mask
    phrase: Mask
    base: Mask
    labels: Mask
    cues: Mask
    gap: float
    cost: float
    universe: str | None


def _union(named: Iterable[Mention]) -> Mask:
    mask = 0
    for mention in named:
        mask |= mention.mask
    return mask
