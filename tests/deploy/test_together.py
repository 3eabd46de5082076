"""A desk that serves, and one that was stopped, as whoever watches over it sees them."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.adapters.test_serve import Newsroom, Serving

_BOUND_SECONDS = 60


def test_a_desk_is_well_from_its_first_tick_on(newsroom: Newsroom, serve: Callable[..., Serving]) -> None:
    before = newsroom.run("health")
    assert (before.returncode, before.stdout) == (1, "")
    serving = serve("--only", "slack")
    give_up = time.monotonic() + _BOUND_SECONDS
    while (health := newsroom.run("health")).returncode and time.monotonic() < give_up:
        assert health.stderr.startswith("Nothing serves: ")
    assert health.stdout.startswith("Well: ")
    serving.stop()
