"""Labels as stems: what each of their words says, and how much of a label a question leaves unsaid."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, pairwise, takewhile

from bot.ask.grammar.wording import PHRASAL, PRONOUN
from bot.ask.text import stem as stem_of
from bot.ask.text import tokenize
from bot.ask.words import DISTINGUISHING, FILLER, MODAL, STRUCTURE
from bot.domain import Concept

_ONLY_NEEDED = 0.5
"""How much of a label is unsaid at the least where it is of what was needed, and the question is not."""
_HAVE, _TO = frozenset({stem_of("have"), stem_of("had"), stem_of("has")}), stem_of("to")
_IN = frozenset(("in", "at", "on", "within", "across"))
_LIGHT = 0.15
"""How much a word such as "number" or "people" says in a label."""


_REMEMBERED = 10_000
"""Labels: as many as small ledgers have. What a large one derives from its labels is kept by its lexicon."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One label: all its stems in order, and how much each says (1 for a word with a meaning of its own).

    `content` are the stems that name it: those with a meaning, or else all but the structural ones.
    """

    stems: tuple[str, ...]
    content: frozenset[str]
    weights: tuple[tuple[str, float], ...]
    total: float
    """All weights together."""
    forms: frozenset[str]
    """The words of `content` as they are written (folded)."""
    is_modal: bool
    """Whether it is of what would have to be."""

    @classmethod
    @lru_cache(maxsize=_REMEMBERED)
    def of(cls, label: str) -> Phrase:
        """The phrase of a label; those of key dates and stories are asked for by every question."""
        tokens = tokenize(label)
        stems = tuple(token.stem for token in tokens)
        particles = _phrasal(" ".join(token.norm for token in tokens))
        content = frozenset(stem for stem in stems if stem not in FILLER or stem in DISTINGUISHING or stem in particles)
        content = content or frozenset(stem for stem in stems if stem not in STRUCTURE) or frozenset(stems)
        weights = {
            stem: 1.0 if stem in content else _LIGHT for stem in stems if stem in content or stem not in STRUCTURE
        }
        forms = frozenset(token.norm for token in tokens if token.stem in content)
        modal = not MODAL.isdisjoint(stems) or any(a in _HAVE and b == _TO for a, b in pairwise(stems))
        return cls(stems, content, tuple(weights.items()), sum(weights.values()), forms, modal)

    def unsaid(self, said: Container[str]) -> float:
        """The part of the label, 0 to 1, that is not among these stems."""
        lacking = 0.0
        for stem, weight in self.weights:
            if stem not in said:
                lacking += weight
        gap = lacking / self.total
        return max(gap, _ONLY_NEEDED) if self.is_modal and not _is_modal(said) else gap

    def names_thing(self, said: Container[str]) -> bool:
        """Whether it is among these stems what the label gives the age or height of: the "bridge" of "age of the iron
        bridge on the river"."""
        of = self.stems.index("of") + 1 if "of" in self.stems else 0
        behind = dropwhile(STRUCTURE.__contains__, self.stems[of:])
        thing = [*takewhile(lambda stem: stem not in STRUCTURE, behind)]
        return bool(thing) and thing[-1] in said

    def is_said_up_to_place(self, said: Container[str]) -> bool:
        """Whether all is among these stems that names it before a place or the like: "seats" of "seats in the council",
        but "price" is not all of "price of a house in the district"."""
        place = next((place for place, stem in enumerate(self.stems) if stem in _IN), 0)
        return place > 0 and all(stem in said for stem in self.stems[:place] if stem in self.content)


def _phrasal(joined: str) -> frozenset[str]:
    """The stems of the verbs that mean something with their particle: of "people who took up help" not just "help"."""
    matches = PHRASAL.finditer(joined)
    return frozenset(stem_of(word) for match in matches for word in PRONOUN.sub(" ", match.group()).split())


def _is_modal(said: Container[str]) -> bool:
    return any(stem in said for stem in MODAL) or (_TO in said and any(stem in said for stem in _HAVE))


def phrases(concept: Concept) -> tuple[Phrase, ...]:
    """The distinct phrases of a concept's label and alternative labels."""
    found = {Phrase.of(label): None for label in (concept.label, *concept.alt_labels)}
    return tuple(phrase for phrase in found if phrase.stems)


def stems_of(concepts: Iterable[Concept]) -> frozenset[str]:
    return frozenset(stem for concept in concepts for phrase in phrases(concept) for stem in phrase.stems)


_GLUE = """
    a an the this that of in on at to for its their our we is are was were be been being has have had
"""
GLUE = frozenset(stem_of(word) for word in _GLUE.split())
SAME_TIME = {
    stem_of(word): stem_of(same)
    for same, words in (("after", "since following post"), ("before", "prior pre previous"))
    for word in words.split()
}

RELATIONS = frozenset(SAME_TIME) | frozenset(SAME_TIME.values()) | {stem_of("since")}
"""Stems that relate a figure to an event."""


def spoken(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Stems without articles and glue, where "before" and "after" still count, and "since" says the same as "after"."""
    return tuple(SAME_TIME.get(stem, stem) for stem in stems if stem not in GLUE)


def content_of(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Stems without function words, in order; all of them where nothing else is left."""
    return tuple(stem for stem in stems if stem not in FILLER) or stems
