"""What lists leave out, said beside them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from adapters.cli.say import say
from bot.calendar.left_out import left_out
from bot.store.visibility import DESK


def say_left_out(engine: Engine, kind: str, now: datetime) -> None:
    """On standard error, with what mends it; also what is under embargo, as the desk mends that, too."""
    for one in left_out(engine, now, DESK):
        if one.kind == kind:
            say(f"Left out: {one.kind} “{one.name}” ({one.id}), as {one.why}; {one.mend}.")
