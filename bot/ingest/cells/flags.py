"""Flags: letters and words beside a figure that say how settled it is, or what to know of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from bot.domain import Status

Scheme = Literal["letters", "sdmx", "statcan", "final", "secrecy"]
"""What a letter means depends on the office: "letters" as most write them behind a figure (and Eurostat in a column),
"sdmx" in a column OBS_STATUS, "statcan" for the quality letters of Statistics Canada, "final" where F is final and no
forecast (Stats NZ), "secrecy" in a column that says who may see
a figure: there only what is free for all says that it is."""

CONFIDENTIAL = "confidential or under embargo, as the file says"
"""Why a figure is left out that stands beside a flag which withholds it."""

_LETTER = r"(?:be|bp|ep|pe|rp|pr|er|re|[a-fiprsuz])(?![a-z0-9])"
SIGNS = r"*†‡§#\^~¤¶◊◆△▲▼○●"
"""Signs that mark a footnote, for a class of characters in a pattern."""
MARKS = (
    rf"[{SIGNS}¹²³⁰⁴-⁹ᵃ-ᶻ]+"
    rf"|{_LETTER}"
    r"|\[(?:[a-z]{1,3}|(?:note|fn|footnote)? ?[0-9]{1,2}|\*)\]"
    rf"|\((?:{_LETTER}|est\.?|prov\.?|provisional|estimated?|revised|forecast|(?<! \()[0-9]{{1,2}}|\*)\)"
    r"|,(?= ?[a-z]\b)"
)
"""Pattern of one footnote mark or flag as it is printed behind a number; no unit looks like one."""


class Flag(NamedTuple):
    """What a flag says: a status of the ledger, a note in words, both, or neither (it says that all is well).
    `withheld`: the figure is not for the public."""

    status: Status | None = None
    note: str | None = None
    withheld: bool = False


STATUS_WORDS = (
    r"provisional|preliminary|flash|advance|final|unofficial[ -]partial|unofficial[ -]complete|unofficial|certified"
    r"|amended|(?:judicial )?recount|pre-election"
)
"""Pattern of the words of titles that say how settled figures are."""
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
    Status.PRELIMINARY: ("preliminary", "prelim", "flash", "flash estimate", "advance", "unofficial"),
    Status.FINAL: ("final", "actual", "actuals", "outturn"),
    Status.PRE_ELECTION: ("pre-election", "pre election"),
    Status.UNOFFICIAL_PARTIAL: ("unofficial partial", "unofficial-partial"),
    Status.UNOFFICIAL_COMPLETE: ("unofficial complete", "unofficial-complete"),
    Status.OFFICIAL: ("official",),
    Status.RECOUNT: ("recount", "recounted", "judicial recount", "after recount", "after a recount"),
    Status.CERTIFIED: ("certified",),
    Status.AMENDED: ("amended",),
}
_NOTES = {
    "revised": ("r", "rev", "revised", "revised value"),
    _BREAK: ("b", "break", "break in series", "break in time series", "time series break"),
    "the definition differs": ("d", "definition differs"),
    _UNRELIABLE: ("u", "low reliability"),
    "imputed": ("i", "imputed", "imputed value"),
    "not significant": ("n", "not significant"),
    "not applicable": ("z", "not applicable"),
}
_SECRET = Flag(note="confidential", withheld=True)
_LETTERS = (
    {"c": _SECRET}
    | {word: Flag(status=status) for status, words in _STATUSES.items() for word in words}
    | {word: Flag(note=note) for note, words in _NOTES.items() for word in words}
)
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
    **{letter: Flag(note="no figure") for letter in "hlmo"},
    "q": _SECRET,
}
_STATCAN = {
    **dict.fromkeys("abcd", _PLAIN),
    "e": Flag(note="use with caution"),
    "f": Flag(note="too unreliable to be published"),
    "x": _SECRET,
}
_SCHEMES = {
    "letters": {},
    "sdmx": _SDMX,
    "statcan": _STATCAN,
    "final": {"f": Flag(Status.FINAL)},
    "secrecy": {},
}
_FREE = frozenset({"", "F", "FREE", "PUBLIC", "_Z", "_X"})
_FREE_WORDS = re.compile(
    r"free(?: .*)?|non?t?[ -]?confidential|public|open|no|none|false|0|unrestricted|not restricted", re.IGNORECASE
)
_SECRET_WORDS = re.compile(
    r"confidential|suppress|embargo|\bsecre(?:t|cy)\b|not for (?:publication|release)", re.IGNORECASE
)
_PARTS = re.compile(r"[,;/ ]+")
_FOOTNOTE = re.compile(rf"(?:note|fn|footnote)? ?([0-9¹²³⁰⁴-⁹{SIGNS}ᵃ-ᶻ]+)", re.IGNORECASE)
_MOST_LETTERS = 3


@lru_cache(maxsize=4096)
def read_flag(text: str, scheme: Scheme = "letters") -> Flag:
    """What a flag, several ("p,r", "ep") or a word of status says. What is not known is a note, as printed."""
    plain = text.strip(" ()[].").casefold()
    if scheme == "secrecy":
        return _PLAIN if is_free(text.strip()) else _SECRET
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
        return Flag(note=text.strip(), withheld=says_confidential(text) or (len(parts) > 1 and "c" in parts))
    flags = [meanings[part] for part in parts]
    notes = "; ".join(dict.fromkeys(flag.note for flag in flags if flag.note))
    status = next((flag.status for flag in flags if flag.status), None)
    return Flag(status, notes or None, any(flag.withheld for flag in flags))


def says_confidential(text: str) -> bool:
    """Whether words about a figure say that it is not for the public."""
    return _SECRET_WORDS.search(text) is not None and _FREE_WORDS.fullmatch(text.strip()) is None


def is_free(code: str, label: str | None = None) -> bool:
    """Whether a confidentiality status leaves the figure to everybody; one that is not known does not."""
    if code.upper() in _FREE:
        return True
    return _FREE_WORDS.fullmatch(code) is not None and (label is None or _FREE_WORDS.fullmatch(label) is not None)
