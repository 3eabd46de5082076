"""What a sheet says apart from its cells: merged ranges and hidden rows, found without taking the sheet apart."""

from __future__ import annotations

import re
from typing import IO, NamedTuple

from bot.errors import LedgerUnreadable
from bot.ingest.files import limits
from bot.ingest.files.references import read_range
from bot.ingest.files.refusals import too_merged
from bot.ingest.sheets import Span

_CHUNK = limits.MEGABYTE
_OVERLAP = 1024
_LONGEST = 8
"""Megabytes of a row, which is held as a whole; of what stands behind the rows, too."""
_ROW = re.compile(rb"</?(?:\w+:)?row\b|<(?:\w+:)?mergeCell\b|<(?:\w+:)?cfRule\b")
_HIDDEN_MARK = b"hidden="
_HIDDEN = re.compile(rb'<(?:\w+:)?(row|col)\b([^>]*\bhidden="(?:1|true)"[^>]*)>')
_NUMBER = re.compile(rb'\b(?:r|min)="(\d+)"')
_MERGED_MARK = b"mergeCell"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


class Ranges(NamedTuple):
    """`hidden_rows` and `hidden_columns`: their numbers from 1, of columns the first of each range."""

    merged: tuple[Span, ...]
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[int, ...]


def ranges_of(source: IO[bytes], name: str) -> Ranges:
    """Raises LedgerUnreadable where a row is too long, or there are more merged ranges than a sheet is read with."""
    merged: dict[Span, None] = {}
    hidden: dict[bytes, dict[int, None]] = {b"row": {}, b"col": {}}
    rest = b""
    without = 0
    while chunk := source.read(_CHUNK):
        text = rest + chunk
        without = 0 if _ROW.search(chunk) else without + 1
        if without > _LONGEST:
            raise LedgerUnreadable(
                f"{name} has a row of more than {_LONGEST} MB; shorten its cells, or delete what is not needed"
            )
        if _HIDDEN_MARK in text:
            for found in _HIDDEN.finditer(text):
                number = _NUMBER.search(found[2])
                if number:
                    hidden[found[1]][int(number[1])] = None
        if _MERGED_MARK in text:
            merged.update((read_range(found[1].decode()), None) for found in _MERGED.finditer(text))
            if len(merged) > limits.MERGED:
                raise too_merged(name)
        rest = text[-_OVERLAP:]
    return Ranges(tuple(merged), tuple(hidden[b"row"]), tuple(hidden[b"col"]))
