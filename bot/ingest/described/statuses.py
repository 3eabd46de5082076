"""Observation statuses and flags of statistical offices: what they say of a figure.

SDMX code lists CL_OBS_STATUS (capital letters) and CL_CONF_STATUS, and the flags of Eurostat (small letters).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot.domain import Status
from bot.ingest.cells.flags import says_confidential

_CODE = re.compile(r"[A-Za-z]")
_STATUSES = {
    "P": Status.PROVISIONAL, "E": Status.ESTIMATE, "F": Status.FORECAST, "I": Status.ESTIMATE, "p": Status.PROVISIONAL,
    "e": Status.ESTIMATE, "f": Status.FORECAST, "s": Status.ESTIMATE, "i": Status.ESTIMATE,
}  # fmt: skip
_NOTES = {
    "B": "break in the series", "D": "definition differs", "G": "experimental", "I": "imputed value",
    "J": "derogation", "K": "included in another category", "N": "not significant",
    "S": "strike or other special event", "U": "low reliability", "V": "not validated",
    "W": "includes another category", "R": "revised",
    "b": "break in the series", "d": "definition differs", "i": "imputed value", "n": "not significant",
    "r": "revised", "s": "Eurostat estimate", "u": "low reliability",
}  # fmt: skip
_NO_FIGURE = {
    "H": "holiday or weekend", "L": "not collected", "M": "cannot exist", "O": "missing", "m": "missing",
    "z": "not applicable",
}  # fmt: skip
_WITHHELD = frozenset({"Q", "C", "c"})


class Told(NamedTuple):
    """`no_figure` says why there is none though something may stand in the value's cell. `withheld`: it is not for the
    public."""

    status: Status | None = None
    note: str | None = None
    no_figure: str | None = None
    withheld: bool = False


@lru_cache(maxsize=1024)
def told_by_status(code: str, label: str | None = None) -> Told:
    """What a status says: a code, or several letters ("bp", "b p", "P,B"). A code that is not known is kept as a note,
    by its label where there is one."""
    letters = _CODE.findall(code)
    if not code or (len(letters) == 1 and letters[0] in "Aa" and len(code) == 1):
        return Told()
    known = {*_STATUSES, *_NOTES, *_NO_FIGURE, *_WITHHELD, "A", "a"}
    if re.search(r"[A-Za-z]{4}", code) or not letters or not known.issuperset(letters):
        if says_confidential(code) or says_confidential(label or ""):
            return Told(withheld=True)
        return _by_word(label or code)
    statuses = [_STATUSES[letter] for letter in letters if letter in _STATUSES]
    notes = dict.fromkeys(_NOTES[letter] for letter in letters if letter in _NOTES)
    missing = [_NO_FIGURE[letter] for letter in letters if letter in _NO_FIGURE]
    return Told(
        min(statuses, key=lambda status: status.rank, default=None),
        "; ".join(notes) or None,
        missing[0] if missing else None,
        not _WITHHELD.isdisjoint(letters),
    )


def _by_word(text: str) -> Told:
    """Of a status that is given in words."""
    word = text.casefold()
    if word in ("normal", "normal value", "_z"):
        return Told()
    if word.startswith("missing"):
        return Told(no_figure=text)
    plain = word.replace("-", " ")
    for status in sorted(Status, key=len, reverse=True):
        if plain.startswith(status.replace("-", " ")):
            return Told(status)
    return Told(note=text)
