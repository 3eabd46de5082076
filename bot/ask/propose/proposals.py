"""The readings of a question, the likeliest first, each with what it leaves unaccounted for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.ask.language.asking import signs_of, words_of_label
from bot.ask.language.places import words_of_places
from bot.ask.propose.candidates import OF_GROUP, Candidate, Op
from bot.ask.propose.reading import Laid
from bot.ask.propose.weights import Weights
from bot.ask.prove.wholes import may_be_total
from bot.ask.vocabulary.arrays import Floats
from bot.ask.vocabulary.frame import EMPTY, INDICATOR
from bot.ask.vocabulary.matching import Matcher
from bot.ask.vocabulary.terms import Term, is_year, stands_in, terms

_LIKE = 0.5
"""A label's word that is less like a question's does not account for it."""
_SURE = 0.9
"""A name is accounted for by itself alone: what is only like it is another."""
_TOLD = 0.7
"""Of the label of an indicator, by weight: with less of it said, another may be meant."""
_HALF_TOLD = 0.5
_DOUBT, _IDLE, _SEEN = 0.1, 0.9, 8.0
"""How often a word that was never seen may go without a label, how often one that language explains without any, and
for how many tables that counts."""
_NUMBER = "#"
MOST = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A reading: `likelihood` is that of all candidates that come to the same, among all. `unbound` are the words of
    the question that none of its labels accounts for, each with how often such a word does without one; `assumed` what
    it selects that the question says no word of, or too little, though others could be meant; `unused` labels that the
    question says word for word and that are none of its own; `hardly` are words that, among several indicators, are
    accounted for by labels alone of which less than half is said, and which may well come from another's."""

    candidate: Candidate
    likelihood: float
    unbound: tuple[tuple[Term, float], ...]
    assumed: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    hardly: tuple[tuple[Term, float], ...] = ()


def proposals(laid: Laid) -> list[Proposal]:
    """The likeliest readings that come to different things, `MOST` at the most."""
    found: dict[tuple[float, int], list[int]] = {}
    for place, one in enumerate(laid.candidates):
        found.setdefault((round(one.value, 6), one.winner), []).append(place)
    likely = {same: float(laid.probabilities[places].sum()) for same, places in found.items()}
    first = sorted(found, key=lambda same: (-likely[same], same))[:MOST]
    best = [laid.candidates[max(found[same], key=lambda place: laid.probabilities[place])] for same in first]
    return [
        Proposal(one, likely[same], unbound(laid, one), assumed(laid, one), unused(laid, one), hardly(laid, one))
        for same, one in zip(first, best, strict=True)
    ]


def accounted(laid: Laid, one: Candidate) -> Floats:
    """How well a candidate's labels account for each term of the question."""
    sheet = laid.sheet
    cells = list(one.cells or one.group)
    return np.asarray(np.maximum(sheet.cell_like[cells].max(0), sheet.beside[cells].max(0)))


def may_be_meant(laid: Laid, one: Candidate) -> bool:
    """Whether a question says a word of what a candidate reads from it, numbers aside."""
    covered = zip(laid.sheet.asked, accounted(laid, one), strict=True)
    return any(how >= _LIKE and term.stem[:1].isalpha() for term, how in covered)


def unbound(laid: Laid, one: Candidate) -> tuple[tuple[Term, float], ...]:
    return _of_laid(laid, accounted(laid, one))


def hardly(laid: Laid, one: Candidate) -> tuple[tuple[Term, float], ...]:
    if not laid.known.among:
        return ()
    sheet = laid.sheet
    items = np.unique(laid.known.frame.cells[list(one.cells or one.group)])
    told = items[sheet.part[items] >= _HALF_TOLD]
    without = {term for term, _ in unbound(laid, one)}
    return tuple(left for left in _of_laid(laid, sheet.by_like[told].max(0, initial=0.0)) if left[0] not in without)


def unheard_of(
    asked: Sequence[Term], idle: frozenset[int], matcher: Matcher, weights: Weights
) -> tuple[tuple[Term, float], ...]:
    """The words of a question that none of the matcher's labels accounts for, whatever is read from them, each with how
    often such a word does without one. `idle` are the places of words that the language explains."""
    _, like = matcher.strengths(asked)
    return _left(asked, idle, like.max(1), weights)


def _of_laid(laid: Laid, covered: Floats) -> tuple[tuple[Term, float], ...]:
    asked = laid.sheet.asked
    if laid.known.names_places:
        asked = tuple(term._replace(is_name=term.is_name or term.word in words_of_places()) for term in asked)
    return _left(asked, laid.question.idle, covered, laid.weights)


def _left(
    asked: Sequence[Term], idle: frozenset[int], covered: Floats, weights: Weights
) -> tuple[tuple[Term, float], ...]:
    return tuple(
        (term, looseness(weights, term.word, is_idle=term.place in idle))
        for term, how in zip(asked, covered, strict=True)
        if how < (_SURE if term.is_name else _LIKE)
    )


def assumed(laid: Laid, one: Candidate) -> tuple[str, ...]:
    """The labels of what is selected by no word of the question, where its line has others, and it is not what is
    meant by saying nothing."""
    frame = laid.known.frame
    found = []
    among_two = _is_one_of_two(laid, one)
    for cell in one.cells or one.group[:1]:
        for facet in np.nonzero(frame.varies)[0].tolist():
            item = frame.cells[cell, facet]
            free = item != EMPTY and not frame.is_default[cell, facet] and not _is_said(laid, int(item))
            others = facet == INDICATOR or len(frame.line(cell, facet)) > 1
            if free and others and not ((one.group or among_two) and facet == one.facet):
                found.append(frame.items[item].labels[0])
    return tuple(dict.fromkeys(found))


def _is_one_of_two(laid: Laid, one: Candidate) -> bool:
    """Whether it names the higher or lower of all that there are: "which sex had the higher rate?"."""
    if one.winner < 0 or len(one.cells) != 2:
        return False
    frame = laid.known.frame
    line = frame.line(one.cells[0], one.facet)
    items = frame.cells[line, one.facet]
    return int((~frame.is_whole[items] & (items != EMPTY)).sum()) == 2


def _is_said(laid: Laid, item: int) -> bool:
    """Whether a question says anything of an item: all of a name that may or may not be a whole's, and of an indicator
    so much that no other is meant."""
    sheet, told = laid.sheet, laid.known.frame.items[item]
    if told.facet == INDICATOR:
        return bool(sheet.part[item] >= _TOLD)
    label = told.labels[0]
    if _is_kind(words_of_label(label)):
        return signs_of(words_of_label(label)) <= laid.question.asking.signs
    return bool(sheet.is_phrase[item] if may_be_total(label) else sheet.by_like[item].max(initial=0.0) >= _LIKE)


def unused(laid: Laid, one: Candidate) -> tuple[str, ...]:
    """The labels that a question says word for word and that are none of what is read from it, nor part of a longer one
    that is. What only says a kind of quantity ("number", "percent") names nothing."""
    frame, sheet = laid.known.frame, laid.sheet
    mine = set(frame.cells[list(one.cells or one.group)].ravel().tolist())
    said = [
        label for item in mine - {EMPTY} for label in (terms(frame.items[item].labels[0]), *sheet.said_labels(item))
    ]
    others = [item for item in np.nonzero(sheet.is_phrase)[0].tolist() if frame.varies[frame.items[item].facet]]
    return tuple(
        frame.items[item].labels[0]
        for item in others
        if item not in mine
        and not frame.is_whole[item]
        and not may_be_total(frame.items[item].labels[0])
        and not _is_kind(words_of_label(frame.items[item].labels[0]))
        and any(not _within(label, said) for label in sheet.said_labels(item))
    )


def _is_kind(words: Sequence[str]) -> bool:
    """Whether they say a kind of quantity, and nothing else."""
    return bool(words) and all(signs_of([word]) for word in words)


def _within(label: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> bool:
    return any(stands_in(label, other) for other in others)


def looseness(weights: Weights, word: str, *, is_idle: bool = False) -> float:
    """How often a word did without a label in the right readings that it stood in the question of."""
    seen, left = weights.loose.get(_NUMBER if word.isdecimal() else word, (0.0, 0.0))
    return (left + (_IDLE if is_idle else _DOUBT) * _SEEN) / (seen + _SEEN)


def standing(laid: Laid, found: list[Proposal]) -> Floats:
    """What speaks for the first of several proposals: the features of `Weights.confidence`."""
    first = found[0]
    second = found[1].likelihood if len(found) > 1 else 0.0
    features = laid.features[laid.candidates.index(first.candidate)]
    covered = accounted(laid, first.candidate)
    weights = laid.sheet.weights
    doubts = [1 - loose for _, loose in first.unbound] or [0.0]
    years = [term for term, _ in first.unbound if is_year(term.stem)]
    numbers = [term for term, _ in first.unbound if term.stem[:1].isdecimal()]
    op = first.candidate.op
    kinds = [
        op is Op.LOOKUP,
        op in (Op.HIGHER, Op.LOWER),
        op in OF_GROUP,
        op in (Op.RATIO, Op.SHARE, Op.PERCENT_CHANGE),
    ]
    return np.array([
        first.likelihood, np.log(first.likelihood + 1e-6), first.likelihood - second, float(covered @ weights),
        *(float(one) for one in features[:10]), max(doubts), sum(doubts), sum(doubt > 0.7 for doubt in doubts),
        float(sum(np.log(loose + 1e-3) for _, loose in first.unbound)), len(years), len(numbers),
        len(first.unbound), *map(float, kinds), len(laid.sheet.asked),
        float(laid.sheet.beside.max(0, initial=0.0) @ weights),
    ])  # fmt: skip
