"""JSON as the standard has it, numbers as they are printed, and nothing that two readers would read in two ways."""

from __future__ import annotations

import json
import re
from typing import Any, TypeGuard

from bot.errors import LedgerUnreadable
from bot.ingest.described.file import File
from bot.ingest.table import decode
from bot.ingest.words import quoted

_LARGEST = 64 * 1024 * 1024  # bytes: JSON is read whole, and takes some ten times its size in memory
_SPACES = b" \t\r\n"
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Printed(str):
    """A number, as the file prints it."""

    __slots__ = ()


def is_text(one: object) -> TypeGuard[str]:
    """Whether it is a text and no number."""
    return isinstance(one, str) and not isinstance(one, Printed)


class _Unclear(ValueError):
    """What the standard forbids or leaves open, and what to do."""


def is_json(head: bytes) -> bool:
    """Whether a file that begins so means to be a JSON object or list."""
    return head.removeprefix(_BYTE_ORDER_MARK).lstrip(_SPACES)[:1] in (b"{", b"[")


class _Last:
    """The document read last: one import asks for its own again and again. Nobody changes what they are given."""

    state: tuple[object, ...] | None = None
    body: Any = None


def read_json(file: File) -> Any:
    """What the file holds: dicts, lists, texts, True, False, None, and numbers as `Printed`.

    Raises LedgerUnreadable.
    """
    state = file.state
    if state is None:
        return _parsed(file)
    if state != _Last.state:
        # One document may take hundreds of megabytes; the one before is let go first.
        _Last.state = _Last.body = None
        _Last.body = _parsed(file)
        _Last.state = state
    return _Last.body


def _parsed(file: File) -> Any:
    text = decode(file.content(_LARGEST), file.name)
    try:
        found = json.loads(
            text, parse_float=Printed, parse_int=Printed, parse_constant=_constant, object_pairs_hook=_object
        )
        if _ESCAPED_SURROGATE.search(text):
            _refuse_halves(found)
        return found
    except json.JSONDecodeError as error:
        raise LedgerUnreadable(
            f"{file.name}, line {error.lineno} is not JSON ({error.msg}); mend it there, or save the file again"
        ) from None
    except _Unclear as unclear:
        raise LedgerUnreadable(f"{file.name} {unclear}") from None
    except RecursionError:
        raise LedgerUnreadable(f"{file.name} holds JSON nested too deeply to be a table; give a plainer file") from None


def _refuse_halves(found: Any) -> None:
    """Raises _Unclear where a text has half of a character, which no file and no database can hold."""
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += (*one, *one.values())
        elif isinstance(one, list):
            left += one
        elif isinstance(one, str) and _SURROGATE.search(one):
            whole = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", one)
            raise _Unclear(
                f"has half of a character in {quoted(whole)} (an escape from \\ud800 on); write the whole one"
            )


def _constant(name: str) -> Any:
    raise _Unclear(f"holds {name}, which is no JSON; write null where there is no figure")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Unclear(f"says {quoted(twice)} twice in one object; leave out the one that is wrong")
    return found
