"""What is counted is what is asked how many there are of: library books are no loans, and injuries no crashes.

A member or a base may be named for it where the question says as well what is counted of them: "how many children are
library members".
"""

from __future__ import annotations

from bot.ask.language.nouns import counted_by, noun_phrase
from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.prove.heads import units_of
from bot.ask.text import tokenize
from bot.ask.words import FILLER, PEOPLE

REFUSES = (
    "how many farm library books were there in 2020?",
    "how many hoof injuries in crashes were there in Aster in 2020?",
    "how many tracks were there in Aster in 2020?",
)
LETS_THROUGH = (
    "how many loans of farm library books were there in 2020?",
    "how many hoof injury crashes were there in Aster in 2020?",
    "how many fires in parked cars were there in Aster in 2020?",
)

_OF_AMOUNTS = frozenset(("lookup", "sum", "mean", "change", "difference"))
_COUNTING = (("how", "many"), ("number", "of"), ("count", "of"))
_PERCENT = frozenset(("percent", "percentage", "cent", "%"))
_ARTICLES = words_of("function_words", "word", means="article")
_WITHIN = words_of("function_words", "word", means="preposition") - {"of", "on", "for", "among", "as"}


def check(asked: Asked, given: Given) -> Finding:
    if given.operation not in _OF_AMOUNTS or given.is_alone or not given.measures:
        return PROVEN
    places = [at + 2 for at in range(len(asked.words) - 2) if asked.words[at : at + 2] in _COUNTING]
    # "How many of them, in per cent" asks for a share.
    if not places or not _PERCENT.isdisjoint(asked.words):
        return PROVEN
    units = units_of(given)
    counted = units.union(*(counted_by(name) for measure in given.measures for name in measure.names))
    labels = frozenset(stem for measure in given.measures for label in measure.labels for stem in label)
    others, kinds = _members_and_bases(given), frozenset().union(*given.dimensions.values())
    for place in places:
        phrase = _phrase_at(place, asked)
        stems = frozenset(asked.stems[phrase.start : phrase.stop])
        if not stems.isdisjoint(PEOPLE | units):
            continue
        is_counted = not stems.isdisjoint(counted)
        stems -= FILLER
        # What nothing of the answer is called by is explained by something else: a definition, or an idle word.
        named = stems & (labels | others | kinds)
        are_members = stems.isdisjoint(kinds) and not stems.isdisjoint(others)
        is_of_them = are_members and _are_said_to_be(counted, phrase, asked)
        if named and (_is_measured(given) or (not is_counted and not is_of_them)):
            words = asked.quoted(phrase.start, len(phrase))
            return vetoed(words, f"We don't hold how many “{words}” there are, but the {given.measures[0].label}.")
    return PROVEN


def _are_said_to_be(counted: frozenset[str], phrase: range, asked: Asked) -> bool:
    """Whether what is counted is said of them, and not of what they are in: "children are members", not "pedestrians
    were in collisions"."""
    ends = words_of("function_words", "word")
    for place, stem in enumerate(asked.stems):
        if place in phrase or stem not in counted or stem in FILLER:
            continue
        before = next((at for at in range(place - 1, -1, -1) if asked.words[at] in ends - _ARTICLES), None)
        if before is None or asked.words[before] not in _WITHIN:
            return True
    return False


def _phrase_at(place: int, asked: Asked) -> range:
    """What is counted from a place on: "health and justice organisations" are one thing."""
    phrase = noun_phrase(asked.words, place)
    while phrase and asked.words[phrase.stop : phrase.stop + 1] in (("and",), ("or",)):
        longer = range(place, noun_phrase(asked.words, phrase.stop + 1).stop)
        if len(longer) <= len(phrase) + 1:
            break
        phrase = longer
    verb = next((at for at in phrase if at > place and asked.words[at] in words_of("goings", "words")), phrase.stop)
    return range(place, verb)


def _is_measured(given: Given) -> bool:
    """Whether the answer is in a unit that nothing is counted in: kilometres, dollars."""
    units = {token.norm for token in tokenize(given.unit or "")}
    return not units.isdisjoint(words_of("measures", "words"))


def _members_and_bases(given: Given) -> frozenset[str]:
    """The stems of the members of the answer and of its bases."""
    bases = (name for measure in given.measures for base in (*measure.bases, *measure.sizes) for name in base)
    return given.named.union(*bases) - FILLER
