"""Another age: a band whose limits are no limits of the ledger's bands, so that no sum of them makes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.questions.near_misses.held import Held
from tests.questions.near_misses.swap import Swap

_OF_AGES = re.compile(r"\b(?:aged?|ages|olds?|years)\b", re.IGNORECASE)
_BAND = re.compile(
    r"(?<![\d.,$])(\d{1,2})( to | and |-|–)(\d{1,2})(?![\d.,%])(?! (?:hours|times|employees|days|weeks|km))"
)
_UPWARDS = re.compile(r"(?<![\d.,$])(\d{1,2})(?=(?: years?)?(?: of age)? (?:and|or) (?:over|older|above))")


def other_ages(question: str, held: Held) -> Iterator[Swap]:
    """Every exchange of one age band for one of the same form that the ledger can neither give nor sum up."""
    if not _OF_AGES.search(question):
        return
    for match in _BAND.finditer(question):
        low, high = int(match[1]), int(match[3])
        if low in held.age_starts and high in held.age_ends and high < 100:
            for step in (5, -5, 10, -10):
                starts, ends = low + step, high + step
                if starts > 9 and not (starts in held.age_starts or ends in held.age_ends):
                    by = f"{starts}{match[2]}{ends}"
                    yield Swap("member", match.group(), by, question[: match.start()] + by + question[match.end() :])
    for match in _UPWARDS.finditer(question):
        for step in (5, -5, 10):
            age = int(match[1]) + step
            if int(match[1]) in held.age_starts and 9 < age < 95 and age not in held.age_starts:
                by = str(age)
                yield Swap("member", match.group(), by, question[: match.start()] + by + question[match.end() :])
