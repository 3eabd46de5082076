"""Finds the verbs of change and of comparison in a question, by their rows and by where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.ask.language.asking import signs_of
from bot.ask.language.lexemes import Lexeme, by_form, forms_of
from bot.ask.language.rows import words_of

_NEAR = 6
"""Within so many words after "the crash in" stands what crashed."""
_KEPT = frozenset(("keep", "keeps", "kept"))
_UNITS = frozenset(("percentage", "points", "point", "percent", "per", "cent"))


class Said(NamedTuple):
    """Words start:end of a question, and what they mean there."""

    start: int
    end: int
    means: str


def said(name: str, words: Sequence[str]) -> list[Said]:
    """Every verb or noun of "moves" or "comparisons" in a question's words, where it means what its row says."""
    known = by_form(name)
    many = next((place for place in range(len(words)) if _counts(words[place : place + 3])), len(words))
    found: list[Said] = []
    for place, word in enumerate(words) if not known.keys().isdisjoint(words) else ():
        if place and words[place - 1] == "how":
            continue  # "how narrow", "how far ahead" ask for a size
        for one in known.get(word, ()):
            end = place + 1 + bool(one.particle)
            if one.particle and tuple(words[place + 1 : end]) != (one.particle,):
                continue
            certain = word in one.forms and not _is_done_by_the_counted(one, words, place, many)
            if certain or _is_verb(name, one, words, place) or _is_noun(one, words, place):
                kept = word.endswith("ing") and place > 0 and words[place - 1] in _KEPT
                found.append(Said(place - kept, end, one.means))
                break
    return found


def _places(means: str) -> frozenset[str]:
    return words_of("verb_places", "word", means=means)


def _is_noun(one: Lexeme, words: Sequence[str], place: int) -> bool:
    """Whether it is the change that is asked for: "what was the slump in", "which had the biggest leap in"."""
    if words[place] not in one.nouns:
        return False
    after = place + 3 if list(words[place + 2 : place + 3]) == ["there"] else place + 1
    if after >= len(words) or words[after] not in _places("of what it is"):
        return False
    if one.of_quantities and not _has_quantity(words[after + 1 : after + 1 + _NEAR]):
        return False
    start = place
    while start and words[start - 1] in _places("size of a change"):
        start -= 1
    if start and words[start - 1] in _places("article"):
        start -= 1
        return start == 0 or words[start - 1] in _places("asks for the change")
    return start == 0


def _is_verb(name: str, one: Lexeme, words: Sequence[str], place: int) -> bool:
    """Whether a word stands as a verb: after "did" or "had" and a subject, or after a subject whose change is asked
    for ("rents spiked by how much")."""
    if words[place] not in one.as_verb or not place or words[place - 1] in _places("before no verb"):
        return False
    if words[place] == f"{one.base}s" or words[place] == f"{one.base}es" or not _goes_on(name, words, place + 1):
        return False  # "Spikes" may be several of them.
    begin = _auxiliaries_of(one, words, place)
    if begin is None:
        return False
    helped = _helper(one, words, place, begin)
    if helped is None and name == "comparisons" and list(words[place + 1 : place + 3]) == ["the", "other"]:
        return words[place] != one.base
    if helped is None:
        return words[place] != one.base and _is_statement(words, begin, place) and _may_be(one, words[:begin])
    is_last = forms_of("moves", certain=True).isdisjoint(words[place + 1 :])
    return is_last and not _counts_others(words, helped, place) and _may_be(one, words[helped + 1 : begin])


def _goes_on(name: str, words: Sequence[str], after: int) -> bool:
    """Whether what follows may follow a verb: an object where it compares, and none where it changes."""
    if name == "comparisons":
        followed = after < len(words) and not words[after].isdecimal()
        return followed and words[after] not in _places("after no verb that compares")
    return (
        after == len(words)
        or words[after].isdecimal()
        or _most(words, after)
        or words[after] in _places("after a verb of change")
    )


def _most(words: Sequence[str], after: int) -> bool:
    """Whether "most" or "the least" follows, where it is asked which of them it was."""
    return not {"most", "least"}.isdisjoint(words[after : after + 1 + (list(words[after : after + 1]) == ["the"])])


def _auxiliaries_of(one: Lexeme, words: Sequence[str], place: int) -> int | None:
    """Where the auxiliaries right before a verb begin ("has been" leaping); None where its form wants others."""
    begin, being = place, _places("before a form in ing")
    if words[place].endswith("ing"):
        if words[place - 1] not in being:
            return None
        begin -= 1
    while begin and words[begin - 1] in _places("before a participle"):
        begin -= 1
    return None if words[place] == one.base and begin < place else begin


def _helper(one: Lexeme, words: Sequence[str], place: int, begin: int) -> int | None:
    """Where the auxiliary stands that comes before the subject, as in questions: "did" rents spike."""
    wanted = _places("before a base" if words[place] == one.base else "before a participle")
    found = next((at for at in range(begin - 1, -1, -1) if words[at] in wanted), None)
    return found if found is not None and found < begin - 1 else None


def _is_statement(words: Sequence[str], begin: int, place: int) -> bool:
    """Whether nothing before a verb asks but "how much" or "which", and "how much" or "most" is asked before or after
    it."""
    asks = _places("opens a question").intersection(words[:begin])
    others = _places("before a base") | _places("before a form in ing")
    if not begin or not others.isdisjoint(words[:begin]):
        return False
    if _most(words, place + 1):
        return asks <= {"which"} and bool(asks)
    sizes = [after for word, after in pairwise(words[: begin + 1]) if word == "how"]
    if asks - {"how"} or any(size not in ("much", "far") for size in sizes):
        return False
    return bool(sizes) or "how" in words[place + 1 :] or ("by", "what") in pairwise(words[place + 1 :])


def _counts_others(words: Sequence[str], helped: int, place: int) -> bool:
    """Whether "how many" counts something else than the change: how many drinks somebody spiked."""
    if list(words[place + 1 : place + 2]) == ["by"]:
        return False
    for at, pair in enumerate(pairwise(words[:helped])):
        if pair == ("how", "many"):
            return list(words[at - 1 : at]) != ["by"] and not _UNITS.issuperset(words[at + 2 : helped])
    return False


def _is_done_by_the_counted(one: Lexeme, words: Sequence[str], place: int, many: int) -> bool:
    """Whether those that are counted did it, or it was done to them: "how many sheep were lost", "how many moved in".
    What is said of a figure has a subject of its own, or two moments: "how many seats did they lose". `many` is where
    "how many" first begins."""
    if words[place] not in one.pasts or "between" in words[place:]:
        return False
    if many >= place or list(words[many - 1 : many]) == ["by"] or not _UNITS.isdisjoint(words[many + 2 : place]):
        return False
    helpers = _places("before a base") | _places("before a participle") | _places("before a form in ing")
    between = [at for at in range(many + 3, place) if words[at] in helpers]
    return all(words[at + 1] in helpers or at + 1 == place for at in between)


def done_by_the_counted(words: Sequence[str]) -> list[int]:
    """The places of verbs of change that tell what those that are counted did: "how many pupils dropped out"."""
    known = by_form("moves")
    many = next((place for place in range(len(words)) if _counts(words[place : place + 3])), len(words))
    return [
        place
        for place, word in enumerate(words)
        if any(
            one.means != "level" and not one.particle and _is_done_by_the_counted(one, words, place, many)
            for one in known.get(word, ())
        )
    ]


def _counts(words: Sequence[str]) -> bool:
    """Whether "how many" or "what share of" begins there."""
    is_share = list(words[2:]) == ["of"] and bool(signs_of(words[1:2]))
    return tuple(words[:2]) == ("how", "many") or (words[0] in ("what", "which") and is_share)


def _may_be(one: Lexeme, subject: Sequence[str]) -> bool:
    return bool(subject) and (not one.of_quantities or _has_quantity(subject))


def _has_quantity(words: Sequence[str]) -> bool:
    """Whether they speak of a number, a share, a price or the like."""
    return bool(signs_of(words)) or not _places("quantity").isdisjoint(words)
