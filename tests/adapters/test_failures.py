"""Where failures are written down."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.failures import LogOnce, log_failure, log_path


@pytest.fixture
def somebody_listens() -> Iterator[None]:
    handler = logging.NullHandler()
    logging.getLogger("factdesk").addHandler(handler)
    yield
    logging.getLogger("factdesk").removeHandler(handler)


@pytest.mark.usefixtures("somebody_listens")
def test_a_handler_of_somebody_else_is_not_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    told = log_failure(ValueError("broken"))
    assert told.endswith(f"told in full in {log_path()}.")
    reference = told.split("reference ")[1].split(",")[0]
    written = log_path().read_text(encoding="utf-8")
    assert written.endswith(
        f"level=error logger=factdesk message=failure reference={reference} error=ValueError detail=broken\n"
    )


def test_what_needs_a_person_is_written_down_once_and_on_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    log = LogOnce()
    for _ in range(3):
        log("the key date “a\nb” is left out")
        log("the key date “c” is left out")
    written = log_path().read_text(encoding="utf-8").splitlines()
    assert [line.partition("factdesk ")[2] for line in written] == [
        'message="the key date “a b” is left out"',
        'message="the key date “c” is left out"',
    ]
