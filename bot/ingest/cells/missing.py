"""Cells that say there is no figure."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

_WORDS = frozenset(
    {
        "", "n/a", "#n/a", "na", "n.a", "n.a.", "n a", "nan", "null", "none", "nil", "nd", "n.d.", "n/d", "np", "n.p.",
        "n/p", "nr", "n.r.", "ns", "not available", "not applicable", "not published", "not collected", "not recorded",
        "no data", "missing", "suppressed", "confidential", "unavailable", "unknown", "not known", "too few to report",
        "x", "c", "z", "s", "f", "u", "w", "k", "m", "l", "xx", "-x", "no figure", "tbc", "tba", "#null!",
    }
)  # fmt: skip
_MARKS = re.compile(
    r"[-–—−\u2010\u2011\u2012. …:*†‡·_/?~]+"  # "..", "–", ":", "*"
    r"|(?:\.\.|:|…|-)? ?\(?[a-z]\)?"  # ": c", "..s", "(x)"
    r"|\[(?:[a-z]{1,4}|\.\.|:|-|–)\]"  # "[c]", "[low]"
    r"|\((?:na|nd|np|nr|ns|x|d|s|z|\.\.|-|–)\)"
)
_LETTERS_ALONE = re.compile(r"[a-z]")
_LONGEST = 24


def is_missing(text: str, more: Collection[str] = ()) -> bool:
    """Whether a cell where a figure is expected says that there is none: blank, "..", "-", ":", "n/a", "[c]", "x".

    `more` are further texts that mean so, as they are printed ("-99"). A letter that stands alone means so where
    offices use it ("x", "c", "z"), not otherwise.
    """
    return not text or text in more or _is_mark(text)


@lru_cache(maxsize=8192)
def _is_mark(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    plain = text.casefold()
    if plain in _WORDS:
        return True
    return not _LETTERS_ALONE.fullmatch(plain) and bool(_MARKS.fullmatch(plain))
