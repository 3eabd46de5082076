"""The words of one question by what they may stand for in the ledger, before any indicator is looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import pairwise

from bot.ask.grammar.moves import STEMS_OF_MOVE
from bot.ask.grammar.shares import UNIT_STEMS
from bot.ask.grammar.wording import (
    AGE,
    CONCEDED,
    FOR_OR_AGAINST,
    HOW_MUCH_OF,
    MEASURED_BY,
    OPPOSITES,
    POSSIBLE,
    SIDE,
    STORY,
    TOOK_EFFECT,
    WHOLES,
)
from bot.ask.lexicon import Lexicon
from bot.ask.names import dated_words, mentions
from bot.ask.query import Mask, Query
from bot.ask.text import stem as stem_of
from bot.ask.times import MONTHS
from bot.ask.words import FILLER, IDLE, OF_VINTAGES

_FAVOUR, _POSSIBLE, _AVERAGE = stem_of("favour"), stem_of("possibly"), stem_of("average")
_RELATES = frozenset(("since", "before", "after", "following", "until"))
_CUE_STEMS = {**UNIT_STEMS, **STEMS_OF_MOVE}


class WordsAsked:
    """Where each stem stands that is `said` in a question, and which words are names, numbers, idle, or of the ledger's
    scope."""

    def __init__(self, lexicon: Lexicon, query: Query) -> None:
        self._lexicon = lexicon
        self._query = query
        self.places = self._places()
        self.said = frozenset(self.places)
        self.mentions = mentions(lexicon, query.sentence)
        self.scope = scope_mask(lexicon, query)
        self.numbers = self._number_mask()
        self.idle = self._idle_mask()
        self.grammatical = query.time_words | query.status_words | query.cue_mask(*query.cues)
        self.events = self._event_mask()
        self.dated = dated_words(lexicon, query.sentence)
        self.conceded = self.dated & query.sentence.matches(CONCEDED)

    def _places(self) -> dict[str, Mask]:
        """Stem -> the words that say it; what a label may call it otherwise stands there too."""
        query = self._query
        places: dict[str, Mask] = {}
        for index, token in enumerate(query.sentence.tokens):
            dated = query.as_of_words >> index & 1 and (token.norm[:1].isdecimal() or token.norm in MONTHS)
            if not (dated or (query.idiom_words | query.source_words) >> index & 1):
                places[token.stem] = places.get(token.stem, 0) | 1 << index
        for stem, mask in self._other_names():
            places.setdefault(stem, mask)
        return places

    def _other_names(self) -> Iterator[tuple[str, Mask]]:
        """Stems of labels for what the question says in words of the grammar, with those words."""
        query, sentence = self._query, self._query.sentence
        for cue, stems in _CUE_STEMS.items():
            for stem in stems if cue in query.cues and query.content else ():
                yield stem, query.cues[cue]
        if query.rate:
            yield _AVERAGE, sentence.mask(*query.rate.span())
        for match in FOR_OR_AGAINST.finditer(sentence.joined):
            yield _FAVOUR, sentence.mask(match.start("for"), match.end("for"))
        for match in POSSIBLE.finditer(sentence.joined):
            yield _POSSIBLE, sentence.mask(match.start(), match.start() + 1)
        for match in HOW_MUCH_OF.finditer(sentence.joined):
            yield MEASURED_BY[match["degree"]], sentence.mask(match.start("degree"), match.end())
        for index, token in enumerate(sentence.tokens):
            for stem in OPPOSITES.get(token.norm, ()) or WHOLES.get(token.norm, ()):
                yield stem, 1 << index

    def _number_mask(self) -> Mask:
        mask = 0
        for index, token in enumerate(self._query.sentence.tokens):
            mask |= token.stem.replace(".", "", 1).isdecimal() << index
        return mask

    def _idle_mask(self) -> Mask:
        """The words that may stay unexplained: idle ones, and what is said of the vintages that are named."""
        mask = 0
        for index, token in enumerate(self._query.sentence.tokens):
            vintage = bool(self._query.statuses) and token.stem in OF_VINTAGES
            is_idle = token.norm in IDLE if token.is_plain else token.text.casefold() in self._lexicon.accented_fillers
            mask |= (vintage or is_idle) << index
        for match in AGE.finditer(self._query.sentence.joined):
            mask |= self._query.sentence.mask(match.start("unit"), match.end())
        for match in SIDE.finditer(self._query.sentence.joined):
            mask |= self._query.sentence.mask(match.start("side"), match.end())
        for match in TOOK_EFFECT.finditer(self._query.sentence.joined):
            words = self._query.sentence.mask(*match.span())
            mask |= words if any(one.kind == "period" and one.mask << 1 & words for one in self.mentions) else 0
        return mask | dated_words(self._lexicon, self._query.sentence)

    def _event_mask(self) -> Mask:
        mask = 0
        stems = self._query.stems
        for index, pair in enumerate(pairwise(stems)):
            is_event = pair in self._lexicon.event_pairs and not self._is_of_something(index)
            mask |= is_event << index + 1
        return mask

    def _is_of_something(self, place: int) -> bool:
        """Whether "the change" is one in a figure, and no event: "the change in turnout", unless after "since"."""
        norms = self._query.norms
        before = norms[place - 1] if place else ""
        return norms[place + 2 : place + 3] in (["in"], ["of"], ["between"], ["from"]) and before not in _RELATES

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

    def sources(self, words: Mask) -> tuple[frozenset[str], Mask]:
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

    def mask(self, stems: Collection[str]) -> Mask:
        """The words with one of these stems. The question is short, whatever the label or ledger."""
        mask = 0
        for stem, words in self.places.items():
            if stem in stems:
                mask |= words
        return mask


def scope_mask(lexicon: Lexicon, query: Query) -> Mask:
    """Words for what the whole ledger is about, unless they begin a longer name that the ledger does not know."""
    mask = 0
    tokens = query.sentence.tokens
    for phrase in lexicon.scope_words:
        size = len(phrase.stems)
        for place in range(len(tokens) - size + 1):
            if tuple(token.stem for token in tokens[place : place + size]) != phrase.stems:
                continue
            after = tokens[place + size] if place + size < len(tokens) else None
            if after is not None and after.is_name_like and after.stem in FILLER and tokens[place].is_name_like:
                continue  # "New Zealand First": a name goes on in capitals
            mask |= (1 << place + size) - (1 << place)
    return mask
