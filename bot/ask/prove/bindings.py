"""Every word of a question is accounted for: by a name of what is answered, or as one that questions do without.

How often a word does without a label in questions that were answered rightly is learned; what is required of it is the
desk's tolerance. A date, or a word written like a name, that nothing of the answer bears names what is not held; so
does a label of the ledger that is said word for word and is another's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.ask.language.negation import denies
from bot.ask.prove.finding import PROVEN, Finding, Verdict, vetoed
from bot.ask.prove.tolerance import Required
from bot.ask.vocabulary.terms import is_year


class Unbound(NamedTuple):
    """A word that nothing of the answer accounts for. `without` is how often such a word does without a label,
    `is_name` whether it is written like a name."""

    word: str
    without: float
    is_name: bool = False


class Told(NamedTuple):
    """What a question and an answer do not have in common: words of the question that nothing of the answer accounts
    for; what the answer selects without a word of the question, though others could be meant; labels that the question
    says word for word and that are none of the answer's; words that only labels account for of which little is said."""

    unbound: Sequence[Unbound]
    assumed: Sequence[str] = ()
    unused: Sequence[str] = ()
    hardly: Sequence[Unbound] = ()


def check(told: Told, required: Required) -> Finding:
    unbound, assumed, unused, hardly = told
    named = [one.word for one in unbound if one.is_name or _is_dated(one.word) or denies(one.word)]
    if named:
        words = " and ".join(dict.fromkeys(named))
        return vetoed(words, f"We don't hold that: nothing for “{words}” there.")
    if unused:
        return vetoed(unused[0], f"We don't hold that for “{unused[0]}”.")
    strange = [one.word for one in unbound if one.without < required.offered]
    if strange:
        return vetoed(strange[0], f"We don't hold that: nothing on “{strange[0]}” there.")
    # An age or a size that nothing of the answer bears is most often that of another group.
    doubtful = [one.word for one in (*unbound, *hardly) if one.without < required.bound or one.word[:1].isdecimal()]
    if doubtful:
        return Finding(Verdict.UNPROVEN, doubtful[0], f"We cannot tell what “{doubtful[0]}” stands for there.")
    if assumed:
        return Finding(Verdict.UNPROVEN, assumed[0], f"Say whether “{assumed[0]}” is meant.")
    return PROVEN


def _is_dated(word: str) -> bool:
    """Whether it is a year, or a date or span that begins with one: "2019-06-01", "2013/2014"."""
    return is_year(word[:4]) and word[4:5] in ("", "-", "/")
