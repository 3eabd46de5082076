"""Notes beside a table by their marks, and what a mark that one of them explains says of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.ingest.cells.flags import SIGNS, Flag, read_flag

_PLAIN_DIGITS = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
_NOTE = re.compile(
    rf"[\[(]?(?:note )?(?P<mark>[0-9]{{1,2}}|[a-z]|[¹²³⁰⁴-⁹ᵃ-ᶻ]|[{SIGNS}]+)(?:[\])]|[.:=])?\s*[-–=:]?\s*"
    r"(?P<text>\S.{3,})",
    re.IGNORECASE,
)
_LETTER_ALONE = re.compile(r"[a-z] ", re.IGNORECASE)
_RAISED = re.compile(r"(?P<stem>.*?[^\W_)].*?|.*\)) ?(?P<mark>[¹²³⁰⁴-⁹ᵃ-ᶻ*†‡§]+(?:[, ][¹²³⁰⁴-⁹*†‡§]+)*)")
_BRACKETED = re.compile(r"(?P<stem>.+?) ?[\[(](?P<mark>(?:note |fn )?[0-9]{1,2}|[a-z*†‡])[\])]", re.IGNORECASE)
_SIGNED = re.compile(rf"(?P<stem>.*?[^\W_].*?) ?(?P<mark>[{SIGNS}]+)")
_BETWEEN = re.compile(r"[, ]+")


def notes_by_mark(lines: Iterable[str]) -> dict[str, str]:
    """What the lines that begin with a mark say, by the mark: "[a] Without flats", "* Not complete", "1 Estimate"."""
    found: dict[str, str] = {}
    for text in lines:
        note = _NOTE.fullmatch(text)
        if note and not (text[:1].isalpha() and not _LETTER_ALONE.match(text) and text[1:2] not in ".:)="):
            found.setdefault(plain_mark(note["mark"]), note["text"])
    return found


def plain_mark(mark: str) -> str:
    """A mark as notes are kept by: raised or not, in any case."""
    return mark.translate(_PLAIN_DIGITS).casefold()


def without_mark(text: str, notes: Mapping[str, str]) -> tuple[str, str | None]:
    """A label without the mark behind it, and that mark: raised ("Ayle²"), or in brackets or a sign that notes
    explain."""
    if raised := _RAISED.fullmatch(text):
        return raised["stem"].strip(), plain_mark(raised["mark"])
    for pattern in (_BRACKETED, _SIGNED):
        found = pattern.fullmatch(text)
        if found and (mark := found["mark"].casefold().split(" ")[-1]) in notes:
            return found["stem"], mark
    return text, None


def explained(mark: str | None, notes: Mapping[str, str]) -> Flag | None:
    """What a mark says where notes explain it, whatever offices use such a letter for; None where they do not explain
    a part of it."""
    parts = [part for part in _BETWEEN.split(plain_mark(mark)) if part] if mark and notes else []
    if not parts or any(part not in notes for part in parts):
        return None
    flags = [read_flag(notes[part].strip(" .")) for part in parts]
    said = [notes[part] for part, flag in zip(parts, flags, strict=True) if not flag.status]
    status = next((flag.status for flag in flags if flag.status), None)
    is_withheld = any(flag.withheld for flag in flags) or read_flag(mark or "").withheld
    return Flag(status, "; ".join(dict.fromkeys(said)) or None, is_withheld)
