"""`factdesk serve`: answer in Slack and Discord, remind and post digests, until told to stop."""

from __future__ import annotations

import sys

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.cli.say import say
from adapters.parts import PARTS, why_not
from adapters.refusals import refuse, wrong_database, wrong_names, wrong_style, wrong_values
from adapters.settings import Settings, read_settings
from adapters.variables import InvalidSetting
from bot.errors import FactdeskError, as_sentence

_CANNOT = 1


@click.command()
@click.option("--only", type=click.Choice(PARTS), help="Run one part alone.")
def serve(only: str | None) -> int:
    """Serve Slack and Discord, whichever is configured, and send reminders and digests."""
    settings, wrong = read_settings()
    misspelt, unknown = wrong_names()
    refuse([*misspelt, *wrong, *wrong_values(settings)])
    for one in unknown:
        say(as_sentence(one))
    running = [part for part in PARTS if (only in (None, part)) and why_not(settings, part) is None]
    if not running:
        raise NothingToServe(_all_missing(settings, only))
    from adapters.failures import log_to

    log_to(sys.stderr, tracebacks=settings.log_tracebacks, as_json=settings.log_format == "json")
    now = clock.now()
    engine = open_ledger(now)
    refuse([*wrong_database(engine.url), *wrong_style(settings, engine, now)])
    for part in PARTS:
        if part not in running:
            reason = why_not(settings, part) if only in (None, part) else f"--only {only}"
            say(f"{part.capitalize()} is not served: {reason}.")
    from adapters.serve import Service, run
    from adapters.serve import serve as serving

    service = Service(settings, engine, running)
    try:
        run(serving(service, lambda: say(f"Serving {' and '.join(part.capitalize() for part in running)}.")))
    except InvalidSetting:
        raise
    except FactdeskError as error:
        # The platforms' word, not a fault of the command: whoever restarts services has to see that it did not run.
        say(as_sentence(error))
        return _CANNOT
    return 0


class NothingToServe(FactdeskError):
    """No platform is configured."""


def _all_missing(settings: Settings, only: str | None) -> str:
    missing = [f"{part.capitalize()}: {why_not(settings, part)}" for part in PARTS if only in (None, part)]
    return f"There is nothing to serve. {'; '.join(missing)}"
