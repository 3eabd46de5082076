"""A failure of ours: the user gets a reference, and the log tells the rest under the same reference."""

from __future__ import annotations

import logging
import re
import secrets
import sys
from pathlib import Path

from platformdirs import user_state_path

_PASSWORD = re.compile(r"(://[^\s:/@]*:)\S+(?=@)|(password=)\S+", re.IGNORECASE)
_log = logging.getLogger("factdesk")


class _Redacted(logging.Formatter):
    """The usual line, traceback included, without passwords."""

    def format(self, record: logging.LogRecord) -> str:
        return _PASSWORD.sub(lambda match: f"{match[1] or match[2]}***", super().format(record))


def log_path() -> Path:
    return user_state_path("factdesk", appauthor=False) / "factdesk.log"


def log_failure(error: BaseException) -> str:
    """Writes the failure down, in the log file or else on standard error, and returns the sentence for the user."""
    reference = secrets.token_hex(4)
    place = _log_at(logging.ERROR, f"failure {reference}", error)
    return f"Factdesk failed, and it is not your fault: reference {reference}, told in full in {place}."


def log_setback(what: str, error: BaseException) -> None:
    """Writes down in the same place what went wrong beside the user's own matter, who need not know of it."""
    _log_at(logging.WARNING, what, error)


def _log_at(level: int, what: str, error: BaseException) -> str:
    handler, place = _handler()
    handler.setFormatter(_Redacted("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _log.propagate = False
    _log.addHandler(handler)
    try:
        _log.log(level, "%s", what, exc_info=error)
    finally:
        _log.removeHandler(handler)
        handler.close()
    return place


def _handler() -> tuple[logging.Handler, str]:
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return logging.FileHandler(path, encoding="utf-8"), str(path)
    except OSError:
        return logging.StreamHandler(sys.stderr), "the lines above"
