"""The ledger's own words, compiled from its catalogue: which words can name which concept."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.ask.query import Mask, Sentence
from bot.ask.text import stem as stem_of
from bot.ask.text import tokenize
from bot.ask.when import MONTHS
from bot.ask.words import DISTINGUISHING, FILLER, STRUCTURE
from bot.domain import Catalogue, Concept, Indicator

_LIGHT = 0.15
"""How much a word such as "number" or "people" says in a label."""

MONTH_STEMS = frozenset(stem_of(name) for name in MONTHS)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One label: all its stems in order, and how much each says (1 for a word with a meaning of its own).

    `content` are the stems that name it: those with a meaning, or else all but the structural ones.
    """

    stems: tuple[str, ...]
    content: frozenset[str]
    weights: tuple[tuple[str, float], ...]
    forms: frozenset[str]
    """The words of `content` as they are written (folded)."""

    @classmethod
    def of(cls, label: str) -> Phrase:
        tokens = tokenize(label)
        stems = tuple(token.stem for token in tokens)
        content = frozenset(stem for stem in stems if stem not in FILLER or stem in DISTINGUISHING)
        content = content or frozenset(stem for stem in stems if stem not in STRUCTURE) or frozenset(stems)
        weights = {
            stem: 1.0 if stem in content else _LIGHT for stem in stems if stem in content or stem not in STRUCTURE
        }
        forms = frozenset(token.norm for token in tokens if token.stem in content)
        return cls(stems, content, tuple(weights.items()), forms)

    def unsaid(self, said: Container[str]) -> float:
        """The part of the label, 0 to 1, that is not among these stems."""
        total = sum(weight for _, weight in self.weights)
        return sum(weight for stem, weight in self.weights if stem not in said) / total


def phrases(concept: Concept) -> tuple[Phrase, ...]:
    """The distinct phrases of a concept's label and alternative labels."""
    found = {Phrase.of(label): None for label in (concept.label, *concept.alt_labels)}
    return tuple(phrase for phrase in found if phrase.stems)


def _stems(concepts: Iterable[Concept]) -> frozenset[str]:
    return frozenset(stem for concept in concepts for phrase in phrases(concept) for stem in phrase.stems)


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator's words: its phrases, all their stems, and the stems that only its base brings."""

    indicator: Indicator
    phrases: tuple[Phrase, ...]
    words: frozenset[str]
    base_words: frozenset[str]
    universes: tuple[str, ...]
    """Its universe and the broader ones, nearest first."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the question: of which kind and concept, and the words that name it."""

    kind: str
    id: str
    mask: Mask
    length: int


class Lexicon:
    """All names of one ledger at one revision. Indicators and codes are compiled when they are first looked at."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._entries: dict[str, Entry] = {}
        self._codes: dict[tuple[str, str], tuple[Phrase, ...]] = {}

    def entry(self, indicator: str) -> Entry:
        entry = self._entries.get(indicator)
        if entry is None:
            entry = self._entries[indicator] = self._compile(self.catalogue.indicators[indicator])
        return entry

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
        return {id_: _stems([dimension]) for id_, dimension in self.catalogue.dimensions.items()}

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
        return _stems([*self.catalogue.codes.values(), *self.catalogue.dimensions.values()])

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
    def source_words(self) -> Mapping[str, frozenset[str]]:
        """Stem of a title or publisher -> the sources that have it there."""
        index: dict[str, set[str]] = {}
        for source in self.catalogue.sources.values():
            for token in tokenize(f"{source.publisher or ''} {source.title or ''}"):
                index.setdefault(token.stem, set()).add(source.id)
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
                    if any(character.isdigit() for character in label):
                        stems = content_of(Phrase.of(label).stems)
                        if len(stems) > 1 and any(not stem.isdigit() and stem not in MONTH_STEMS for stem in stems):
                            index.setdefault(stems[0], []).append(stems)
        return index

    @cached_property
    def vocabulary(self) -> Mapping[str, frozenset[str]]:
        """Every stem of the ledger's labels -> the words that have it, as they are written there (folded)."""
        catalogue = self.catalogue
        words: dict[str, set[str]] = {}
        groups: tuple[Mapping[object, Concept], ...] = (
            catalogue.indicators, catalogue.dimensions, catalogue.codes, catalogue.universes,
            catalogue.periods, catalogue.agents, catalogue.key_dates,
        )  # type: ignore[assignment] # fmt: skip
        labels = [label for concepts in groups for one in concepts.values() for label in (one.label, *one.alt_labels)]
        publishers = [source.publisher or "" for source in catalogue.sources.values()]
        for label in (*labels, *catalogue.scope, *publishers):
            for token in tokenize(label):
                words.setdefault(token.stem, set()).add(token.norm)
        return {stem: frozenset(forms) for stem, forms in words.items()}

    def _compile(self, indicator: Indicator) -> Entry:
        own = phrases(indicator)
        universes = tuple(self._chain(indicator.universe))
        related = [self.catalogue.universes[id_] for id_ in universes]
        parts = [
            self.catalogue.indicators[part]
            for part in (indicator.numerator, indicator.denominator)
            if part is not None and part in self.catalogue.indicators
        ]
        words = frozenset(stem for phrase in own for stem in phrase.stems)
        unit = frozenset(token.stem for token in tokenize(indicator.unit or ""))
        return Entry(indicator, own, words | unit, _stems([*related, *parts]) - words, universes)

    def _chain(self, universe: str | None) -> Iterator[str]:
        seen: set[str] = set()
        while universe and universe in self.catalogue.universes and universe not in seen:
            seen.add(universe)
            yield universe
            universe = self.catalogue.universes[universe].broader


_GLUE = frozenset(
    stem_of(word)
    for word in ["a", "an", "the", "this", "that", "of", "in", "on", "at", "to", "for", "its", "their", "our", "we"]
)
_SAME_TIME = {
    stem_of(word): stem_of(same)
    for same, words in (("after", "since following post"), ("before", "prior pre previous"))
    for word in words.split()
}

_BEFORE, _AFTER = stem_of("before"), stem_of("after")
_APART = 3
"""Between "before" and "after" there may be so many words: "before and then after"."""


def spoken(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Stems without articles and glue, where "before" and "after" still count, and "since" says the same as "after"."""
    return tuple(_SAME_TIME.get(stem, stem) for stem in stems if stem not in _GLUE)


def content_of(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Stems without function words, in order; all of them where nothing else is left."""
    return tuple(stem for stem in stems if stem not in FILLER) or stems


def runs(sentence: Sentence) -> list[tuple[str, int]]:
    """The content stems of a question with their places: labels match along this row, whatever stands between."""
    return [(token.stem, index) for index, token in enumerate(sentence.tokens) if token.stem not in FILLER]


def matches_at(row: list[tuple[str, int]], place: int, stems: tuple[str, ...]) -> Mask:
    """The words of `stems` in the row from `place` on, or 0."""
    if place + len(stems) > len(row):
        return 0
    mask = 0
    for offset, stem in enumerate(stems):
        found, index = row[place + offset]
        if found != stem:
            return 0
        mask |= 1 << index
    return mask


def mentions(lexicon: Lexicon, sentence: Sentence) -> list[Mention]:
    """Named periods, agents and publishers in a question, longest first, none overlapping another of its kind."""
    row = [
        (_SAME_TIME.get(token.stem, token.stem), index)
        for index, token in enumerate(sentence.tokens)
        if token.stem not in _GLUE
    ]
    found = [mention for part in (row, *_shared_ends(row)) for mention in _mentions_in(lexicon, part)]
    found.sort(key=lambda mention: -mention.length)
    kept: list[Mention] = []
    for mention in found:
        if not any(other.kind == mention.kind and _clash(sentence, other.mask, mention.mask) for other in kept):
            kept.append(mention)
    return kept


def _clash(sentence: Sentence, one: Mask, other: Mask) -> bool:
    """Whether two names cannot both be meant. "Before and after the change" are two that share their end."""
    if not one & other:
        return False
    firsts = {sentence.tokens[(mask & -mask).bit_length() - 1].stem for mask in (one, other)}
    return len({_SAME_TIME.get(stem, stem) for stem in firsts} & {_BEFORE, _AFTER}) < 2


def _shared_ends(row: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """For "before and after X", the row in which "before" stands next to X as well."""
    places = [place for place, (stem, _) in enumerate(row) if stem in (_BEFORE, _AFTER)]
    if len(places) != 2 or places[1] - places[0] > _APART:
        return []
    return [[row[places[0]], *row[places[1] + 1 :]]]


def _mentions_in(lexicon: Lexicon, row: list[tuple[str, int]]) -> Iterator[Mention]:
    for place, (stem, _) in enumerate(row):
        for stems, kind, id_ in lexicon.names.get(stem, ()):
            mask = matches_at(row, place, stems)
            if mask:
                yield Mention(kind, id_, mask, len(stems))


def base_words(lexicon: Lexicon, sentence: Sentence) -> Mask:
    """The words that name a universe in full."""
    row = runs(sentence)
    mask = 0
    for own in lexicon.universe_phrases.values():
        for phrase in own:
            stems = content_of(phrase.stems)
            for place in range(len(row) - len(stems) + 1):
                mask |= matches_at(row, place, stems)
    return mask


def named_words(lexicon: Lexicon, sentence: Sentence) -> Mask:
    """The words inside labels that hold a number, whose years are part of the name."""
    row = runs(sentence)
    mask = 0
    for place, (stem, _) in enumerate(row):
        for stems in lexicon.dated_labels.get(stem, ()):
            mask |= matches_at(row, place, stems)
    return mask
