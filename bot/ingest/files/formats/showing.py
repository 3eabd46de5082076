"""A number as its format prints it, in plain form where the format is one of numbers or dates."""

from __future__ import annotations

from decimal import Decimal

from bot.ingest.files.formats.dates import Epoch, show_date
from bot.ingest.files.formats.digits import show_digits, show_literal
from bot.ingest.files.formats.parts import Section, sections_of
from bot.ingest.files.formats.shown import Shown

__all__ = ["Shown", "show"]

_NUMBERS = 3
"""The sections of a format that are of numbers; the fourth is of texts."""


def show(value: Decimal, code: str, epoch: Epoch = Epoch.Y1900) -> Shown:
    """What a cell with this value and format shows (see `bot.ingest.sheets.SheetRow`).

    A format that hides a number, or prints a mark or words in its place, is followed: what a table withholds stays
    withheld. Only the dash in the place of a zero is one.
    """
    section, own = _section(value, sections_of(code))
    if section.has("date", "elapsed", "half"):
        return show_date(value, section, epoch)
    if section.has("digit", "general", "text cell"):
        return show_digits(value, section, own)
    return show_literal(section) if value == 0 else Shown(" ".join(section.literal.split()))


def _section(value: Decimal, sections: tuple[Section, ...]) -> tuple[Section, bool]:
    """The section that prints the number, and whether it is one of negative numbers alone, which prints their sign."""
    numbers = sections[:_NUMBERS]
    if any(section.holds for section in numbers):
        for section in numbers:
            if section.holds is None or section.holds(value):
                return section, False
        return numbers[-1], False
    if value < 0 and len(numbers) > 1:
        return numbers[1], True
    if value == 0 and len(numbers) == _NUMBERS:
        return numbers[2], False
    return numbers[0], False
