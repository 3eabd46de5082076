"""`factdesk receipts FIGURE`: where a figure was given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.cli.say import tell, tell_json
from adapters.main import newsroom_zone, style_for
from bot.ask.style import HouseStyle
from bot.cards.dates import instant_text
from bot.chat.receipts import Receipt, with_figure
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING


@click.command()
@click.argument("figure", metavar="FIGURE")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects.")
def receipts(figure: str, as_json: bool) -> None:
    """List where a figure was given in chats, the latest first, though it may be under embargo or withdrawn since.
    `factdesk figures` lists the figures' ids."""
    now = clock.now()
    engine = open_ledger(now)
    found = with_figure(engine, Reader(engine, now, EVERYTHING).figure(figure).id)
    if as_json:
        body = [_object(receipt) for receipt in found]
        tell_json(body, indent=2)
        return
    print_receipts(found, style_for(engine, now))
    if not found:
        tell(f"{given(0)}.")


def print_receipts(found: Iterable[Receipt], style: HouseStyle) -> None:
    """Two lines each, by the newsroom's clocks."""
    zone = newsroom_zone()
    for receipt in found:
        when = instant_text(receipt.given_at, zone, style)
        message = f", message {receipt.message_ref}" if receipt.message_ref else ""
        tell(f"{when}  {receipt.address}{message}, {receipt.visibility}, asked by {receipt.asker}")
        tell(f"  {receipt.answer.text}")


def given(times: int) -> str:
    """How often a figure was given, as a sentence without its end."""
    if times == 0:
        return "This figure was not given in any chat"
    return f"It was given in {times:,} answers in chats" if times > 1 else "It was given in one answer in a chat"


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
