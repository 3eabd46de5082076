"""Questions as they come in: as arguments, from files and pipes, or typed at a prompt."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from adapters.cli.say import tell
from bot.ingest.regular import require_regular, unreadable

STDIN = "-"


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a file; "-" is standard input. Raises LedgerUnreadable, before the first one."""
    if str(path) == STDIN:
        return lines(sys.stdin.buffer)
    require_regular(path, str(path))
    try:
        return lines(path.open("rb"))
    except OSError as error:
        raise unreadable(str(path), error) from None


def lines(file: Iterable[bytes]) -> Iterator[str]:
    """Lines end at a line feed and nowhere else; bytes that are not UTF-8 are shown as the replacement character."""
    for line in file:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def encodable(text: str) -> str:
    """An argument not valid in the terminal's encoding arrives with lone surrogates, which cannot be written."""
    return text.encode("utf-8", "replace").decode("utf-8")


def at_terminal() -> bool:
    """Whether a person types here and reads what is printed."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def typed(prompt: str) -> Iterator[str]:
    """What is typed at a prompt until the end of input; with history, where Python has it."""
    with suppress(ImportError):
        import readline  # noqa: F401  Loading it is what gives `input` its line editing and history.
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    while True:
        try:
            yield encodable(input(prompt))
        except EOFError:
            tell()
            return
