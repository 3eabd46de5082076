"""Figures of which nothing says what time they are of: one rule for every layout."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.ingest.cells.to_date import is_to_date
from bot.ingest.layout.grid.kinds import is_part_of_year
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted

_YEAR = re.compile(r"(?<![0-9.,$£€])(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9])")
_FROM = "what time figures are of"


def undated(how_many: str, beside: Iterable[str], times: Iterable[str] = (), *, others_are: bool = False) -> Assumption:
    """That figures have no period; `how_many` says which ("they have", "4 figures have"). It is in doubt where a text
    `beside` them names a year, one of `times` is called or is a time, or others of the table have one."""
    called = list(times)
    told = next((text for text in (*beside, *called) if text in called or _says_time(text)), None)
    where = f"; {quoted(told)} may say it" if told else ""
    sentence = f"Nothing says {_FROM}: {how_many} no period{where}."
    return Assumption(sentence, "--map period=2020", doubtful=told is not None or others_are, about=_FROM)


def _says_time(text: str) -> bool:
    return _YEAR.search(text) is not None or is_to_date(text) or is_part_of_year(text)
