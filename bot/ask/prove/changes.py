"""How something changed is not told by how much there is of it: a share since a year is no change in it since then."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.language.lexemes import forms_of, nouns_of
from bot.ask.language.moves import began_at, comes_to, is_move
from bot.ask.language.verbs import done_by_the_counted
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.text import tokenize
from bot.ask.vocabulary.terms import stands_in

REFUSES = ()
LETS_THROUGH = (
    "what did the barley harvest of Aster soar to in 2021?",
    "exports growth in Aster in 2020",
    "fall in the number of calving losses in 2020",
)

_HOW = frozenset(("did", "has", "have", "had", "does", "do"))
_OF_WHAT = frozenset(("in", "of", "since", "between", "from", "over"))


def check(asked: Asked, given: Given) -> Finding:
    if given.operation not in ("lookup", "share"):
        return PROVEN
    if stands_in(("happened", "to"), asked.words) and not _is_of_change(given):
        return vetoed("what happened", "We don't hold that change, only the figure itself: ask for it at both times.")
    places = [place for place, word in enumerate(asked.words) if word in forms_of("moves", certain=True)]
    did = done_by_the_counted(asked.words)
    is_level = comes_to(asked.words) is not None or began_at(asked.words) is not None
    if not (places or did) or is_level or _is_of_change(given):
        return PROVEN
    told = given.named.union(*(measure.described for measure in given.measures))
    for place in did:
        if asked.stems[place] not in told:
            words = asked.written[place]
            return vetoed(words, f"We don't hold how many {words}, only how many there are.")
    if any(asked.stems[place] not in told and _asks_for(place, asked.words) for place in places):
        return vetoed("that change", "We don't hold that change, only the figure itself: ask for it at both times.")
    return PROVEN


def _is_of_change(given: Given) -> bool:
    """Whether the figure is one of change by itself: a reported rise, a growth rate."""
    members = (given.label(one) for figure in given.figures for one in figure.dimensions)
    labels = (*(measure.label for measure in given.measures), *members)
    return any(is_move(token.norm) for label in labels for token in tokenize(label))


def _asks_for(place: int, words: Sequence[str]) -> bool:
    """Whether a word of change is what is asked for: "how did it change", "the change in charges"."""
    asks_whether = words[0] in _HOW
    how = next((at for at in range(place) if words[at] == "how" and words[at + 1] in _HOW), None)
    is_noun = words[place] in nouns_of("moves") and not _OF_WHAT.isdisjoint(words[place + 1 : place + 2])
    return asks_whether or how is not None or is_noun
