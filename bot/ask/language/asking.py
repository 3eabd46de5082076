"""What a question says beside names: its signs of a kind of quantity, its cues, the noun that it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from bot.ask.language.rows import rows, words_of

_LONGEST_NOUN = 4
_NUMBER_OF = (("number", "of"), ("numbers", "of"))


@cache
def cues() -> tuple[str, ...]:
    """The names of all cues, in order."""
    return tuple(row["cue"] for row in rows("cues"))


@cache
def _by_word(name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows(name):
        for word in row["words"].split():
            found.setdefault(word, set()).add(next(iter(row.values())))
    return {word: frozenset(meant) for word, meant in found.items()}


def words_of_label(label: str) -> list[str]:
    """A label's words as `signs_of` takes them."""
    return label.lower().replace("%", " % ").split()


def signs_of(words: Sequence[str]) -> frozenset[str]:
    """The kinds of quantity that words speak of: "percent", "count", "money", "average", "change", "interval", and
    "denial"."""
    known = _by_word("signs")
    return frozenset(sign for word in words for sign in known.get(word, ()))


def cues_of(words: Sequence[str]) -> frozenset[str]:
    known = _by_word("cues")
    return frozenset(cue for word in words for cue in known.get(word, ()))


def asks_for_a_number_of(words: Sequence[str]) -> bool:
    """Whether it says "the number of" something: "the final count" is no such."""
    return any(pair in _NUMBER_OF for pair in pairwise(words))


def noun_asked_for(words: Sequence[str]) -> tuple[str, ...]:
    """The words between "which" or "what" and the verb: "which age group had"; none where a verb follows at once."""
    verbs = words_of("function_words", "word", means="auxiliary")
    for place, word in enumerate(words):
        if word in ("which", "what"):
            noun: list[str] = []
            for after in words[place + 1 : place + 1 + _LONGEST_NOUN]:
                if after in verbs:
                    break
                noun.append(after)
            return tuple(noun)
    return ()
