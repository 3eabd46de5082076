"""The ledger's own words, compiled from its catalogue: which words can name which concept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.ask.language.rows import words_of
from bot.ask.phrases import RELATIONS, Phrase, content_of, phrases, spoken, stems_of
from bot.ask.prove.finding import Measure, Names
from bot.ask.text import Token, fold, tokenize
from bot.ask.text import stem as stem_of
from bot.ask.times import MONTHS
from bot.ask.words import FILLER, ORDINALS
from bot.domain import Catalogue, Concept, Indicator

_ARTICLE = re.compile(r"^the\s+")
_LABEL_PARTS = re.compile(r"[,;()]")
_SHORTEST_ACRONYM = 3
_FEW_CONCEPTS = 5_000
"""With no more labels than this, their acronyms are known."""
_MONTH_STEMS = frozenset(stem_of(name) for name in MONTHS)


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator's words: its phrases, all their stems, and the stems that only its base brings."""

    indicator: Indicator
    phrases: tuple[Phrase, ...]
    words: frozenset[str]
    base_words: frozenset[str]
    universes: tuple[str, ...]
    """Its universe and the broader ones, nearest first."""
    bases: tuple[str, ...] = ()
    """What a share of it can be taken of: its own universes, and those of its numerator."""
    definition: str = ""
    """The stems of its definition between spaces."""


class Lexicon:
    """All names of one ledger at one revision. Indicators and codes are compiled when they are first looked at."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._entries: dict[str, Entry] = {}
        self._codes: dict[tuple[str, str], tuple[Phrase, ...]] = {}
        self._measures: dict[str, Measure] = {}

    def entry(self, indicator: str) -> Entry:
        entry = self._entries.get(indicator)
        if entry is None:
            entry = self._entries[indicator] = self._compile(self.catalogue.indicators[indicator])
        return entry

    def measure(self, indicator: str) -> Measure:
        """An indicator as the rules on answers look at it."""
        measure = self._measures.get(indicator)
        if measure is None:
            entry = self.entry(indicator)
            described = entry.words | entry.base_words | frozenset(entry.definition.split())
            labels = tuple(phrase.stems for phrase in entry.phrases)
            names = (entry.indicator.label, *entry.indicator.alt_labels)
            bases = tuple(map(_names, self._bases_of(entry.indicator)))
            sizes = tuple(_names(self.universe_phrases[id_]) for id_ in self._sized_by.get(indicator, ()))
            measure = Measure(entry.indicator.label, labels, described, names, bases, sizes)
            self._measures[indicator] = measure
        return measure

    def _bases_of(self, indicator: Indicator) -> Iterator[tuple[Phrase, ...]]:
        """The names of the base of an indicator, and of its denominator."""
        if indicator.universe is not None and indicator.universe in self.universe_phrases:
            yield self.universe_phrases[indicator.universe]
        if indicator.denominator is not None:
            yield phrases(self.catalogue.indicators[indicator.denominator])

    @cached_property
    def base_names(self) -> Names:
        """The stems with a meaning of all names of bases."""
        return tuple(phrase.content for one in self.universe_phrases.values() for phrase in one)

    @cached_property
    def _sized_by(self) -> Mapping[str, list[str]]:
        """Indicator -> the universes that it is the size of."""
        found: dict[str, list[str]] = {}
        for universe in self.catalogue.universes.values():
            if universe.size is not None:
                found.setdefault(universe.size, []).append(universe.id)
        return found

    def code_phrases(self, dimension: str, code: str) -> tuple[Phrase, ...]:
        key = (dimension, code)
        found = self._codes.get(key)
        if found is None:
            concept = self.catalogue.codes.get(key) or Concept(code, code)
            found = self._codes[key] = phrases(concept)
        return found

    def derived_from(self, indicator: str) -> tuple[Indicator, ...]:
        """The indicators whose derivation is made of this one."""
        return tuple(self._derived.get(indicator, ()))

    @cached_property
    def _derived(self) -> Mapping[str, list[Indicator]]:
        found: dict[str, list[Indicator]] = {}
        for indicator in self.catalogue.indicators.values():
            if indicator.derivation and "(" in indicator.derivation:
                base = indicator.derivation.partition("(")[2].rstrip(") ").partition(";")[0].strip()
                found.setdefault(base, []).append(indicator)
        return found

    @cached_property
    def dimension_words(self) -> Mapping[str, frozenset[str]]:
        return {id_: stems_of([dimension]) for id_, dimension in self.catalogue.dimensions.items()}

    @cached_property
    def code_names(self) -> Mapping[str, Mapping[str, list[tuple[str, Phrase]]]]:
        """Dimension -> stem -> the codes with a phrase that has it."""
        index: dict[str, dict[str, list[tuple[str, Phrase]]]] = {}
        for dimension, code in self.catalogue.codes:
            stems = index.setdefault(dimension, {})
            for phrase in self.code_phrases(dimension, code):
                for stem in phrase.content:
                    stems.setdefault(stem, []).append((code, phrase))
        return index

    @cached_property
    def code_words(self) -> frozenset[str]:
        """The stems of all codes and dimensions."""
        return stems_of([*self.catalogue.codes.values(), *self.catalogue.dimensions.values()])

    @cached_property
    def code_forms(self) -> frozenset[str]:
        """The codes' own labels of one word, as they are written (folded)."""
        labels = (tokenize(code.label) for code in self.catalogue.codes.values())
        return frozenset(tokens[0].norm for tokens in labels if len(tokens) == 1)

    @cached_property
    def units(self) -> frozenset[str]:
        """The units of all indicators."""
        return frozenset(one.unit for one in self.catalogue.indicators.values() if one.unit)

    @cached_property
    def unit_stems(self) -> frozenset[str]:
        return frozenset(token.stem for unit in self.units for token in tokenize(unit))

    @cached_property
    def acronyms(self) -> Mapping[str, str]:
        """Acronym (folded) -> the one label, or part of a label, that it stands for; none in a large ledger."""
        indicators, codes = self.catalogue.indicators, self.catalogue.codes
        if len(indicators) + len(codes) > _FEW_CONCEPTS:
            return {}
        found: dict[str, set[str]] = {}
        labels = {concept.label for concept in (*indicators.values(), *codes.values())}
        for part in labels.union(*(map(str.strip, _LABEL_PARTS.split(label)) for label in labels)):
            words = [token.norm for token in tokenize(part)]
            for spelt in (words, [word for word in words if word not in words_of("function_words", "word")]):
                if len(spelt) >= _SHORTEST_ACRONYM:
                    found.setdefault("".join(word[0] for word in spelt), set()).add(part)
        return {acronym: parts.pop() for acronym, parts in found.items() if len(parts) == 1}

    @cached_property
    def scope_words(self) -> tuple[Phrase, ...]:
        return tuple(Phrase.of(word) for word in self.catalogue.scope if tokenize(word))

    @cached_property
    def universe_phrases(self) -> Mapping[str, tuple[Phrase, ...]]:
        return {id_: phrases(universe) for id_, universe in self.catalogue.universes.items()}

    @cached_property
    def names(self) -> Mapping[str, list[tuple[tuple[str, ...], str, str]]]:
        """First stem -> (stems as `spoken`, kind, id) of named periods, agents and publishers."""
        index: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for kind, id_, label in self._named():
            stems = spoken(Phrase.of(label).stems)
            if stems:
                index.setdefault(stems[0], []).append((stems, kind, id_))
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return index

    def _named(self) -> Iterator[tuple[str, str, str]]:
        for kind, concepts in (("period", self.catalogue.periods), ("agent", self.catalogue.agents)):
            for concept in concepts.values():
                for label in (concept.label, *concept.alt_labels):
                    yield kind, concept.id, label
        for source in self.catalogue.sources.values():
            if source.publisher:
                yield "source", source.publisher, source.publisher

    @cached_property
    def event_pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring stems in the names of periods, bases and key dates: there a "law change" asks for no change."""
        pairs: set[tuple[str, str]] = set()
        for concepts in (self.catalogue.periods, self.catalogue.universes, self.catalogue.key_dates):
            for concept in concepts.values():
                for phrase in phrases(concept):
                    pairs.update(zip(phrase.stems, phrase.stems[1:], strict=False))
        return frozenset(pairs)

    @cached_property
    def event_heads(self) -> frozenset[str]:
        """What events are at the end of their names: "election" of "2020 general election"."""
        names = (phrase.stems for key_date in self.catalogue.key_dates.values() for phrase in phrases(key_date))
        return frozenset(stems[-1] for stems in names if stems[-1] not in FILLER)

    @cached_property
    def period_words(self) -> Mapping[str, frozenset[str]]:
        """Named period -> the stems of its labels, but for those that only relate it to an event."""
        return {id_: stems_of([period]) - RELATIONS for id_, period in self.catalogue.periods.items()}

    @cached_property
    def source_words(self) -> Mapping[str, frozenset[str]]:
        """Stem of a title or publisher -> the sources that have it there."""
        index: dict[str, set[str]] = {}
        for source in self.catalogue.sources.values():
            for token in tokenize(f"{source.publisher or ''} {source.title or ''}"):
                index.setdefault(token.stem, set()).add(source.id)
        return {stem: frozenset(sources) for stem, sources in index.items()}

    @cached_property
    def source_names(self) -> Mapping[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
        """First stem -> (stems, sources) of publishers and titles in full, the longest first. A name that somebody has
        who makes claims is theirs."""
        claimants = {
            fold(label) for agent in self.catalogue.agents.values() for label in (agent.label, *agent.alt_labels)
        }
        found: dict[tuple[str, ...], set[str]] = {}
        for source in self.catalogue.sources.values():
            for name in filter(None, (source.publisher, source.title)):
                stems = tuple(token.stem for token in tokenize(_ARTICLE.sub("", fold(name))))
                if stems and fold(name) not in claimants:
                    found.setdefault(stems, set()).add(source.id)
        index: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        for stems in sorted(found, key=len, reverse=True):
            index.setdefault(stems[0], []).append((stems, frozenset(found[stems])))
        return index

    @cached_property
    def story_words(self) -> Mapping[str, frozenset[str]]:
        """Stem of what a source is about -> the sources: their titles, publishers, and the key dates they tell of."""
        index = {stem: set(sources) for stem, sources in self.source_words.items()}
        for key_date in self.catalogue.key_dates.values():
            for stem in stems_of([key_date]) if key_date.source else ():
                index.setdefault(stem, set()).add(key_date.source or "")
        return {stem: frozenset(sources) for stem, sources in index.items()}

    @cached_property
    def dated_labels(self) -> Mapping[str, list[tuple[str, ...]]]:
        """First stem -> stems of every label of several words with a number in it: there a year is part of the name."""
        index: dict[str, list[tuple[str, ...]]] = {}
        catalogue = self.catalogue
        for concepts in (
            catalogue.indicators,
            catalogue.periods,
            catalogue.universes,
            catalogue.codes,
            catalogue.key_dates,
        ):
            for concept in concepts.values():
                for label in (concept.label, *concept.alt_labels):
                    if any(character.isdecimal() for character in label):
                        stems = content_of(Phrase.of(label).stems)
                        if len(stems) > 1 and any(not stem.isdecimal() and stem not in _MONTH_STEMS for stem in stems):
                            index.setdefault(stems[0], []).append(stems)
        return index

    @cached_property
    def vocabulary(self) -> Mapping[str, frozenset[str]]:
        """Every stem of the ledger's labels -> the words that have it, as they are written there (folded)."""
        words: dict[str, set[str]] = {}
        for token in self._tokens():
            words.setdefault(token.stem, set()).add(token.norm)
        return {stem: frozenset(forms) for stem, forms in words.items()}

    @cached_property
    def accented_fillers(self) -> frozenset[str]:
        """The words of labels that would need no explanation without their accents, as they are written (case folded):
        the "à" of "à la carte"."""
        accented = (token for token in self._tokens() if not token.is_plain and token.norm in FILLER)
        return frozenset(token.text.casefold() for token in accented)

    def _tokens(self) -> Iterator[Token]:
        """The words of all labels."""
        catalogue = self.catalogue
        groups: tuple[Mapping[object, Concept], ...] = (
            catalogue.indicators, catalogue.dimensions, catalogue.codes, catalogue.universes,
            catalogue.periods, catalogue.agents, catalogue.key_dates,
        )  # type: ignore[assignment] # fmt: skip
        labels = [label for concepts in groups for one in concepts.values() for label in (one.label, *one.alt_labels)]
        publishers = [source.publisher or "" for source in catalogue.sources.values()]
        for label in (*labels, *catalogue.scope, *publishers):
            yield from tokenize(label)

    def _compile(self, indicator: Indicator) -> Entry:
        own = phrases(indicator)
        universes = tuple(self._chain(indicator.universe))
        parts = [
            self.catalogue.indicators[part]
            for part in (indicator.numerator, indicator.denominator)
            if part is not None and part in self.catalogue.indicators
        ]
        words = frozenset(stem for phrase in own for stem in phrase.stems)
        unit = frozenset(token.stem for token in tokenize(indicator.unit or ""))
        part = self.catalogue.indicators.get(indicator.numerator or "")
        bases = (*universes, *self._chain(part.universe)) if part is not None else universes
        related = [self.catalogue.universes[id_] for id_ in bases]
        base_words = stems_of([*related, *parts]) - words - ORDINALS
        stems = [token.stem for token in tokenize(indicator.definition or "")]
        definition = f" {' '.join(stems)} " if stems else ""
        return Entry(indicator, own, words | unit, base_words, universes, tuple(dict.fromkeys(bases)), definition)

    def _chain(self, universe: str | None) -> Iterator[str]:
        seen: set[str] = set()
        while universe and universe in self.catalogue.universes and universe not in seen:
            seen.add(universe)
            yield universe
            universe = self.catalogue.universes[universe].broader


def _names(phrases: tuple[Phrase, ...]) -> Names:
    return tuple(phrase.content for phrase in phrases)
