"""Cells that are neither figures nor plain labels, said of before anything is recorded: lengths of time, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.ingest.cells.broken import is_formula
from bot.ingest.cells.numbers import is_duration, read_number
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted, quoted_option

_CLOCK = frozenset(
    {"time", "times", "hour", "hours", "clock", "from", "to", "start", "end", "of", "the", "day", "at", "opens",
     "closes", "opening", "closing", "departure", "arrival", "departs", "arrives"}
)  # fmt: skip
"""Words of a column that holds times of the day."""
_RUNS = re.compile(r"[@+-][^\W\d_][\w.]*[(|]")


def lengths_of_time(name: str, cells: Sequence[str]) -> Iterator[Assumption]:
    """The doubt about a column of lengths of time ("1:05"), which are read as words; times of the day are none."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    lengths = [cell for cell in cells if is_duration(cell)]
    if len(lengths) * 2 > len(cells) and not (words and _CLOCK.issuperset(words)):
        sentence = (
            f"Column {quoted(name)} holds lengths of time such as {quoted(lengths[0])}, which are not read as figures;"
            " write them in one unit, as minutes, to have them."
        )
        yield Assumption(sentence, f"--map ignore={quoted_option(name)}", doubtful=True)


def formulas_kept(labels: Iterable[str]) -> Iterator[Assumption]:
    """The doubt about a label that a spreadsheet would run as a formula: it stays text here."""
    for label in labels:
        if is_formula(label) or (_RUNS.match(label) and read_number(label) is None):
            sentence = f"{quoted(label)} begins as a formula does and is kept as a label, as text that nothing runs."
            yield Assumption(sentence, "", doubtful=True)
            return
