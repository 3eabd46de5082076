"""`factdesk dates`: the key dates of the ledger: list, add, move, cancel, confirm, show, import, export."""

from __future__ import annotations

import click

from adapters.cli.dates.changing import add, cancel, confirm, move
from adapters.cli.dates.exchanging import export, import_
from adapters.cli.dates.listing import list_dates
from adapters.cli.dates.showing import show


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects.")
@click.option("--embargoed", is_flag=True, help="Those under embargo alone, which nobody but the desk knows of.")
@click.pass_context
def dates(ctx: click.Context, as_json: bool, embargoed: bool) -> None:
    """List the key dates, those gone by first; or add, move, cancel and confirm them."""
    if ctx.invoked_subcommand is None:
        list_dates(as_json, embargoed)


for _command in (add, move, cancel, confirm, show, import_, export):
    dates.add_command(_command)
