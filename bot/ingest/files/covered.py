"""Cells that a merged range covers: whatever they hold, it is not to be seen."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ingest.sheets import Span


class Covered:
    """Asked row by row, downwards."""

    def __init__(self, merged: Sequence[Span]) -> None:
        self._coming = sorted(merged, reverse=True)
        self._here: list[Span] = []

    def blank(self, number: int, texts: list[str]) -> None:
        """Blanks what is covered in the row with this number."""
        if not self._coming and not self._here:
            return
        while self._coming and self._coming[-1].top <= number:
            self._here.append(self._coming.pop())
        self._here = [span for span in self._here if span.bottom >= number]
        for span in self._here:
            start = span.left if span.top == number else span.left - 1
            end = min(span.right, len(texts))
            if start < end:
                texts[start:end] = [""] * (end - start)
