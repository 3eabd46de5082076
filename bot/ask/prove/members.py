"""A member is meant where its name is said: not where a part of it is, nor another word of the same root.

A name in common words ("theft of a motor vehicle") is said by all of them, but for those that tell it from nothing. A
proper name is said by its own words, in the singular or plural, and may lack what others have as well: "Labour" for
"Labour Party". "Labourers" and "Reform Party" are other names than "Labour Party" and "Reform Alliance".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.ask.dictionary import is_word
from bot.ask.language.rows import rows, words_of
from bot.ask.prove.counts import SHARES
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Member, Verdict, vetoed
from bot.ask.prove.wholes import is_total
from bot.ask.text import Token, is_same_word, tokenize
from bot.ask.words import DISTINGUISHING, FILLER
from bot.domain import Code

REFUSES = (
    "lambs sold by the Alliance in 2020",
    "lambs sold by Ridged in 2020",
    "lambs sold by the Ferned Party in 2020",
    "lambs sold by Tarn in 2020",
    "how many common losses were there in 2020?",
    "how many animal losses were there in 2020?",
    "barley harvest of Asterers in Aster in 2020",
    "barley harvest in Aster in 2020, asterly",
)
LETS_THROUGH = (
    "lambs sold by the Ridges in 2020",
    "lambs sold by the Ridge Party in 2020",
    "lambs sold by the Tarn Party in 2020",
    "losses of grazing animals in 2020",
    "common scab losses in 2020",
)

_KINDS = frozenset(("year", "years", "month", "months", "week", "weeks", "day", "days", "group", "groups"))
"""Words that a label tells its kind by: "15 to 34 years" is an age."""
_KINDS_OF_FIGURES = frozenset(("distribution", "breakdown", "difference"))
_LONG = 4
"""Words of a name that is hardly ever said in full, where the one measure of a ledger is the context."""
_SHORTEST = 4
"""Letters of a word from which another is seen to be made."""
_VOWELS = "aeioy"
"""Letters at the end of a name that its derivatives drop."""
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]")
"""What explains a name and is no part of it: "Euro area (20 countries)"."""


class _Name(NamedTuple):
    """A label: its words that tell it from others, and whether it is a proper name."""

    words: tuple[Token, ...]
    is_proper: bool

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(token.stem for token in self.words)


def check(asked: Asked, given: Given) -> Finding:
    doubt = PROVEN
    for member in sorted(asked.members):
        finding = _of(member, asked, given) if member in given.members else PROVEN
        if finding.verdict is Verdict.VETOED:
            return finding
        doubt = doubt if doubt.verdict is not Verdict.PROVEN else finding
    return doubt


def _of(member: Member, asked: Asked, given: Given) -> Finding:
    code = given.members[member]
    if is_total(code.label):
        return PROVEN
    names = _names(code)
    said = {stem for name in names for stem in name.stems} & set(asked.stems)
    another = _other_name(member, names, asked, given) if said else ""
    another = another or _built_on(member, names, asked, given, is_said=bool(said))
    if another:
        return vetoed(another, f"We don't hold that: nothing for “{another}”, only for “{code.label}”.")
    if not said:
        return PROVEN
    group = _said_as_another(member, names, asked, given)
    if group:
        return vetoed(group, f"We don't hold that: nothing for “{group}” there, only for “{code.label}”.")
    if any(_is_enough(member, name, asked, given) for name in names):
        return PROVEN
    if said <= _explained(member, asked, given):
        return PROVEN
    missing = code.label
    return Finding(Verdict.UNPROVEN, missing, f"Say whether “{missing}” is meant: that is what we hold.")


def _names(code: Code) -> list[_Name]:
    return [_name(label) for label in (code.label, *code.alt_labels)]


@lru_cache(maxsize=10_000)
def _name(label: str) -> _Name:
    """A label without what stands in brackets, and without the words that say nothing, where others are left."""
    text = _ASIDE.sub(" ", label)
    tokens = tokenize(text if tokenize(text) else label)
    function = words_of("function_words", "word")
    telling = tuple(
        one for one in tokens if one.norm not in _KINDS and (one.stem not in FILLER or one.stem in DISTINGUISHING)
    )
    kept = telling or tokens
    is_proper = all(one.is_name_like or one.norm in function or not one.norm.isalpha() for one in tokens)
    is_quantity = all(one.norm in SHARES for one in kept)
    return _Name(kept, is_proper and not is_quantity)


def _is_said(word: Token, name: _Name, asked: Asked) -> bool:
    if not name.is_proper:
        return word.stem in asked.stems
    return any(is_same_word(word.norm, other) for other in asked.words)


def _is_enough(member: Member, name: _Name, asked: Asked, given: Given) -> bool:
    """Whether what the question says of a name tells that it is meant."""
    lacking = _lacking(name, asked)
    if given.is_alone and not name.is_proper and len(name.words) >= _LONG and len(lacking) * 2 < len(name.words):
        return True
    return lacking <= _generic(member, name, given)


def _lacking(name: _Name, asked: Asked) -> frozenset[str]:
    """The stems of the words of a name that the question lacks; all of them where it says none."""
    return frozenset(word.stem for word in name.words if not _is_said(word, name, asked))


def _generic(member: Member, name: _Name, given: Given) -> frozenset[str]:
    """The stems of a name that tell it from nothing: those that name its dimension, and such as its siblings have; of
    a name in common words, those that all of them have."""
    siblings = list(_siblings(member, given))
    shared = [stem for stem in name.stems if (any if name.is_proper else all)(stem in other for other in siblings)]
    own = frozenset(shared) if siblings else frozenset()
    generic = own | given.dimensions.get(member[0], frozenset())
    if not name.is_proper:
        quantities = words_of("quantities", "word", heads="yes") | _KINDS_OF_FIGURES
        generic |= {word.stem for word in name.words if word.norm in quantities}
    # Of what is generic alone nothing is meant.
    return generic if not name.stems <= generic else frozenset()


def _siblings(member: Member, given: Given) -> Iterator[frozenset[str]]:
    """The stems of the names of the other members of its dimension, wholes aside."""
    for (dimension, id_), code in given.members.items():
        if dimension == member[0] and id_ != member[1] and not is_total(code.label):
            yield frozenset(stem for name in _names(code) for stem in name.stems)


def _explained(member: Member, asked: Asked, given: Given) -> frozenset[str]:
    """The stems that something else of the answer has: its measures, its dimensions, and its other members."""
    others = (code for one in asked.members if one != member and (code := given.members.get(one)))
    stems = frozenset(stem for code in others for name in _names(code) for stem in name.stems)
    described = frozenset(stem for measure in given.measures for stem in measure.described)
    return stems.union(described, *given.dimensions.values())


def _other_name(member: Member, names: list[_Name], asked: Asked, given: Given) -> str:
    """What the question names instead of a member by a proper name, or nothing: by another word of the same root, or
    within a longer name that has a word of its siblings."""
    proper = [name for name in names if name.is_proper]
    if not proper:
        return ""
    in_full = any(not _lacking(name, asked) for name in names)
    words = [word for name in names for word in name.words]
    own = {word.stem for word in words}
    elsewhere, kind = _explained(member, asked, given), given.dimensions.get(member[0], frozenset())
    for place, stem in enumerate(asked.stems):
        if stem not in own or stem in elsewhere:
            continue
        if not any(is_same_word(word.norm, asked.words[place]) for word in words):
            if not in_full:
                return asked.quoted(place)
            continue
        start, end = _run(place, asked)
        strange = {asked.stems[at] for at in range(start, end)} - own - (elsewhere - kind)
        if strange and any(strange & other for other in _siblings(member, given)):
            return asked.quoted(start, end - start)
    return ""


def _said_as_another(member: Member, names: list[_Name], asked: Asked, given: Given) -> str:
    """The part of a name that is all that a question says of it and names a group of people or a member of another
    dimension by itself: of the Māori Party, those who are Māori; or nothing."""
    proper = [name for name in names if name.is_proper]
    said = {frozenset(word.stem for word in name.words if _is_said(word, name, asked)) for name in proper}
    said.discard(frozenset())
    if not said or any(not _lacking(name, asked) for name in names):
        return ""
    for (dimension, _), code in given.members.items():
        if dimension != member[0] and any(name.stems in said for name in _names(code)):
            return code.label
    groups = (tokenize(name) for row in rows("groups") for name in row["names"].split(";"))
    return next((name[0].text for name in groups if frozenset(word.stem for word in name) in said), "")


def _built_on(member: Member, names: list[_Name], asked: Asked, given: Given, *, is_said: bool) -> str:
    """The word of a question that is made from a word of a proper name and is another: "centralised", or nothing.
    Beside the name itself (`is_said`) a common word tells how it is with it ("won nationally"), and another name
    ("Alderers") is of others."""
    words = [word for name in names if name.is_proper for word in name.words if len(word.stem) >= _SHORTEST]
    own, elsewhere = tuple(word.stem for word in words), _explained(member, asked, given)
    for place, stem in enumerate(asked.stems):
        if not stem.startswith(own) or stem in elsewhere:
            continue
        if not is_said or _is_another_name(place, words, asked):
            return asked.quoted(place)
    return ""


def _is_another_name(place: int, words: list[Token], asked: Asked) -> bool:
    """Whether a word goes on from one of a name and is written as a name is within a sentence, or in no dictionary."""
    said, written = asked.words[place], asked.written[place]
    if any(is_same_word(word.norm, said) for word in words):
        return False
    if not said.startswith(tuple(word.norm.rstrip(_VOWELS) for word in words)):
        return False
    return (place > 0 and written[:1].isupper() and not written.isupper()) or not is_word(said)


def _run(place: int, asked: Asked) -> tuple[int, int]:
    """Where the row of capitalised words about a place begins and ends."""
    start = end = place
    while start > 0 and asked.written[start - 1][:1].isupper():
        start -= 1
    while end < len(asked.written) and asked.written[end][:1].isupper():
        end += 1
    return start, max(end, place + 1)
