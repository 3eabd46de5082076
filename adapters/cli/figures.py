"""`factdesk figures` and `factdesk figure ID`: what the ledger holds."""

from __future__ import annotations

from collections.abc import Iterator

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.cli.say import say
from adapters.main import style_for
from adapters.terminal.card import print_card, terminal
from adapters.terminal.text import printable
from bot.ask.compose import Composer
from bot.ask.prose import Prose
from bot.cards.answer import AnswerCards
from bot.cards.card import Row, labelled
from bot.domain import Figure
from bot.ledger.vintage import superseded_by
from bot.store.reader import Reader

_PAGE = 500


@click.command()
@click.option("--indicator", metavar="ID", help="Only the figures of this indicator.")
def figures(indicator: str | None) -> None:
    """List the published figures: id, what it is, value."""
    reader, prose = _opened()
    figure = None
    for figure in _pages(reader, indicator):
        click.echo(f"{figure.id}  {printable(prose.short(figure))}")
    if figure is None:
        say("There are no such figures in the ledger; `factdesk import PATH` adds some.")


@click.command()
@click.argument("id_", metavar="ID")
def figure(id_: str) -> None:
    """Show one figure with its base, status, source and the figures before and after it."""
    reader, prose = _opened()
    found = reader.figure(id_)
    related = _same_series(reader, found)
    replaced_by = superseded_by(related).get(found.id)
    cited = Composer("", prose).cited(found, next((one for one in related if one.id == replaced_by), None))
    others = (f"{one.id}  {prose.short(one)}" for one in related if one.period == found.period and one != found)
    definition = prose.catalogue.indicators[found.indicator].definition
    rows = [*labelled("Also held", others), Row("Figure", found.id)]
    if definition:
        rows.insert(0, Row("Definition", definition))
    print_card(terminal(), AnswerCards(prose.style).of_figure(prose.statement(found), cited, rows))


def _opened() -> tuple[Reader, Prose]:
    """The ledger as it is now, and the words for it."""
    now = clock.now()
    engine = open_ledger(now)
    reader = Reader(engine, now)
    return reader, Prose(reader.catalogue(), style_for(engine, now))


def _pages(reader: Reader, indicator: str | None) -> Iterator[Figure]:
    last: str | None = None
    while page := reader.figures_page(indicator, last, _PAGE):
        yield from page
        last = page[-1].id


def _same_series(reader: Reader, figure: Figure) -> list[Figure]:
    series = [row.id for row in reader.series_of(figure.indicator) if row.key == figure.series]
    return reader.figures(series)
