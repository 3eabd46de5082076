"""Where a member is named, another one of its dimension that nothing names is no answer: charges are no warnings."""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Member, vetoed
from bot.ask.prove.wholes import is_total
from bot.ask.text import tokenize
from bot.ask.words import DISTINGUISHING, FILLER
from bot.domain import Code

REFUSES = ()
LETS_THROUGH = ("ridged lambs of the Ridge Party sold in 2020", "calf birth rate of Aster in 2020")
_OF_ONE = frozenset(("lookup", "share", "change", "percent change"))


def check(asked: Asked, given: Given) -> Finding:
    if given.operation not in _OF_ONE or not given.figures:
        return PROVEN
    said = frozenset(asked.stems)
    own = frozenset(pair for figure in given.figures for pair in figure.dimensions)
    unsaid = [pair for pair in own if pair in given.members and not _has_word(given.members[pair], said)]
    if not unsaid:
        return PROVEN
    measured = frozenset(stem for measure in given.measures for label in measure.labels[:1] for stem in label)
    for pair in unsaid:
        named = _named_instead(pair, own, said - measured, given)
        if named is not None:
            return vetoed(
                named.label, f"We don't hold that for “{named.label}”, but for “{given.members[pair].label}”."
            )
    return PROVEN


def _named_instead(pair: Member, own: frozenset[Member], said: frozenset[str], given: Given) -> Code | None:
    """Another member of a dimension, whose name the question says and no figure is of."""
    if is_total(given.members[pair].label):
        return None
    others = (code for other, code in given.members.items() if other[0] == pair[0] and other not in own)
    return next((code for code in others if any(stems and stems <= said for stems in _names(code))), None)


def _has_word(code: Code, said: frozenset[str]) -> bool:
    return any(not stems.isdisjoint(said) for stems in _names(code))


def _names(code: Code) -> list[frozenset[str]]:
    """The stems with a meaning of each name of a member."""
    return [
        frozenset(token.stem for token in tokenize(label) if token.stem not in FILLER or token.stem in DISTINGUISHING)
        for label in (code.label, *code.alt_labels)
    ]
