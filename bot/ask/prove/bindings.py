"""Every word of a question is accounted for: by a name of what is answered, or as one that questions do without.

How often a word does without a label in questions that were answered rightly is learned; what is required of it is the
desk's tolerance. A date, or a word written like a name, that nothing of the answer bears names what is not held.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Finding, Verdict, vetoed
from bot.ask.prove.tolerance import Tolerance
from bot.ask.vocabulary.terms import is_year


class Unbound(NamedTuple):
    """A word that nothing of the answer accounts for. `without` is how often such a word does without a label,
    `is_name` whether it is written like a name."""

    word: str
    without: float
    is_name: bool = False


def check(unbound: Sequence[Unbound], assumed: Sequence[str], tolerance: Tolerance) -> Finding:
    """`assumed` is what the answer selects by no word of the question, though others could be meant."""
    denied = words_of("negations", "word", means="denial")
    named = [one.word for one in unbound if one.is_name or _is_dated(one.word) or one.word in denied]
    if named:
        words = " and ".join(dict.fromkeys(named))
        return vetoed(words, f"We don't hold that: nothing for “{words}” there.")
    strange = [one.word for one in unbound if one.without < tolerance.offered]
    if strange:
        return vetoed(strange[0], f"We don't hold that: nothing on “{strange[0]}” there.")
    doubtful = [one.word for one in unbound if one.without < tolerance.bound]
    if doubtful:
        return Finding(Verdict.UNPROVEN, doubtful[0], f"We cannot tell what “{doubtful[0]}” stands for there.")
    if assumed:
        return Finding(Verdict.UNPROVEN, assumed[0], f"Say whether “{assumed[0]}” is meant.")
    return PROVEN


def _is_dated(word: str) -> bool:
    """Whether it is a year, or a date or span that begins with one: "2019-06-01", "2013/2014"."""
    return is_year(word[:4]) and word[4:5] in ("", "-", "/")
