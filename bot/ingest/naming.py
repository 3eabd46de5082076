"""Figures whose file does not say what they measure: they go by the name of the file."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from bot.ingest.reading import Assumption, Reading
from bot.ingest.words import quoted

_LOOKED_AT = 50
"""Rows that show whether they name what they measure."""


def named_after_file(reading: Reading, title: str) -> Reading:
    """The reading, with the assumption that its figures are what the file's name says."""
    if reading.own or reading.indicator not in (None, title):
        return reading
    if all(row.text("indicator") for row in islice(reading.rows(), _LOOKED_AT)):
        return reading
    sentence = f"What is measured is called {quoted(title)}, after the file"
    taken = Assumption(sentence, '--map indicator="..."')
    return replace(reading, assumptions=(*reading.assumptions, taken))
