"""Every word of a question is accounted for: by a name of what is answered, or as one that questions do without.

How often a word does without a label in questions that were answered rightly is learned; what is required of it is the
desk's tolerance. A year, or a number, that nothing of the answer bears names something that is not held.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.prove.finding import PROVEN, Finding, Verdict, vetoed
from bot.ask.prove.tolerance import Tolerance

Unbound = Sequence[tuple[str, float]]
"""Words that nothing of the answer accounts for, each with how often such a word does without a label."""


def check(unbound: Unbound, tolerance: Tolerance) -> Finding:
    years = [word for word, _ in unbound if _is_year(word)]
    if years:
        words = " and ".join(dict.fromkeys(years))
        return vetoed(words, f"We don't hold that: nothing for {words} there.")
    strange = [word for word, how in unbound if how < tolerance.offered]
    if strange:
        return vetoed(strange[0], f"We don't hold that: nothing on “{strange[0]}” there.")
    doubtful = [word for word, how in unbound if how < tolerance.bound]
    if doubtful:
        return Finding(Verdict.UNPROVEN, doubtful[0], f"We cannot tell what “{doubtful[0]}” stands for there.")
    return PROVEN


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20")
