"""Cells that hold words: statuses, qualifiers, units, labels, addresses. Each parser raises BadCell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from rapidfuzz import fuzz, process

from bot.domain import KeyDateStatus, Qualifier, Review, Status
from bot.ingest.faults import BadCell

Word = TypeVar("Word", bound=StrEnum)

_SHOWN = 60
_ALIKE = 60.0  # rapidfuzz ratio, 0 to 100: "provisonal" and "Final." pass, a word of another list does not
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_UNITS = {
    "%": "percent",
    "pct": "percent",
    "per cent": "percent",
    "percentage point": "percentage points",
    "pp": "percentage points",
}
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_COMMENT = re.compile(r"^(?:#+|//+|%%+|;;+)\s*(?=\S)")


def quoted(text: str) -> str:
    """A cell as a message shows it: in quotation marks, not too long, without hidden characters."""
    text = "".join(" " if unicodedata.category(one) in ("Cc", "Cf") else one for one in text)
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[: _SHOWN - 1]}…”"


def writable(name: str) -> str:
    """The name of a file with a question mark for each byte that is no text: a disk takes any, a database does not."""
    return name.encode("utf-8", "replace").decode("utf-8")


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option that is written most like `word`, or None where nothing is alike."""
    found = process.extractOne(word, list(options), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_ALIKE)
    return found[0] if found else None


def advice(word: str, options: Iterable[str], otherwise: str) -> str:
    """What to write instead of `word`: the nearest option, else `otherwise`."""
    near = nearest(word, options)
    return f"did you mean {quoted(near)}?" if near else otherwise


def parse_status(text: str) -> Status:
    return _member(Status, text, "status")


def parse_qualifier(text: str) -> Qualifier:
    return _member(Qualifier, text, "qualifier")


def parse_key_date_status(text: str) -> KeyDateStatus:
    return _member(KeyDateStatus, text, "status of a key date")


def parse_review(text: str) -> Review:
    """A state that an import may give to a figure; to withdraw one is an order of its own."""
    plain = text.casefold()
    if plain in (Review.DRAFT, Review.PUBLISHED):
        return Review(plain)
    withdraw = plain in (Review.RETRACTED, "withdrawn")
    right = "`factdesk ledger withdraw FIGURE` withdraws a figure" if withdraw else "write draft or published"
    raise BadCell(f"{quoted(text)} is no review state of an import", right)


def _member(words: type[Word], text: str, noun: str) -> Word:
    """A word of the list, in any case, with spaces, hyphens or underscores between its parts."""
    plain = _spaced(text)
    found = next((word for word in words if _spaced(word) == plain), None)
    if found is not None:
        return found
    near = nearest(plain, words)
    meant = f"did you mean {quoted(near)}? " if near else ""
    raise BadCell(f"{quoted(text)} is not a {noun}", f"{meant}write one of: {', '.join(words)}")


def _spaced(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text.casefold())


def parse_flag(text: str) -> bool:
    try:
        return _FLAGS[text.casefold()]
    except KeyError:
        raise BadCell(f"{quoted(text)} is neither true nor false", "write true or false") from None


def parse_unit(text: str) -> str:
    """The unit as given, with the spellings of percent and percentage points brought to one."""
    return _UNITS.get(text.casefold(), text)


def parse_alt_labels(text: str) -> tuple[str, ...]:
    """Labels between bars, each once: "Nats|the Nats"."""
    labels = [label.strip() for label in text.split("|")]
    if not all(labels):
        raise BadCell(f"{quoted(text)} has an empty label", "write the labels with one | between each two")
    return tuple(dict.fromkeys(labels))


def parse_url(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise BadCell(f"{quoted(text)} is not a web address", "write it in full, with https:// in front")
    return text


def quoted_option(text: str) -> str:
    """A text as it is typed behind an option."""
    return f'"{text}"' if " " in text or "," in text else text


def uncommented(line: str) -> str:
    """A line without the mark of a comment before it: "# Source: Elm Office"."""
    return _COMMENT.sub("", line, count=1)
