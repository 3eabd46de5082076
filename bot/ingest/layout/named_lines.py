"""Lines above a table that say what they are ("# Title: ...", "Unit: ..."), and which of them is the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.ingest.words import uncommented

_NAMED = re.compile(r"(?P<name>[^:]{1,40}?)\s*:\s*(?P<text>\S.*)", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{3}")
_TITLES = frozenset(
    {
        "title", "name", "table name", "table title", "title of table", "dataset", "data set", "dataset name",
        "data set name", "dataset title", "data set title", "series", "series name", "series title", "indicator",
        "measure", "subject", "topic", "heading", "caption",
    }
)  # fmt: skip
_OTHERS = re.compile(
    r"(?:date |last |file |web)?(?:extracted|downloaded|created|updated?|modified|accessed|retrieved|generated|printed"
    r"|exported|revised|published|released|licen[cs]e|copyright|contact|e-?mail|phone|url|link|website|address|version"
    r"|coverage|geography|area|frequency|period|status|dimensions?|columns?|rows?|filters?|query|language|id|code"
    r"|(?:series|data) (?:type|id|code|start|end)|seasonal adjustment|magnitude"
    r"|keywords?|description|definitions?|methodology|comments?|remarks?)(?: (?:on|at|by|of|date|from))?",
    re.IGNORECASE,
)
"""What a line says under its name that is neither title, unit nor source."""
_NUMBER = r"(?:table|figure|chart|annex|appendix|exhibit|tab(?:\.|\b)) ?[0-9a-z]{1,4}(?:[.-][0-9a-z]{1,3})*"
_NUMBERED = re.compile(rf"{_NUMBER}(?:\s*[:.–—-]\s*|\s+)\S", re.IGNORECASE)
_OFFICES = frozenset(
    {
        "office", "bureau", "ministry", "department", "agency", "authority", "institute", "institution", "commission",
        "council", "board", "directorate", "secretariat", "administration", "service", "services", "organisation",
        "organization", "registry", "inspectorate", "observatory", "bank", "university",
    }
)  # fmt: skip
_OF_WHAT = frozenset({"of", "for", "on"})
_SMALL = _OF_WHAT | {"and", "the", "in", "&", "de", "des", "du"}
_MOST_WORDS = 12


def lines_in(cells: Sequence[str]) -> list[str]:
    """The lines that a row above a table holds: one that says what it is goes through all of its cells, as commas in it
    part them; elsewhere each cell is one. Without marks of comments."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2:
        return [uncommented(cell) for cell in filled]
    first, *rest = filled
    if first.endswith(":"):
        return [uncommented(f"{first} {', '.join(rest)}")]
    if uncommented(first) != first or _is_named(first):
        return [uncommented(", ".join(filled))]
    return filled


def named_title(line: str) -> str | None:
    """What a line calls the title: "Title: Births by ward"."""
    found = _NAMED.fullmatch(line)
    return found["text"].strip() if found and _name(found) in _TITLES and _WORD.search(found["text"]) else None


def is_office(line: str) -> bool:
    """Whether a line is the name of an office and nothing else ("Elm Office", "Ministry of Health"): its kind stands
    last in it, or before "of" what."""
    words = line.strip(" .").split()
    if not 1 < len(words) <= _MOST_WORDS or any(map(str.isdigit, line)):
        return False
    if not all(word[0].isupper() or word.casefold() in _SMALL for word in words):
        return False
    plain = [word.casefold() for word in words]
    at = next((at for at, word in enumerate(plain) if word.rstrip(",") in _OFFICES), None)
    if at is None:
        return False
    return at + 1 == len(words) or plain[at].endswith(",") or plain[at + 1] in _OF_WHAT


def titles_first(lines: Sequence[str]) -> list[int]:
    """The places of the lines that may be the title of what follows, the likeliest first: one that says so, one with
    the number of a table, else the first that is no office's name and says nothing else of the table."""
    said = [at for at, line in enumerate(lines) if named_title(line)]
    if said:
        return said
    rest = [at for at, line in enumerate(lines) if not _is_other(line)]
    plain = [at for at in rest if not is_office(lines[at])]
    return sorted(plain or rest, key=lambda at: not _NUMBERED.match(lines[at]))


def _is_named(line: str) -> bool:
    return named_title(line) is not None or _is_other(line)


def _is_other(line: str) -> bool:
    found = _NAMED.fullmatch(line)
    return found is not None and _OTHERS.fullmatch(_name(found)) is not None


def _name(found: re.Match[str]) -> str:
    return " ".join(found["name"].casefold().replace("_", " ").split())
