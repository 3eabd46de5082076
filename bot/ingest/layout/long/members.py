"""Headers of columns of numbers that are members of one thing: men and women, ages."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SEXES = frozenset(
    {"male", "males", "female", "females", "men", "women", "boys", "girls", "man", "woman", "m", "f", "non-binary",
     "another gender", "other gender", "gender diverse"}
)  # fmt: skip
_WHOLES = frozenset(
    {"total", "all", "both", "both sexes", "persons", "people", "all persons", "all people", "all ages"}
)
_AGE = re.compile(
    r"(?:ages? )?(?:under [0-9]+|[0-9]{1,2} ?(?:-|–|to) ?[0-9]{1,3}"
    r"|[0-9]{1,3} ?(?:\+|and over|or over|and older|or more))(?: years?)?(?: olds?)?",
    re.IGNORECASE,
)


def member_dimension(headers: Sequence[str]) -> str | None:
    """What all the headers but totals are members of; None where they are measures of their own."""
    told = [header for header in headers if header.casefold() not in _WHOLES]
    if len(headers) < 2 or len(told) < 2:
        return None
    if all(header.casefold() in _SEXES for header in told):
        return "sex"
    return "age" if all(_AGE.fullmatch(header) for header in told) else None
