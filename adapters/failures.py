"""A failure of ours: the user gets a reference, and the log tells the rest under the same reference."""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from platformdirs import user_state_path

from adapters.logline import REFERENCE, Line
from adapters.outages import Bounded
from adapters.private_files import close_to_others, make_private_folder
from adapters.terminal.text import printable

Reference = Callable[[BaseException], str]
"""Writes a failure down and gives the reference under which the log has it."""

_log = logging.getLogger("factdesk")
_bounded = Bounded()
_service_log = False
"""Whether `log_to` has given the log a place: a handler alone may be anybody's."""


def log_path() -> Path:
    return user_state_path("factdesk", appauthor=False) / "factdesk.log"


def log_to(stream: TextIO, *, tracebacks: bool = False, as_json: bool = False) -> None:
    """From now on everything is written to a stream, a line each, the libraries' warnings too: a service's log is its
    operator's. `tracebacks`: Python's own come with errors; `as_json`: a line is an object of JSON."""
    global _service_log  # noqa: PLW0603 - a process has one log
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line(tracebacks=tracebacks, as_json=as_json))
    handler.addFilter(_bounded)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    _log.setLevel(logging.INFO)
    _service_log = True


def log_news(what: str) -> None:
    """Writes down what an operator wants to know of a service that does well."""
    _log.info("%s", what)


def log_that_the_database_answers() -> None:
    """Writes it down where the log says that it did not."""
    seconds = _bounded.back()
    if seconds is not None:
        log_news(f"the database is back, after {seconds:.0f} seconds")


def log_failure(error: BaseException) -> str:
    """Writes the failure down, in the log file or else on standard error, and returns the sentence for the user."""
    reference, place = _failure(error)
    return f"Factdesk failed, and it is not your fault: reference {reference}, told in full in {place}."


def reference_of(error: BaseException) -> str:
    """Writes the failure down, and returns the reference alone."""
    return _failure(error)[0]


def log_setback(what: str, error: BaseException) -> None:
    """Writes down in the same place what went wrong beside the user's own matter, who need not know of it."""
    _log_at(logging.WARNING, what, error)


class LogOnce:
    """Writes down what will need a person, each sentence once for as long as it lives."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def __call__(self, what: object) -> None:
        sentence = printable(str(what))
        if sentence not in self._told:
            self._told.add(sentence)
            _log_at(logging.WARNING, sentence, None)


def _failure(error: BaseException) -> tuple[str, str]:
    reference = secrets.token_hex(4)
    return reference, _log_at(logging.ERROR, "failure", error, reference)


def _log_at(level: int, what: str, error: BaseException | None, reference: str | None = None) -> str:
    more = {REFERENCE: reference}
    if _service_log:
        _log.log(level, "%s", what, exc_info=error, extra=more)
        return "this service's log"
    handler, place = _handler()
    handler.setFormatter(Line(tracebacks=_tracebacks()))
    _log.propagate = False
    _log.addHandler(handler)
    try:
        _log.log(level, "%s", what, exc_info=error, extra=more)
    finally:
        _log.removeHandler(handler)
        handler.close()
    return place


def _tracebacks() -> bool:
    """Of a command, which may fail whatever its settings are."""
    from adapters.settings import read_settings

    return read_settings()[0].log_tracebacks


def _handler() -> tuple[logging.Handler, str]:
    path = log_path()
    try:
        make_private_folder(path.parent)
        close_to_others(path)
        return logging.FileHandler(path, encoding="utf-8"), str(path)
    except OSError:
        return logging.StreamHandler(sys.stderr), "the lines above"
