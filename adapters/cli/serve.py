"""`factdesk serve`: answer in Slack and Discord, remind and post digests, until told to stop."""

from __future__ import annotations

import sys

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.cli.say import say
from adapters.parts import PARTS, why_not
from adapters.settings import Settings, load_settings
from bot.errors import FactdeskError

_CANNOT = 1


@click.command()
@click.option("--only", type=click.Choice(PARTS), help="Run one part alone.")
def serve(only: str | None) -> int:
    """Serve Slack and Discord, whichever is configured, and send reminders and digests."""
    settings = load_settings()
    running = [part for part in PARTS if (only in (None, part)) and why_not(settings, part) is None]
    if not running:
        raise NothingToServe(_all_missing(settings, only))
    from adapters.failures import log_to
    from adapters.main import open_desk

    log_to(sys.stderr)
    engine = open_ledger(clock.now())
    for part in PARTS:
        if part not in running:
            reason = why_not(settings, part) if only in (None, part) else f"--only {only}"
            say(f"{part.capitalize()} is not served: {reason}.")
    import asyncio

    from adapters.serve import Service
    from adapters.serve import serve as run

    service = Service(settings, open_desk(engine, clock.now()), running)
    try:
        asyncio.run(run(service, lambda: say(f"Serving {' and '.join(part.capitalize() for part in running)}.")))
    except FactdeskError as error:
        # The platforms' word, not a fault of the command: whoever restarts services has to see that it did not run.
        say(f"{str(error).rstrip('.')}.")
        return _CANNOT
    return 0


class NothingToServe(FactdeskError):
    """No platform is configured."""


def _all_missing(settings: Settings, only: str | None) -> str:
    missing = [f"{part.capitalize()}: {why_not(settings, part)}" for part in PARTS if only in (None, part)]
    return f"There is nothing to serve. {'; '.join(missing)}"
