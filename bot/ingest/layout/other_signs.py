"""Numbers in other signs than most offices write: in digits of other scripts, and with triangles before them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from bot.ingest.reading import Assumption, Reading
from bot.ingest.sheets import Sheet, SheetRow
from bot.ingest.words import quoted

_SAMPLE = 1_000
_MARKS = str.maketrans({"\u066b": ".", "\u066c": ",", "\u066a": "%", "\uff0e": ".", "\uff0c": ",", "\uff05": "%"})
"""Signs for decimals, groups and per cent that go with such digits."""
_UP, _DOWN = "△▲▵▴", "▽▼▿▾"
_TRIANGLE = re.compile(rf"([{_UP}{_DOWN}])( ?(?:[^\W\d_]{{0,3}}[$£€¥])? ?[0-9.,]+ ?[%‰]?)")


def in_plain_signs(sheet: Sheet) -> tuple[Sheet, list[Assumption]]:
    """The sheet with such numbers in plain signs, and what is said of that. A triangle is a minus, as accounts in East
    Asia have it, unless others in the sheet point down: then those are, and the ones that point up are rises."""
    cells = [cell for row in islice(sheet.rows(), _SAMPLE) for cell in row.cells if not cell.isascii()]
    numbers = [_in_plain_digits(cell) for cell in cells]
    triangles = [found for cell in numbers if (found := _TRIANGLE.fullmatch(cell))]
    if not triangles and numbers == cells:
        return sheet, []
    signs = _signs(triangles)
    said = [_said(triangles)] if triangles else []
    return replace(sheet, rows=lambda: _rows(sheet.rows, signs)), said


def saying(readings: Iterable[Reading], said: list[Assumption]) -> Iterator[Reading]:
    for reading in readings:
        yield replace(reading, assumptions=(*said, *reading.assumptions)) if said else reading


def _rows(rows: Callable[[], Iterator[SheetRow]], signs: dict[str, str]) -> Iterator[SheetRow]:
    for row in rows():
        plain = all(map(str.isascii, row.cells))
        yield row if plain else replace(row, cells=[_plain(cell, signs) for cell in row.cells])


def _plain(cell: str, signs: dict[str, str]) -> str:
    if cell.isascii():
        return cell
    text = _in_plain_digits(cell)
    found = _TRIANGLE.fullmatch(text)
    return f"{signs[found[1]]}{found[2].strip()}" if found and found[1] in signs else text


def _in_plain_digits(cell: str) -> str:
    """A cell of digits without letters in the digits from 0 to 9; any other as it is."""
    digits = {sign for sign in cell if sign.isdecimal() and not sign.isascii()}
    if not digits or any(map(str.isalpha, cell)):
        return cell
    table = {ord(sign): str(unicodedata.decimal(sign)) for sign in digits}
    return cell.translate(table).translate(_MARKS)


def _signs(triangles: Iterable[re.Match[str]]) -> dict[str, str]:
    is_both = any(found[1] in _DOWN for found in triangles)
    return dict.fromkeys(_UP, "" if is_both else "-") | dict.fromkeys(_DOWN, "-")


def _said(triangles: list[re.Match[str]]) -> Assumption:
    up, down = (next((found[0] for found in triangles if found[1] in of), None) for of in (_UP, _DOWN))
    if down is None and up is not None:
        sentence = f"The triangle in {quoted(up)} is read as a minus; where it points to a rise, take it out."
        return Assumption(sentence, "", doubtful=True, about="triangles are minus")
    shown = " and ".join(quoted(one) for one in (up, down) if one)
    return Assumption(f"Triangles that point down are read as a minus, and others as a plus: {shown}.", "")
