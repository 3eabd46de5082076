"""Flags: letters and words beside a figure that say how settled it is, or what to know of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from bot.domain import Status

Scheme = Literal["letters", "sdmx", "statcan", "final"]
"""What a letter means depends on the office: "letters" as most write them behind a figure (and Eurostat in a column),
"sdmx" in a column OBS_STATUS, "statcan" for the quality letters of Statistics Canada, "final" where F is final and no
forecast (Stats NZ)."""

_LETTER = r"(?:be|bp|ep|pe|rp|pr|er|re|[a-fiprsuz])(?![a-z0-9])"
MARKS = (
    r"[*†‡§#¹²³⁰⁴-⁹ᵃ-ᶻ]+"
    rf"|{_LETTER}"
    r"|\[(?:[a-z]{1,3}|(?:note|fn|footnote)? ?[0-9]{1,2}|\*)\]"
    rf"|\((?:{_LETTER}|est\.?|prov\.?|provisional|estimated?|revised|forecast|(?<! \()[0-9]{{1,2}}|\*)\)"
    r"|,(?= ?[a-z]\b)"
)
"""Pattern of one footnote mark or flag as it is printed behind a number; no unit looks like one."""


class Flag(NamedTuple):
    """What a flag says: a status of the ledger, a note in words, both, or neither (it says that all is well)."""

    status: Status | None = None
    note: str | None = None


_BREAK = "break in the series"
_UNRELIABLE = "of low reliability"
_STATUSES = {
    Status.PROVISIONAL: ("p", "prov", "provisional", "provisional value"),
    Status.ESTIMATE: ("e", "est", "estimate", "estimated", "estimated value", "s", "eurostat estimate"),
    Status.FORECAST: (
        "f",
        "fc",
        "forecast",
        "forecast value",
        "projected",
        "projection",
        "budget",
        "planned",
        "target",
    ),
    Status.PRELIMINARY: ("preliminary", "prelim", "flash", "flash estimate", "advance"),
    Status.FINAL: ("final", "actual", "actuals", "outturn"),
}
_NOTES = {
    "revised": ("r", "rev", "revised", "revised value"),
    _BREAK: ("b", "break", "break in series", "break in time series", "time series break"),
    "confidential": ("c", "confidential", "confidential statistical information"),
    "the definition differs": ("d", "definition differs"),
    _UNRELIABLE: ("u", "low reliability"),
    "imputed": ("i", "imputed", "imputed value"),
    "not significant": ("n", "not significant"),
    "not applicable": ("z", "not applicable"),
}
_LETTERS = {word: Flag(status=status) for status, words in _STATUSES.items() for word in words} | {
    word: Flag(note=note) for note, words in _NOTES.items() for word in words
}
_PLAIN = Flag()
_SDMX = {
    "a": _PLAIN,
    "g": Flag(note="experimental"),
    "k": Flag(note="counted in another category"),
    "w": Flag(note="counts another category in"),
    "s": Flag(note="a strike or another special event"),
    "v": Flag(note="not validated"),
    "j": Flag(note="derogation"),
    "t": Flag(status=Status.PROVISIONAL),
    **{letter: Flag(note="no figure") for letter in "hlmoq"},
}
_STATCAN = {
    **dict.fromkeys("abcd", _PLAIN),
    "e": Flag(note="use with caution"),
    "f": Flag(note="too unreliable to be published"),
}
_SCHEMES = {
    "letters": {},
    "sdmx": _SDMX,
    "statcan": _STATCAN,
    "final": {"f": Flag(Status.FINAL), "c": Flag(note="confidential")},
}
_PARTS = re.compile(r"[,;/ ]+")
_FOOTNOTE = re.compile(r"(?:note|fn|footnote)? ?([0-9¹²³⁰⁴-⁹*†‡§#ᵃ-ᶻ]+)", re.IGNORECASE)
_MOST_LETTERS = 3


@lru_cache(maxsize=4096)
def read_flag(text: str, scheme: Scheme = "letters") -> Flag:
    """What a flag, several ("p,r", "ep") or a word of status says. What is not known is a note, as printed."""
    plain = text.strip(" ()[].").casefold()
    if not plain or plain in ("normal", "normal value"):
        return _PLAIN
    meanings = {**_LETTERS, **_SCHEMES[scheme]}
    if plain in meanings:
        return meanings[plain]
    if footnote := _FOOTNOTE.fullmatch(plain):
        return Flag(note=f"footnote {footnote[1]}")
    parts = _PARTS.split(plain)
    if len(parts) == 1 and len(plain) <= _MOST_LETTERS:
        parts = list(plain)
    if not all(part in meanings for part in parts):
        return Flag(note=text.strip())
    flags = [meanings[part] for part in parts]
    notes = "; ".join(dict.fromkeys(flag.note for flag in flags if flag.note))
    return Flag(next((flag.status for flag in flags if flag.status), None), notes or None)
