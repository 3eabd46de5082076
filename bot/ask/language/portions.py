"""What a question takes a share of: "of library members" in "what share of library members are women"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.ask.language.nouns import noun_phrase
from bot.ask.language.rows import words_of
from bot.ask.times import MONTH_NAMES
from bot.ask.words import IDLE

SHARES = frozenset(("share", "shares", "percentage", "percent", "cent", "%", "proportion", "fraction", "part"))
PORTIONING = SHARES | {"among", "amongst", "out", "one"}
"""Words without one of which no share is spoken of."""
RELATIVE = frozenset(("who", "that", "which"))
_AMONG = frozenset(("among", "amongst"))
_FIRST = _AMONG | {"of"}
ONE_IN = ("one", "in", "how", "many")
_OUT_OF = ("out", "of", "all")
_ENDS = frozenset(("in", "on", "at", "during", "by", "between", "from", "since", "after", "before", "under", "until"))
_LIGHT = frozenset(("all", "the", "a", "an", "those", "these", "their", "its"))
_PARTICIPLES = ("ed", "ing")


class Portion(NamedTuple):
    """The places of the words for a whole and of those for the part of it. `is_told`: nothing but the whole stands
    there, "in per cent of all voters"."""

    whole: range
    part: range
    is_told: bool = False


def portions_in(words: Sequence[str], owners: frozenset[str]) -> Iterator[Portion]:
    """The shares that words speak of. `owners`: words for the part, as in "women's share of"."""
    questions = words_of("function_words", "word", means="question")
    if words[0] in _FIRST:
        end = next((at for at, word in enumerate(words) if word in questions - RELATIVE), len(words))
        if not SHARES.isdisjoint(words[end + 1 : end + 2]):
            yield Portion(range(1, end), range(end + 2, len(words)))
        return
    if "one" in words and any(tuple(words[at : at + len(ONE_IN)]) == ONE_IN for at in range(len(words))):
        of = words.index("one") + len(ONE_IN)
        link = _link(range(of, len(words)), words)
        yield Portion(range(of, link or of), range((link or of) + 1, len(words)))
    for place, word in enumerate(words[:-1]):
        if place and word in _AMONG:
            yield Portion(range(place + 1, _end(place + 1, words)), range(place))
        if tuple(words[place : place + len(_OUT_OF)]) == _OUT_OF:
            start = place + len(_OUT_OF)
            yield Portion(range(start, _end(start, words)), range(0), is_told=True)
    for place, word in enumerate(words[:-2]):
        if word in SHARES and words[place + 1] == "of":
            found = _behind(place, words, owners)
            if found is not None:
                yield found


def _behind(place: int, words: Sequence[str], owners: frozenset[str]) -> Portion | None:
    """The portion behind a share "of"; None where nobody knows whether it is the whole that stands there, as in "the
    share of late trains"."""
    start, last = place + 2, len(words)
    behind = range(start, last)
    if _is_told(place, words, owners):
        return Portion(range(start, _end(start, words)), range(0), is_told=True)
    link = _link(behind, words)
    if link is not None:
        # "The share of late trains was 18 per cent" says no part of them.
        return (
            None
            if words[link + 1 : link + 2] and words[link + 1][:1].isdecimal()
            else Portion(range(start, link), range(link + 1, last))
        )
    phrase = noun_phrase(words, next((at for at in behind if words[at] not in _LIGHT), start))
    cut = next((at for at in phrase if at > phrase.start and _is_verb(words[at])), None)
    return None if cut is None else Portion(range(start, cut), range(cut, last))


def _end(start: int, words: Sequence[str]) -> int:
    """Where the words for a whole end that nothing is said of: at a time, a place or the question."""
    ends = _ENDS | MONTH_NAMES | (words_of("function_words", "word", means="question") - RELATIVE)
    behind = range(start, len(words))
    return next((at for at in behind if words[at] in ends or words[at][:1].isdecimal()), len(words))


def _link(behind: range, words: Sequence[str]) -> int | None:
    """Where it begins to be said what is so of the whole: at "were", or at "who"."""
    verbs = words_of("function_words", "word", means="auxiliary")
    pronouns = words_of("function_words", "word", means="pronoun")
    # "The service they were referred to" is said of the whole or of the part.
    links = [at for at in behind if words[at] in verbs and words[at - 1] not in pronouns]
    relative = next((at for at in behind if words[at] in RELATIVE), None)
    if relative is not None and (not links or links[0] > relative):
        # "Of those who voted, were" tells the whole by what they did, "of voters who were" ends it.
        links = [at for at in links if at > relative + 1] or [relative]
    return links[0] if links else None


def _is_verb(word: str) -> bool:
    return word.endswith(_PARTICIPLES) or word in IDLE or word in words_of("goings", "words")


def _is_told(place: int, words: Sequence[str], owners: frozenset[str]) -> bool:
    """Whether what a share is of stands behind it and the part before: "in per cent of", "their share of"."""
    at = place - 1 - (words[place] == "cent")
    before = words[at] if at >= 0 else ""
    if before in ("a", "the", "in") and at:
        return before == "in" or words[at - 1] == "as"
    return before in owners
