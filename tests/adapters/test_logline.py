"""A line of the log: pairs of a key and a value, and nothing else, whatever is written down."""

from __future__ import annotations

import json
import logging
import re
import shlex

import pytest

from adapters.logline import Line

_TIME = 1795937400.5


def _line(message: object, error: BaseException | None = None, *, tracebacks: bool = False) -> str:
    told = None if error is None else (type(error), error, error.__traceback__)
    record = logging.LogRecord("factdesk", logging.WARNING, "file.py", 1, "%s", (message,), told)
    record.created = _TIME
    return Line(tracebacks=tracebacks).format(record)


def _raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        raise error from cause
    except type(error):
        return error


def test_a_line_may_be_an_object() -> None:
    record = logging.LogRecord("factdesk", logging.WARNING, "file.py", 1, "%s", ('two\n"lines"',), None)
    record.created = _TIME
    assert json.loads(Line(as_json=True).format(record)) == {
        "time": "2026-11-29T07:30:00.500Z",
        "level": "warning",
        "logger": "factdesk",
        "message": 'two "lines"',
    }


def test_an_object_is_on_one_line_with_its_traceback() -> None:
    error = _raised(ValueError("xoxb-123456789012-abcdefghijkl"))
    record = logging.LogRecord(
        "factdesk", logging.ERROR, "f.py", 1, "failure", (), (type(error), error, error.__traceback__)
    )
    line = Line(tracebacks=True, as_json=True).format(record)
    assert "\n" not in line
    assert "xoxb-123456789012" not in line
    assert json.loads(line)["traceback"].startswith("Traceback")


def test_a_line() -> None:
    assert _line("stopping") == "time=2026-11-29T07:30:00.500Z level=warning logger=factdesk message=stopping"


@pytest.mark.parametrize("message", ["two words", 'a "quoted" one', "a=b", "", "back\\slash", "“typographic”, naïve"])
def test_a_value_is_read_as_it_was_written(message: str) -> None:
    pairs = dict(pair.split("=", 1) for pair in shlex.split(_line(message)))
    assert pairs["message"] == message


@pytest.mark.parametrize("message", ["two\nlines", "a\r\n\tb", "\x1b[31mred", "\u202eturned", "nul\0"])
def test_nothing_makes_a_second_line_or_steers_a_terminal(message: str) -> None:
    line = _line(message)
    assert line.isprintable()


def test_an_error_says_what_where_and_why_on_one_line() -> None:
    line = _line("the tick failed", _raised(ValueError("broken\nbadly"), _raised(KeyError("a"))))
    here = re.escape(__name__)
    assert re.search(
        rf'message="the tick failed" error=ValueError detail="broken badly" at={here}\._raised:\d+ '
        rf"cause=\"KeyError: 'a' at {here}\._raised:\d+\"$",
        line,
    )


def test_causes_that_go_round_in_a_circle_end() -> None:
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    assert _line("x", _raised(first, second)).count("cause=") == 1


def test_a_long_way_is_cut_in_its_middle() -> None:
    def deeper(depth: int) -> None:
        if not depth:
            raise RecursionError
        deeper(depth - 1)

    with pytest.raises(RecursionError) as caught:
        deeper(100)
    line = _line("x", caught.value)
    assert line.count(" > ") == 30
    assert " > (72 more) > " in line


def test_an_endless_message_is_cut() -> None:
    assert len(_line("x" * 100_000)) < 2_200


def test_a_traceback_is_below_the_line_where_it_is_asked_for() -> None:
    first, *rest = _line("x", _raised(ValueError("broken")), tracebacks=True).splitlines()
    assert "error=ValueError" in first
    assert rest[0] == "Traceback (most recent call last):"
    assert rest[-1] == "ValueError: broken"
