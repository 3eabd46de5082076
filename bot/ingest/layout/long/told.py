"""What the desk says of columns, put beside the header: which column is what, and what holds for every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.ingest.faults import BadCell, Faults
from bot.ingest.literals import near_header, require_text
from bot.ingest.orders import Orders
from bot.ingest.withholding import EMBARGO, withholds
from bot.ingest.words import quoted


@dataclass(slots=True)
class Told:
    """`names` are what columns are said to be, by column; `constants` what holds for every row; `ignored` columns."""

    names: dict[int, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    ignored: set[int] = field(default_factory=set)


def told_of(headers: Sequence[str], orders: Orders, file: str, line: int, faults: Faults) -> Told:
    """Notes a fault for each header that is named and not there, and for one to be ignored that seems to withhold."""
    told = Told()
    for name, text in orders.columns.items():
        at = _find(headers, text)
        if at is not None and at in told.names:
            wrong = f"the column is said to be {quoted(told.names[at])} and {quoted(name)}"
            faults.add(file, line, headers[at], wrong, "say one thing of it")
        elif at is not None:
            told.names[at] = name
        else:
            try:
                require_text(name, text, headers)
            except BadCell as bad:
                faults.add(file, line, None, bad.wrong, bad.right)
                continue
            told.constants[name] = text
    for text in orders.ignored:
        at = _find(headers, text)
        if at is None:
            _refuse(headers, text, file, line, faults)
        elif withholds(headers[at]) and not (orders.not_withheld and withholds(headers[at]) == EMBARGO):
            wrong = "the column seems to withhold what the file says, and is not left aside"
            faults.add(file, line, headers[at], wrong, "say what it is, or delete it from the file")
        else:
            told.ignored.add(at)
    return told


def _refuse(headers: Sequence[str], text: str, file: str, line: int, faults: Faults) -> None:
    near = near_header(headers, text)
    right = f"did you mean {quoted(near)}?" if near else "name a column of the header"
    faults.add(file, line, None, f"no column is called {quoted(text)}", right)


def _find(headers: Sequence[str], text: str) -> int | None:
    """The column with this header: as written, or in other case and spacing."""
    if text in headers:
        return headers.index(text)
    plain = [" ".join(header.casefold().split()) for header in headers]
    wanted = " ".join(text.casefold().split())
    return plain.index(wanted) if wanted and wanted in plain else None
