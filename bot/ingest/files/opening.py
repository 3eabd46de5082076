"""Opening a file: what is in it, and the sheets of each file that it turns out to hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from bot.errors import LedgerUnreadable
from bot.ingest.files.kinds import Kind
from bot.ingest.files.unpacking import Part, Workspace, comments_of, parts_of, spooled
from bot.ingest.regular import require_regular, unreadable
from bot.ingest.sheets import Sheet
from bot.ingest.words import quoted, writable

_STREAM = "standard input"
_SHOWN = 10


@dataclass(slots=True)
class Opened:
    """A file and whatever was unpacked from it, which is deleted when it is closed: use it in a `with`, and read rows
    inside it.

    `name` is what messages call it. `parts` are the files in it: itself, or the members of an archive, in its order.
    `losses` are sentences about members that cannot be read, `comments` what an archive says of itself. Iterated, it
    yields the sheets of its parts that are not hidden; parts in JSON have none.
    """

    name: str
    parts: tuple[Part, ...]
    losses: tuple[str, ...]
    comments: tuple[str, ...]
    _workspace: Workspace

    def __iter__(self) -> Iterator[Sheet]:
        for part in self.parts:
            if part.kind is not Kind.JSON:
                yield from visible_sheets(part)

    def named(self, name: str) -> Iterator[Sheet]:
        """The sheets of this name, and those of the file in an archive that is called so, be they hidden.

        Raises LedgerUnreadable with the names there are where none has it.
        """
        found = False
        others: list[str] = []
        for sheet in self._sheets():
            file = sheet.file.removeprefix(f"{self.name}: ")
            if name in (sheet.name, file):
                found = True
                yield sheet
            else:
                others.append(quoted(sheet.name or file))
        if not found:
            more = f" and {len(others) - _SHOWN:,} more" if len(others) > _SHOWN else ""
            raise LedgerUnreadable(
                f"{self.name} has no sheet {quoted(name)}; it has {', '.join(others[:_SHOWN])}{more}"
            )

    def _sheets(self) -> Iterator[Sheet]:
        for part in self.parts:
            if part.kind is not Kind.JSON:
                yield from sheets_of(part)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._workspace.close()


def opened(source: Path | IO[bytes], name: str | None = None) -> Opened:
    """The file at a path, or the bytes of a stream that need not be seekable, called `name` in messages.

    Archives are unpacked, within bounds, and streams kept in a temporary file; sheets are read later, row by row.
    Raises LedgerUnreadable, in one sentence, where nothing in it can be read.
    """
    workspace = Workspace()
    name = name or (writable(source.name) if isinstance(source, Path) else _STREAM)
    try:
        path = _regular(source, name, workspace)
        found = list(parts_of(path, name, workspace))
    except OSError as error:
        workspace.close()
        raise LedgerUnreadable(f"{name} cannot be read ({error.strerror or error}); check it and try again") from None
    except BaseException:
        workspace.close()
        raise
    parts = tuple(part for part in found if isinstance(part, Part))
    errors = [part for part in found if isinstance(part, LedgerUnreadable)]
    if not parts:
        workspace.close()
        raise errors[0]
    comments = () if parts[0].path == path else comments_of(path)
    return Opened(name, parts, tuple(map(str, errors)), comments, workspace)


def visible_sheets(part: Part) -> Iterator[Sheet]:
    """The sheets of a part that are not hidden, the first of which says which are."""
    sheets = list(sheets_of(part))
    hidden = [quoted(sheet.name or "") for sheet in sheets if sheet.hidden]
    shown = [sheet for sheet in sheets if not sheet.hidden]
    names = ", ".join(hidden[:_SHOWN]) + (f" and {len(hidden) - _SHOWN:,} more" if len(hidden) > _SHOWN else "")
    if not shown:
        raise LedgerUnreadable(f"{part.name} hides all of its sheets; say which is meant: {names}")
    for number, sheet in enumerate(shown):
        if hidden and not number:
            loss = f"hidden sheets are not read ({names}); show them in a spreadsheet, or name the one that is meant"
            yield replace(sheet, losses=(*sheet.losses, loss))
        else:
            yield sheet


def _regular(source: Path | IO[bytes], name: str, workspace: Workspace) -> Path:
    """The source as a file that can be read more than once."""
    if not isinstance(source, Path):
        return spooled(source, name, workspace)
    require_regular(source, name)
    try:
        with source.open("rb"):
            return source
    except OSError as error:
        raise unreadable(name, error) from None


def sheets_of(part: Part) -> Iterator[Sheet]:
    """The sheets of one file in its order, hidden ones too. Raises LedgerUnreadable where it cannot be read."""
    match part.kind:
        case Kind.TEXT:
            from bot.ingest.files.text.rows import text_sheet

            yield text_sheet(part.path, part.name)
        case Kind.XLSX:
            from bot.ingest.files.xlsx import xlsx_sheets

            yield from xlsx_sheets(part.path, part.name)
        case Kind.XLS:
            from bot.ingest.files.xls import xls_sheets

            yield from xls_sheets(part.path, part.name)
        case Kind.ODS:
            from bot.ingest.files.ods import ods_sheets

            yield from ods_sheets(part.path, part.name)
        case Kind.HTML:
            from bot.ingest.files.html import html_sheets

            yield from html_sheets(part.path, part.name)
        case _:
            raise LedgerUnreadable(f"{part.name} holds no sheets; save it as .xlsx or .csv and import that")
