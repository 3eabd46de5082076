"""Names of how many were asked, which is the base of a survey's figures and none of them."""

from __future__ import annotations

import re

_SURE = re.compile(
    r"(?:(?:un)?weighted )?(?:sample size|sample n|base size|bases?(?: [(\[]?n[)\]]?))"
    r"|(?:un)?weighted (?:base|sample|n)|(?:number of|no\.? of) (?:respondents|interviews)"
    r"|n[ =]*\(?(?:respondents|unweighted|weighted)\)?",
    re.IGNORECASE,
)
_LIKELY = re.compile(r"n ?=?|bases?|sample|respondents|interviews", re.IGNORECASE)


def is_base(name: str) -> bool:
    """Whether a name says so by itself: "Sample size", "Base (n)"."""
    return _SURE.fullmatch(_plain(name)) is not None


def may_be_base(name: str) -> bool:
    """Whether it does beside shares: "n", "Base"."""
    return is_base(name) or _LIKELY.fullmatch(_plain(name)) is not None


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").strip(" :.").split())
