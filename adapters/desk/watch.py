"""Ends a process that hangs: whoever starts services starts it again, and what was taken is answered then."""

from __future__ import annotations

import asyncio
import faulthandler
from collections.abc import Callable

from bot.errors import FactdeskError

HUNG_SECONDS = 300.0
"""For one call of the desk, one look of a relay or one tick: none takes a tenth of it."""
_STILL_SECONDS = 60.0
"""For the event loop, which does nothing long."""
_LOOK_EVERY = 5.0


class Hung(FactdeskError):
    """A thread does not come to an end."""


async def watch(longest: Callable[[], float]) -> None:
    """Until something hangs; `longest` gives for how many seconds what was begun first has been under way. Raises
    Hung."""
    while True:
        still_alive(_STILL_SECONDS)
        if longest() > HUNG_SECONDS:
            faulthandler.dump_traceback()
            raise Hung(
                f"Something has been under way for {HUNG_SECONDS / 60:.0f} minutes, and hangs; the lines above say "
                "where. Factdesk ends, to be started again."
            )
        await asyncio.sleep(_LOOK_EVERY)


def still_alive(seconds: float) -> None:
    """Unless this is called again within so many seconds, the process ends with 1, and tells on standard error where
    each thread stood. It needs no thread of Python's, all of which may stand still."""
    faulthandler.dump_traceback_later(seconds, exit=True)


def ended() -> None:
    """Nothing has to be watched any more."""
    faulthandler.cancel_dump_traceback_later()
