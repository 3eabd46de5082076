"""What comes before the decimals of a table, as sentences for whoever imports it."""

from __future__ import annotations

from bot.ingest.cells.conventions import Decimals
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted

MARK_NAMES = {".": "point", ",": "comma"}


def assumed_comma(example: str) -> Assumption:
    return Assumption(f"A comma comes before decimals, as in {quoted(example)}.", "--decimal .")


def odd_one(found: Decimals, name: str = "") -> Assumption:
    """That nearly all numbers fit groups of three, and one does not; `name` is their column's."""
    example = found.example or ""
    mark = "," if "," in example else "."
    where = f" in column {quoted(name)}" if name else ""
    taken = "taken to part thousands" if mark == "," else "taken for a decimal point"
    sentence = (
        f"The {MARK_NAMES[mark]} in the numbers{where} is {taken}: nearly all fit groups of three, and"
        f" {quoted(example)} does not."
    )
    return Assumption(sentence, "--decimal ,", doubtful=True, about=f"decimal .{f' in {name}' if name else ''}")
