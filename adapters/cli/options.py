"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from adapters.main import set_zone
from adapters.variables import variable
from bot.periods import PartialDate


def _last_day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    return PartialDate.parse(text).latest if text else None


def meant_zone(named: str | None) -> str:
    """The zone that an option names, or else the newsroom's. A machine's own is not taken for it: reminders would come
    at the wrong hour. Raises UsageError."""
    zone = named or set_zone()
    if zone is None:
        raise click.UsageError(
            f"The time zone is not known; name it, as --zone Pacific/Auckland, or set {variable('time_zone')}"
        )
    return zone


ledger_option = click.option(
    "--ledger",
    type=click.Path(path_type=Path),
    help="Answer from a file of figures or a data package alone, without any database.",
)
as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    callback=_last_day,
    help="Answer from what had been published by then: 2020-11-06, 2020-11, 2020.",
)
explain_option = click.option("--explain", is_flag=True, help="Tell how each word was read.")
lift_embargo_option = click.option(
    "--lift-embargo",
    is_flag=True,
    help="Lift the embargoes of what is imported, unless it says that they go on; without it no import lifts one.",
)
