"""How long it is waited between tries of what may be done twice."""

from __future__ import annotations

import asyncio

import pytest

from adapters.again import LONG, ONCE, SOON, NotNow, Patience, again


def _tried(patience: Patience, *failures: NotNow) -> tuple[list[float], bool]:
    """The waits, and whether it went well in the end."""
    left, waits = list(failures), list[float]()

    async def attempt() -> str:
        if left:
            raise left.pop(0)
        return "done"

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    try:
        return waits, asyncio.run(again(attempt, patience, sleep)) == "done"
    except NotNow:
        return waits, False


@pytest.mark.parametrize(
    ("patience", "failures", "waits", "done"),
    [
        (SOON, [], [], True),
        (SOON, [None, None], [0.5, 1.0], True),
        (SOON, [7.0, 0.1], [7.0, 1.0], True),
        (SOON, [16.0], [], False),
        (LONG, [16.0], [16.0], True),
        (SOON, [None] * 5, [0.5, 1.0, 2.0, 4.0], False),
        (ONCE, [None], [], False),
    ],
)
def test_waits_grow_and_are_as_long_as_the_platform_asks(
    patience: Patience, failures: list[float | None], waits: list[float], done: bool
) -> None:
    assert _tried(patience, *(NotNow("busy", seconds) for seconds in failures)) == (waits, done)


def test_what_nothing_else_keeps_is_tried_for_longer_than_a_minute() -> None:
    assert sum(SOON.pauses) < 30, "then what is stored is looked for"
    assert sum(LONG.pauses) > 60
