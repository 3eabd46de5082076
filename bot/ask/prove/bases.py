"""A share is one of what the question takes it of: the women among library members are no library members among women.

What stands as the whole has to be what the answer is a share of, and the part has to be said. Where nothing tells what
a percentage is of, what is said of the whole is no more than a part of its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from bot.ask.language.portions import ONE_IN, PORTIONING, RELATIVE, SHARES, Portion, portions_in
from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Measure, Member, vetoed
from bot.ask.text import stem as stem_of
from bot.ask.text import tokenize
from bot.ask.times import MONTH_NAMES
from bot.ask.units import is_share_like
from bot.ask.vocabulary.terms import stands_in
from bot.ask.words import FILLER, PEOPLE, PERCENT_UNITS, POINTS_UNITS, STRUCTURE

REFUSES = ("what share of calves weaned within a month were in Aster in 2020?",)
LETS_THROUGH = (
    "what share of calves were weaned within a month in Aster in 2020?",
    "share of sheep dogs of Aster on time in 2020",
)

_SHORTEST = 2
_WORKED_OUT = frozenset(("share", "one in"))
_OF_REST = frozenset(("complement", "rest"))


def check(asked: Asked, given: Given) -> Finding:
    if PORTIONING.isdisjoint(asked.words) or not given.measures or given.operation in _OF_REST:
        return PROVEN
    if given.operation != "one in" and stands_in(ONE_IN, asked.words):
        return vetoed("one in how many", "We don't hold that: we hold no share there.")
    if not _is_share(given):
        return PROVEN
    if given.operation == "share" and any(is_share_like(figure.unit or "") for figure in given.figures):
        return vetoed("a share of a share", "We don't hold that: one share is no part of another.")
    own = _of_members(_of_part(given), given)
    owners = frozenset(word for word, stem in zip(asked.words, asked.stems, strict=True) if stem in own)
    for portion in portions_in(asked.words, owners):
        if not _is_whole(portion, asked, given):
            words = asked.quoted(portion.whole.start, len(portion.whole))
            return vetoed(words, f"We don't hold that as a share of “{words}”: what we hold is of something else.")
        if not portion.is_told and not _says_part(portion, asked, given):
            return vetoed("that part", "We don't hold that part of it, but another one.")
    if _is_of_two(given) and own and _is_of_another(given) and not _names_whole(asked, given):
        return vetoed("what it is a share of", "Say what the share is to be taken of.")
    return PROVEN


def _is_of_another(given: Given) -> bool:
    return len(given.figures) > 1 and given.figures[0].indicator != given.figures[1].indicator


def _names_whole(asked: Asked, given: Given) -> bool:
    return any(not known.isdisjoint(asked.stems) for known in _known(given))


def _is_of_two(given: Given) -> bool:
    """Whether the share was worked out, from a part and its whole in this order."""
    return given.operation in _WORKED_OUT and len(given.figures) > 1


def _is_share(given: Given) -> bool:
    if given.operation == "one in":
        return True
    units = {given.unit, *(figure.unit for figure in given.figures)} if given.operation != "share" else {given.unit}
    return all((unit or "").lower() in PERCENT_UNITS | POINTS_UNITS for unit in units)


def _is_whole(portion: Portion, asked: Asked, given: Given) -> bool:
    # What nothing of the answer is called by is explained by something else.
    said = _meant(portion.whole, asked) & given.named.union(*(measure.described for measure in given.measures))
    known, own = tuple(_known(given)), _of_members(_of_part(given), given)
    if not portion.is_told and not _meant(portion.part, asked):
        return True
    if not _is_of_two(given) and not portion.is_told and _is_of_parts(portion, said, asked, given):
        return False
    if not known:
        return True
    if said and said in given.bases and said not in known:
        return False
    strange = said.difference(*known)
    if not strange <= (given.named - own if _is_of_two(given) else given.named):
        return False
    if not portion.is_told or said.isdisjoint(own):
        return True
    # What names a part as well names the whole where it is said in full: "all those who were charged".
    return not (said - own).isdisjoint(frozenset().union(*known)) or any(
        len(one & said) * 2 > len(one) for one in known
    )


def _is_of_parts(portion: Portion, said: frozenset[str], asked: Asked, given: Given) -> bool:
    """Whether it takes a share of what is itself a part, and of other members: of warnings, how many went to boys."""
    members = given.figures[0].dimensions if given.figures else ()
    parts = _of_members(frozenset(one for one in members if one[0] in given.whole_dimensions), given)
    others = _of_members(frozenset(one for one in members if one[0] not in given.whole_dimensions), given)
    part = _meant(portion.part, asked)
    return bool(said) and said <= parts - others and not part.isdisjoint(others - parts) and part.isdisjoint(parts)


def _says_part(portion: Portion, asked: Asked, given: Given) -> bool:
    """Whether the question says a word of the part, where it says anything but the whole."""
    if not _meant(portion.part, asked):
        return True
    known = tuple(_known(given))
    labels = frozenset(stem for measure in _parts(given) for label in measure.labels for stem in label) - STRUCTURE
    if not known:
        if any(map(_whole_in, given.measures[0].names)):
            return True
        within = frozenset(asked.stems[at] for at in portion.part)
        return not within.isdisjoint(labels - _meant(portion.whole, asked))
    part = (labels - _plain()).difference(*_main(given))
    return not part or not (part | _of_members(_of_part(given), given)).isdisjoint(asked.stems)


@cache
def _plain() -> frozenset[str]:
    """The stems that say of no part what it is."""
    return PEOPLE | frozenset(map(stem_of, words_of("plain", "words") | SHARES | {"rate", "average"}))


def _meant(places: range, asked: Asked) -> frozenset[str]:
    """The stems with a meaning at some places, times and numbers aside."""
    aside = MONTH_NAMES | SHARES | words_of("asides", "words") | words_of("negations", "word")
    words = (at for at in places if asked.words[at].isalpha() and asked.words[at] not in aside)
    # What any figure may be said of narrows down what it stands with: "late", "early".
    qualifiers = words_of("qualifiers", "word")
    return frozenset(asked.stems[at] for at in words if asked.stems[at] not in FILLER or asked.words[at] in qualifiers)


def _known(given: Given) -> Iterator[frozenset[str]]:
    """The stems with a meaning of all that the answer's whole is called."""
    first = given.measures[0]
    if _is_of_two(given):
        whole = _whole_measure(given)
        yield from chain.from_iterable(whole.sizes)
        yield from (frozenset(label) - FILLER for label in whole.labels)
    elif not first.bases:
        return
    else:
        yield from chain.from_iterable(first.bases)
    yield from filter(None, (_whole_in(name) for measure in given.measures for name in measure.names))


def _main(given: Given) -> Iterator[frozenset[str]]:
    """The same of what it is called first: others tell of the part as well, "people referred by police"."""
    if _is_of_two(given):
        whole = _whole_measure(given)
        yield from (one[0] for one in whole.sizes)
        yield frozenset(whole.labels[0])
        return
    yield from (one[0] for one in given.measures[0].bases)


def _whole_measure(given: Given) -> Measure:
    return given.measures[given.figures[0].indicator != given.figures[1].indicator]


@lru_cache(maxsize=10_000)
def _whole_in(name: str) -> frozenset[str]:
    """The stems of what a name says itself that the share is of; none where it says nothing of that."""
    words = [token.norm for token in tokenize(name)]
    if len(words) <= _SHORTEST or words[0] not in SHARES or words[1] != "of":
        return frozenset()
    verbs = words_of("function_words", "word", means="auxiliary") | RELATIVE | {"to"}
    ends = (at for at in range(3, len(words)) if words[at] in verbs or words[at].endswith("ed"))
    return frozenset(map(stem_of, words[2 : next(ends, len(words))])) - FILLER


def _parts(given: Given) -> Iterator[Measure]:
    """The measures of the part: all but that of the whole."""
    is_of_two = _is_of_two(given)
    whole = given.measures[1:2] if is_of_two and given.figures[0].indicator != given.figures[1].indicator else ()
    return (measure for measure in given.measures if measure not in whole)


def _of_part(given: Given) -> frozenset[Member]:
    """The members that are those of the part, as far as the figures tell."""
    own = frozenset(given.figures[0].dimensions) if given.figures else frozenset()
    return own.difference(given.figures[1].dimensions) if _is_of_two(given) else own


def _of_members(members: frozenset[Member], given: Given) -> frozenset[str]:
    codes = (given.members[member] for member in members if member in given.members)
    labels = (label for code in codes for label in (code.label, *code.alt_labels))
    return frozenset(token.stem for label in labels for token in tokenize(label)) - FILLER
