"""A line of the log: pairs of a key and a value (logfmt), without secrets, to be read and to be searched."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from types import TracebackType

from adapters.secrets import without_secrets
from adapters.terminal.text import printable

LEFT_OUT = "left_out"
"""The attribute of a record that says how many lines like it were left out since the last one."""
REFERENCE = "reference"
"""The attribute of a record that has what the user was told to look for."""
_PLAIN = re.compile(r"[^\s\"=\\]+")
_LONGEST = 2_000
"""Characters of one value; a database's error may hold a whole statement."""
_FIRST, _LAST = 10, 20
"""As many places of a long way are named."""


class Line(logging.Formatter):
    """`tracebacks`: Python's own come as well, under the line. `as_json`: a line is an object of JSON, with a traceback
    in it."""

    def __init__(self, *, tracebacks: bool = False, as_json: bool = False) -> None:
        super().__init__()
        self._tracebacks = tracebacks
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        traceback = None
        if self._tracebacks and record.exc_info and record.exc_info[2] is not None:
            traceback = self.formatException(record.exc_info)
        pairs = [(key, _short(value)) for key, value in _pairs(record)]
        if self._as_json:
            return without_secrets(_object([*pairs, *([("traceback", traceback)] if traceback else [])]))
        line = " ".join(f"{key}={_value(value)}" for key, value in pairs)
        return without_secrets(f"{line}\n{traceback}" if traceback else line)


def _pairs(record: logging.LogRecord) -> Iterator[tuple[str, str]]:
    yield "time", datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    yield "level", record.levelname.lower()
    yield "logger", record.name
    yield "message", record.getMessage()
    reference = getattr(record, REFERENCE, None)
    if reference:
        yield REFERENCE, reference
    if record.exc_info and record.exc_info[1] is not None:
        yield from _of_error(record.exc_info[1], record.exc_info[2])
    left_out = getattr(record, LEFT_OUT, 0)
    if left_out:
        yield LEFT_OUT, str(left_out)


def _of_error(error: BaseException, traceback: TracebackType | None) -> Iterator[tuple[str, str]]:
    """Without a traceback neither where it was raised nor what caused it is to be told."""
    yield "error", type(error).__name__
    if str(error):
        yield "detail", str(error)
    if traceback is None:
        return
    yield "at", _way(traceback)
    cause, seen = _cause(error), {id(error)}
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        way = f" at {_way(cause.__traceback__)}" if cause.__traceback__ is not None else ""
        yield "cause", f"{type(cause).__name__}: {cause}{way}"
        cause = _cause(cause)


def _cause(error: BaseException) -> BaseException | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _way(traceback: TracebackType | None) -> str:
    """The places that an error came through, to the one where it was raised."""
    places = []
    while traceback is not None:
        frame = traceback.tb_frame
        places.append(f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_name}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    if len(places) > _FIRST + _LAST:
        places[_FIRST:-_LAST] = [f"({len(places) - _FIRST - _LAST} more)"]
    return " > ".join(places)


def _short(text: str) -> str:
    """On one line."""
    short = printable(" ".join(text.split()))
    return f"{short[:_LONGEST]}…" if len(short) > _LONGEST else short


def _value(text: str) -> str:
    """Between quotation marks where it has to be."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _object(pairs: Iterable[tuple[str, str]]) -> str:
    return json.dumps(dict(pairs), ensure_ascii=False)
