"""`factdesk figures [ID]`: what the ledger holds, and the history of one figure."""

from __future__ import annotations

from collections.abc import Iterator

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.cli.say import say, tell, tell_json
from adapters.main import newsroom_zone, style_for
from adapters.terminal.card import print_card, terminal
from bot.ask.prose import Prose
from bot.cards.history import HistoryCards, history_object
from bot.cards.withheld import why_withheld
from bot.domain import Figure
from bot.ledger.history import history
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING

_PAGE = 500


@click.command()
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--indicator", metavar="ID", help="Only the figures of this indicator.")
@click.option(
    "--embargoed", is_flag=True, help="Those under embargo, until when, and drafts: what nobody is given yet."
)
@click.option("--json", "as_json", is_flag=True, help="Print one figure as a JSON object.")
def figures(id_: str | None, indicator: str | None, embargoed: bool, as_json: bool) -> None:
    """List the published figures: id, what it is, value. With an ID, show that figure, published or not, and its
    history: what it replaced, what replaced it, and what was changed by whom and why."""
    if id_ is not None:
        if indicator is not None or embargoed:
            other = "--embargoed" if embargoed else "--indicator"
            raise click.UsageError(f"Give either the ID of a figure or {other}")
        _show(id_, as_json)
    elif as_json:
        raise click.UsageError("--json shows one figure; give its ID")
    elif embargoed:
        _list_withheld(indicator)
    else:
        _list(indicator)


def _list(indicator: str | None) -> None:
    now = clock.now()
    engine = open_ledger(now)
    reader = Reader(engine, now)
    prose = Prose(reader.catalogue(), style_for(engine, now))
    figure = None
    for figure in _pages(reader, indicator):
        tell(f"{figure.id}  {prose.short(figure)}")
    if figure is None:
        say("There are no such figures in the ledger; `factdesk import PATH` adds some.")


def _list_withheld(indicator: str | None) -> None:
    now, zone = clock.now(), newsroom_zone()
    engine = open_ledger(now)
    reader = Reader(engine, now, EVERYTHING)
    prose = Prose(reader.catalogue(), style_for(engine, now))
    found = [figure for figure in reader.held_back() if indicator in (None, figure.indicator)]
    for figure in found:
        tell(f"{figure.id}  {prose.short(figure)} ({why_withheld(figure, zone, prose, now)})")
    if not found:
        say("No such figure is under embargo, and none is a draft.")


def _show(id_: str, as_json: bool) -> None:
    now = clock.now()
    engine = open_ledger(now)
    found = history(engine, id_)
    prose = Prose(Reader(engine, now, EVERYTHING).catalogue(), style_for(engine, now))
    if as_json:
        tell_json(history_object(found, prose), indent=2)
        return
    print_card(terminal(), HistoryCards(prose, newsroom_zone(), now).figure(found))


def _pages(reader: Reader, indicator: str | None) -> Iterator[Figure]:
    last: str | None = None
    while page := reader.figures_page(indicator, last, _PAGE):
        yield from page
        last = page[-1].id
