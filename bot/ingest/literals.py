"""A text that the desk maps to a name and that no column is called: one that holds for every row, or a slip."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.ingest.cells.periods import read_period
from bot.ingest.faults import BadCell
from bot.ingest.observations import OBSERVATIONS
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted

_ALIKE = 80.0
"""rapidfuzz ratio, 0 to 100, from which a text is a misspelt header rather than a text for every row."""
_OPTIONS = {
    "unit": "--unit", "source": "--source", "url": "--url", "status": "--status", "published_on": "--published",
}  # fmt: skip
"""How the desk says of all rows what else only a column gives."""


def require_text(name: str, text: str, headers: Iterable[str]) -> None:
    """Raises BadCell where the text was meant for one of the headers, as far as anybody can tell."""
    near = near_header(headers, text)
    wrong = f"no column is called {quoted(text)}"
    if near is not None:
        raise BadCell(wrong, f"did you mean {quoted(near)}?")
    if name in _OPTIONS:
        raise BadCell(wrong, f"name a column of the header, or say it of all rows with {_OPTIONS[name]}")
    if name == "value" or (name == "period" and read_period(text) is None):
        raise BadCell(wrong, "name a column of the header")


def said_by_rows(name: str, text: str) -> Assumption:
    """What to say of a text for every row where the rows say themselves what it stands for."""
    sentence = f"Rows say their own {name}, and {quoted(text)} is taken only where one says none"
    return Assumption(sentence, f"--map ignore=COLUMN leaves the rows' own {name} aside", doubtful=True)


def taken_for_all(name: str, text: str) -> Assumption | None:
    """What to say of a text that holds for every row: a slip in the name of a column would look the same."""
    if name in OBSERVATIONS.known:
        return None
    sentence = f"No column is called {quoted(text)}; every row is taken to be {quoted(text)} by {quoted(name)}"
    return Assumption(sentence, f"--map {name}=COLUMN", doubtful=True)


def near_header(headers: Iterable[str], text: str) -> str | None:
    found = process.extractOne(
        text, [one for one in headers if one], scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_ALIKE
    )
    return found[0] if found else None
