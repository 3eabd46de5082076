"""`factdesk ledger`: enter figures and publish them, put them right, take them back, and read who changed what and
why."""

from __future__ import annotations

import click
from sqlalchemy import Engine

from adapters import clock
from adapters.cli import drafts
from adapters.cli.opening import open_ledger
from adapters.cli.reading import encodable
from adapters.cli.say import tell, tell_json
from adapters.cli.telling import Teller
from adapters.local_user import local_user
from adapters.main import newsroom_zone, style_for
from bot.ask.prose import Prose
from bot.cards.history import HistoryCards, change_object
from bot.ledger.correct import Amendment
from bot.ledger.correct import correct as correct_
from bot.ledger.history import change_log
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw as withdraw_
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING

_why = click.option("--why", required=True, metavar="TEXT", help="The reason; readers are told it.")
_by = click.option("--by", metavar="NAME", help="Who changes it; without it, the name of this system's user.")


@click.group()
def ledger() -> None:
    """Enter, publish, correct and withdraw figures; the log of what was changed."""


for _command in (drafts.add, drafts.edit, drafts.drafts, drafts.publish, drafts.reject):
    ledger.add_command(_command)


@ledger.command(epilog="Anything else that is wrong (its period, say) needs `withdraw`, and an import that is right.")
@click.argument("figure")
@click.option("--value", metavar="NUMBER", help="The value that is right, written as in an import: 4.0")
@click.option("--unit", help="The unit that is right; blank: the indicator's own.")
@click.option("--qualifier", help="How exactly the source gives it: exact, about, more than.")
@click.option("--locator", help="Where it stands in the source: page 3.")
@_why
@_by
def correct(
    figure: str,
    value: str | None,
    unit: str | None,
    qualifier: str | None,
    locator: str | None,
    why: str,
    by: str | None,
) -> None:
    """Put what is right in the place of a figure (its id) that is wrong, and list where the wrong one was given."""
    cells = [None if one is None else encodable(one) for one in (value, unit, qualifier, locator)]
    if all(one is None for one in cells):
        raise click.UsageError("Say what is right: --value, --unit, --qualifier or --locator")
    engine, act = _opened(why, by)
    old, new = correct_(engine, figure, Amendment(*cells), act)
    tell = Teller(engine, act.at)
    tell.figure("Corrected", old)
    tell.figure("In its place", new)
    tell.marks(new)
    tell.receipts(old)


@ledger.command()
@click.argument("figure")
@_why
@_by
def withdraw(figure: str, why: str, by: str | None) -> None:
    """Withdraw a figure (its id) that is wrong, and list where it was given. What it had replaced is answered again,
    with a caveat."""
    engine, act = _opened(why, by)
    old = withdraw_(engine, figure, act)
    tell = Teller(engine, act.at)
    tell.figure("Withdrawn", old)
    tell.stand_in(old)
    tell.receipts(old)


@ledger.command()
@click.argument("figure", required=False)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many, the latest.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects.")
def log(figure: str | None, limit: int | None, as_json: bool) -> None:
    """List what was changed about figures, or about one (its id), the latest first."""
    now = clock.now()
    engine = open_ledger(now)
    changes, figures = change_log(engine, figure, limit)
    if as_json:
        body = [change_object(change) for change in changes]
        tell_json(body, indent=2)
        return
    prose = Prose(Reader(engine, now, EVERYTHING).catalogue(), style_for(engine, now))
    cards = HistoryCards(prose, newsroom_zone(), now)
    for change in changes:
        tell(cards.change(change, prose.short(figures[change.figure])))
    if not changes:
        tell("Nothing was changed about this figure." if figure else "No figure was ever changed.")


def _opened(why: str, by: str | None) -> tuple[Engine, Act]:
    now = clock.now()
    act = Act.of(local_user(encodable(by or "").strip() or None), encodable(why), now, newsroom_zone())
    return open_ledger(now), act
