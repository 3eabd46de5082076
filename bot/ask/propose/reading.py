"""One question over one frame, from its words to its candidates with their scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.ask.grammar.order import RANKS
from bot.ask.language.asking import cues_of, noun_asked_for, signs_of
from bot.ask.language.places import places, plain
from bot.ask.propose.candidates import Candidate, candidates
from bot.ask.propose.features import Asking, Features, Signs
from bot.ask.propose.sheet import Sheet
from bot.ask.propose.weights import Weights
from bot.ask.text import stem, tokenize
from bot.ask.vocabulary.arrays import Floats
from bot.ask.vocabulary.frame import INDICATOR, Frame
from bot.ask.vocabulary.matching import Matcher
from bot.ask.vocabulary.terms import Term, is_year, terms_in


@dataclass(frozen=True)
class Known:
    """A frame with what is derived of it and kept: its matcher and its signs."""

    frame: Frame
    matcher: Matcher
    signs: Signs

    @classmethod
    def of(cls, frame: Frame, weights: Weights) -> Known:
        return cls(frame, Matcher(frame, weights.equivalents), Signs(frame))

    @property
    def among(self) -> bool:
        """Whether there are several indicators that may be meant."""
        return bool(self.frame.varies[INDICATOR])

    @cached_property
    def names_places(self) -> bool:
        """Whether labels are names of countries: a country that none of them is, is then one that is not held."""
        named = places()
        return any(plain(label) in named for item in self.frame.items for label in item.labels)


def terms_asked(text: str, idle: frozenset[int]) -> list[Term]:
    """The terms of a question. What needs no label is no name, however it is written."""
    return [term._replace(is_name=term.is_name and term.place not in idle) for term in terms_in(text)]


class Question:
    """What of a question does not depend on the frame. `idle` are the places of words that the language explains
    without any label."""

    def __init__(self, text: str, weights: Weights, idle: frozenset[int] = frozenset()) -> None:
        self.idle = idle
        self.words = [token.norm for token in tokenize(text)]
        self.terms = terms_asked(text, idle)
        self.operations: Floats = weights.operations.log_probabilities(self.words)
        numbers = frozenset(float(one.stem) for one in self.terms if one.stem.replace(".", "", 1).isdecimal())
        noun = frozenset(stem(word) for word in noun_asked_for(self.words))
        years = frozenset(one.stem for one in self.terms if is_year(one.stem))
        self.asking = Asking(cues_of(self.words), signs_of(self.words), noun, numbers, years)

    @cached_property
    def place(self) -> int | None:
        return next((RANKS[word] for word in self.words if word in RANKS), None)


class Laid:
    """A question over a frame. `cells` are the features of its cells."""

    def __init__(self, question: Question, known: Known, weights: Weights) -> None:
        self.question, self.known, self.weights = question, known, weights
        self.sheet = Sheet(known.frame, known.matcher, question.terms, weights.telling, weights.unknown)
        self._features = Features(self.sheet, known.signs, question.asking)

    @cached_property
    def cells(self) -> Floats:
        return self._features.of_cells()

    @cached_property
    def scores(self) -> Floats:
        return self.weights.cells.scores(self.cells)

    @cached_property
    def candidates(self) -> list[Candidate]:
        return candidates(self.sheet, self.scores, self.question.place)

    @cached_property
    def features(self) -> Floats:
        """Candidate x feature."""
        return self._features.of_candidates(self.candidates, self.scores, self.question.operations)

    @cached_property
    def probabilities(self) -> Floats:
        """How likely each candidate is what is meant, among all of them."""
        scores = self.weights.candidates.scores(self.features)
        likely = np.exp(scores - scores.max())
        return np.asarray(likely / likely.sum())
