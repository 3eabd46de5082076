"""`factdesk deliveries`: the outbox: what is to be posted, what was, and what needs a person."""

from __future__ import annotations

from typing import Any

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.cli.say import tell, tell_json
from adapters.main import newsroom_zone, style_for
from adapters.terminal.card import print_card, terminal
from bot.calendar.channels import channel_text, parse_channel
from bot.cards.delivery import delivery_card, delivery_line
from bot.cards.notice import channel_of
from bot.delivery import manage
from bot.delivery.nouns import Delivery, State
from bot.errors import FactdeskError

_SETTLED_WELL = (State.SENT, State.CANCELLED)
_NOTHING_WAITS = "Nothing waits to be posted and nothing needs a person; --state sent lists what was posted."


@click.group(invoke_without_command=True)
@click.option(
    "--state",
    "states",
    type=click.Choice([state.value for state in State]),
    multiple=True,
    help="Only these; may be given again.",
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many, the earliest due.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects.")
@click.pass_context
def deliveries(ctx: click.Context, states: tuple[str, ...], limit: int | None, as_json: bool) -> None:
    """List what is to be posted or needs a person; with --state sent, what was posted."""
    if ctx.invoked_subcommand is not None:
        return
    now = clock.now()
    engine = open_ledger(now)
    wanted = [State(state) for state in states] or [state for state in State if state not in _SETTLED_WELL]
    found = manage.deliveries(engine, wanted, limit)
    if as_json:
        tell_json([_object(one) for one in found], indent=2)
        return
    zone, style = newsroom_zone(), style_for(engine, now)
    for one in found:
        tell(delivery_line(one, zone, style))
    if not found:
        tell("There are no such deliveries." if states else _NOTHING_WAITS)


@deliveries.command()
@click.argument("id_", metavar="ID", type=int)
def show(id_: int) -> None:
    """Tell where a delivery stands, why, and what can be done."""
    now = clock.now()
    engine = open_ledger(now)
    found = manage.one(engine, id_)
    why = manage.paused(engine).get(found.address)
    print_card(terminal(), delivery_card(found, why, newsroom_zone(), style_for(engine, now)))


@deliveries.command()
@click.argument("id_", metavar="ID", type=int)
def retry(id_: int) -> None:
    """Send a delivery that was missed, given up or cancelled after all."""
    manage.retry(open_ledger(clock.now()), id_)
    tell(f"Delivery {id_} is due again.")


@deliveries.command()
@click.argument("id_", metavar="ID", type=int)
def cancel(id_: int) -> None:
    """Stop a delivery that has not begun to be sent."""
    now = clock.now()
    manage.cancel(open_ledger(now), id_, now)
    tell(f"Delivery {id_} is cancelled.")


@deliveries.command()
def paused() -> None:
    """List the channels that nothing is sent to, as the bot could not post there."""
    found = manage.paused(open_ledger(clock.now()))
    for address, reason in found.items():
        tell(f"{channel_text(address)}  {reason}")
    if not found:
        tell("No channel is paused.")


@deliveries.command()
@click.argument("channel")
def resume(channel: str) -> None:
    """Send to a paused channel again, as slack:T0001/C0001 or discord:SERVER/CHANNEL, what waits for it."""
    now = clock.now()
    engine = open_ledger(now)
    address = parse_channel(channel)
    if address not in manage.paused(engine):
        raise NotPaused(f"{channel_text(address)} is not paused; `factdesk deliveries paused` lists those that are")
    manage.resume(engine, address, now)
    tell(f"What waits for {channel_text(address)} is sent again.")


class NotPaused(FactdeskError):
    """A channel that nothing keeps messages from."""


def _object(one: Delivery) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "subject": one.subject,
        "occurrence": one.occurrence,
        "channel": channel_of(str(one.address)),
        "state": one.state.value,
        "late": one.late,
        "due_at": one.due_at.isoformat(),
        "expires_at": one.expires_at.isoformat() if one.expires_at else None,
        "attempts": one.attempts,
        "message": one.message_ref,
        "error": one.last_error,
        "settled_at": one.settled_at.isoformat() if one.settled_at else None,
    }
