"""What a row's flags, and the marks behind its value and its period, say of an observation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain import Status
from bot.ingest.cells.flags import Scheme, read_flag
from bot.ingest.cells.missing import is_missing
from bot.ingest.layout.long.dated import Dated
from bot.ingest.layout.notes_by_mark import explained
from bot.ingest.withholding import withheld


@dataclass(frozen=True, slots=True)
class Flagged:
    """What flags say: a status and a note of the observation, and whether one of them has it left out."""

    status: str = ""
    note: str = ""
    withheld: bool = False


NO_FLAGS = Flagged()


class FlagReader:
    """Reads the columns of flags, each different set of cells once. `is_over`: what was under embargo is public."""

    def __init__(self, columns: Sequence[tuple[int, Scheme]], *, is_over: bool = False) -> None:
        self._columns = columns
        self._is_over = is_over
        self._read: dict[tuple[str, ...], Flagged | None] = {}

    def read(self, cells: Sequence[str]) -> Flagged | None:
        """What the flags of a row say; None where one of them withholds it."""
        texts = tuple(cells[at] for at, _ in self._columns)
        if texts not in self._read:
            held = any(withheld(text, is_over=self._is_over) for text in texts)
            self._read[texts] = None if held else self._said(texts)
        return self._read[texts]

    def _said(self, texts: Sequence[str]) -> Flagged:
        status: Status | None = None
        notes: list[str] = []
        for text, (_, scheme) in zip(texts, self._columns, strict=True):
            flag = read_flag(text, scheme)
            if flag.withheld:
                return Flagged(withheld=True)
            if text and (not is_missing(text) or len(text) == 1):
                status = status or flag.status
                notes += [flag.note] if flag.note else []
        return Flagged(status or "", "; ".join(dict.fromkeys(notes))) if status or notes else NO_FLAGS


def say_marks(
    out: dict[str, str], mark: str | None, when: Dated, flagged: Flagged, explaining: Mapping[str, str]
) -> None:
    """The status and the note that a row's flags, a cell's mark and a period's mark give; notes beside the table may be
    `explaining` marks."""
    own = (explained(mark, explaining) or read_flag(mark)) if mark else None
    status = flagged.status or (own.status if own else None) or when.status
    if status and not out.get("status"):
        out["status"] = status
    notes = [out.get("note"), flagged.note, own and own.note, when.note]
    if any(notes):
        out["note"] = "; ".join(dict.fromkeys(note for note in notes if note))
