"""`factdesk dates show`."""

from __future__ import annotations

import click

from adapters import clock
from adapters.cli.dates.listing import as_object
from adapters.cli.opening import open_ledger
from adapters.cli.say import tell_json
from adapters.main import newsroom_zone, style_for
from adapters.terminal.card import print_card, terminal
from bot.ask.prose import Prose
from bot.calendar.keydates import deliveries_of, find, history
from bot.cards.key_date import key_date_card
from bot.store.reader import Reader
from bot.store.visibility import DESK


@click.command()
@click.argument("name", metavar="DATE")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
def show(name: str, as_json: bool) -> None:
    """Show a key date (its id or title), be it under embargo, with its source, its changes and what was told of it."""
    now = clock.now()
    engine = open_ledger(now)
    catalogue = Reader(engine, now, DESK).catalogue()
    key_date = catalogue.key_dates[find(engine, name, now, DESK).id]
    if as_json:
        tell_json(as_object(key_date, now, newsroom_zone()), indent=2)
        return
    prose = Prose(catalogue, style_for(engine, now))
    told = deliveries_of(engine, key_date)
    print_card(terminal(), key_date_card(key_date, history(engine, key_date), told, newsroom_zone(), prose, now))
