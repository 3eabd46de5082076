"""`factdesk receipts FIGURE`: where a figure was given."""

from __future__ import annotations

import json
from typing import Any

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.main import newsroom_zone, style_for
from adapters.terminal.text import printable
from bot.cards.dates import instant_text
from bot.chat.receipts import Receipt, with_figure
from bot.store.reader import Reader


@click.command()
@click.argument("figure", metavar="FIGURE")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects.")
def receipts(figure: str, as_json: bool) -> None:
    """List where a figure was given in chats, the latest first. `factdesk figures` lists the figures' ids."""
    now = clock.now()
    engine = open_ledger(now)
    Reader(engine, now).figure(figure)
    found = with_figure(engine, figure)
    if as_json:
        body = [_object(receipt) for receipt in found]
        click.echo(json.dumps(body, ensure_ascii=False, indent=2).encode("utf-8"))
        return
    style, zone = style_for(engine, now), newsroom_zone()
    for receipt in found:
        given = instant_text(receipt.given_at, zone, style)
        message = f", message {receipt.message_ref}" if receipt.message_ref else ""
        click.echo(f"{given}  {receipt.address}{message}, {receipt.visibility}, asked by {receipt.asker}")
        click.echo(f"  {printable(receipt.answer.text)}")
    if not found:
        click.echo("This figure was not given in any chat.")


def _object(receipt: Receipt) -> dict[str, Any]:
    return {
        "id": receipt.id,
        "kind": receipt.kind,
        "destination": str(receipt.address),
        "thread": receipt.thread,
        "message": receipt.message_ref,
        "asker": receipt.asker,
        "visibility": receipt.visibility.value,
        "text": receipt.answer.text,
        "given_at": receipt.given_at.isoformat(),
    }
