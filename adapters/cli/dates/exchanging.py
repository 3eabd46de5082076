"""`factdesk dates import` and `export`."""

from __future__ import annotations

from pathlib import Path

import click

from adapters import clock
from adapters.cli.left_out import say_left_out
from adapters.cli.opening import open_ledger
from adapters.cli.options import lift_embargo_option
from adapters.cli.say import say, tell
from adapters.cli.withheld import withheld_lines
from adapters.local_user import local_user
from adapters.main import newsroom_zone, style_for
from adapters.private_files import write_for_the_user
from bot.ask.agenda import in_order
from bot.calendar.exchange import FORMATS, read_dates, write_dates
from bot.calendar.keydates import held
from bot.calendar.left_out import KEY_DATE
from bot.domain import KeyDate
from bot.ledger.record import record
from bot.store.reader import Reader
from bot.store.visibility import DESK, PUBLIC


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--zone", help="The IANA time zone of times that name none, or are in UTC.")
@lift_embargo_option
def import_(path: Path, zone: str | None, lift_embargo: bool) -> None:
    """Import key dates from an iCalendar (.ics) or CSV file; importing it again changes nothing."""
    now = clock.now()
    batch = read_dates(path, zone, newsroom_zone())
    engine = open_ledger(now)
    before = held(engine, now)
    recorded = record(engine, batch, now, by=local_user(), lift_embargo=lift_embargo, zone=newsroom_zone())
    for warning in recorded.warnings:
        say(f"Warning: {warning}")
    after = held(engine, now)
    tell(_summary([(before.get(one.id), after[one.id]) for one in batch.key_dates]))
    for line in withheld_lines(recorded.withheld, engine, style_for(engine, now)):
        tell(line)


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="iCalendar, or CSV.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; without it, standard output.")
@click.option("--embargoed", is_flag=True, help="Also those under embargo, with until when: for the desk alone.")
def export(form: str, output: Path | None, embargoed: bool) -> None:
    """Write the key dates as iCalendar or CSV, without those under embargo."""
    now = clock.now()
    engine = open_ledger(now)
    catalogue = Reader(engine, now, DESK if embargoed else PUBLIC).catalogue()
    key_dates = in_order(catalogue.key_dates.values(), newsroom_zone())
    content = write_dates(key_dates, catalogue, form, now).encode()
    say_left_out(engine, KEY_DATE, now)
    if output is None:
        click.echo(content, nl=False)
        return
    try:
        write_for_the_user(output, content)
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written ({error.strerror}); name another file") from None
    say(f"Wrote {len(key_dates):,} key dates to {output}.")


def _summary(dates: list[tuple[KeyDate | None, KeyDate]]) -> str:
    new = sum(before is None for before, _ in dates)
    updated = sum(before is not None and before != after for before, after in dates)
    parts = [f"{new:,} new"]
    if updated:
        parts.append(f"{updated:,} updated")
    if held := len(dates) - new - updated:
        parts.append(f"{held:,} held already")
    return f"Key dates: {', '.join(parts)}."
