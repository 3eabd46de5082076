"""What lists leave out, said beside them."""

from __future__ import annotations

from sqlalchemy import Engine

from adapters.cli.say import say
from adapters.terminal.text import printable
from bot.calendar.left_out import left_out


def say_left_out(engine: Engine, kind: str) -> None:
    """On standard error, with what mends it."""
    for one in left_out(engine):
        if one.kind == kind:
            say(printable(f"Left out: {one.kind} “{one.name}” ({one.id}), as {one.why}; {one.mend}."))
