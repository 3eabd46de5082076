"""`factdesk subscriptions`: which channels are told of what, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click
from sqlalchemy import Engine

from adapters import clock
from adapters.cli.left_out import say_left_out
from adapters.cli.opening import open_ledger
from adapters.cli.options import meant_zone
from adapters.cli.say import tell, tell_json
from adapters.main import set_zone, style_for
from bot.ask.prose import Prose
from bot.calendar import subscriptions as core
from bot.calendar.channels import channel_text, parse_channel
from bot.calendar.left_out import SUBSCRIPTION
from bot.calendar.nouns import Subscription
from bot.calendar.rules import DigestRule, QuietHours, parse_offsets
from bot.calendar.wording import subscription_text
from bot.store.reader import Reader
from bot.store.visibility import DESK

_BY = "terminal"


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects.")
@click.pass_context
def subscriptions(ctx: click.Context, as_json: bool) -> None:
    """List the subscriptions of channels, and what they or people follow; or add, pause, resume and remove them."""
    if ctx.invoked_subcommand is not None:
        return
    now = clock.now()
    engine = open_ledger(now)
    found = core.listed(engine)
    say_left_out(engine, SUBSCRIPTION, now)
    if as_json:
        body = [_object(one) for one in found]
        tell_json(body, indent=2)
        return
    for one in found:
        tell(_line(one, engine, now))
    if not found:
        tell("No channel is subscribed; `factdesk subscriptions add CHANNEL` subscribes one.")


@subscriptions.command()
@click.argument("channel")
@click.option("--topic", "topics", multiple=True, help="An indicator or key date, its id or label; without any, all.")
@click.option("--remind", metavar="OFFSETS", help="How long before a date: 1 day, 1 hour, at the moment.")
@click.option("--digest", metavar="RULE", help="When: weekdays 08:30 Pacific/Auckland, mon,thu 9:00 UTC.")
@click.option("--quiet", metavar="HOURS", help="When only corrections are posted: 22:00-07:00.")
@click.option("--zone", help="The channel's IANA time zone; without it, that of the digest, or the newsroom's.")
@click.option("--language", help="How numbers and dates are written: en-GB. Without it, as the newsroom does.")
@click.option("--post-empty", is_flag=True, help="Post a digest that has nothing to say as well.")
def add(
    channel: str,
    topics: tuple[str, ...],
    remind: str | None,
    digest: str | None,
    quiet: str | None,
    zone: str | None,
    language: str | None,
    post_empty: bool,
) -> None:
    """Subscribe a channel, as slack:T0001/C0001 or discord:SERVER/CHANNEL."""
    rule = DigestRule.parse(digest, zone or set_zone()) if digest else None
    own = meant_zone(zone or (rule.zone if rule else None))
    wish = core.Wish(
        parse_channel(channel),
        own,
        topics,
        parse_offsets(remind) if remind else (),
        rule,
        QuietHours.parse(quiet) if quiet else None,
        language,
        post_empty,
    )
    now = clock.now()
    engine = open_ledger(now)
    tell(f"Subscribed: {_line(core.subscribe(engine, wish, _BY, now, rights=DESK), engine, now)}")


@subscriptions.command()
@click.argument("id_", metavar="ID", type=int)
def pause(id_: int) -> None:
    """Send nothing for a subscription until it is resumed."""
    now = clock.now()
    engine = open_ledger(now)
    tell(f"Paused: {_line(core.pause(engine, id_, now), engine, now)}")


@subscriptions.command()
@click.argument("id_", metavar="ID", type=int)
def resume(id_: int) -> None:
    """Go on with a subscription from now."""
    now = clock.now()
    engine = open_ledger(now)
    tell(f"Resumed: {_line(core.resume(engine, id_, now), engine, now)}")


@subscriptions.command()
@click.argument("id_", metavar="ID", type=int)
def remove(id_: int) -> None:
    """Forget a subscription."""
    now = clock.now()
    engine = open_ledger(now)
    tell(f"Removed: {_line(core.remove(engine, id_, now), engine, now)}")


def _line(one: Subscription, engine: Engine, now: datetime) -> str:
    prose = Prose(Reader(engine, now).catalogue(), style_for(engine, now))
    return f"{one.id}  {subscription_text(one, prose, with_channel=True)}"


def _object(one: Subscription) -> dict[str, Any]:
    return {
        "id": one.id,
        "channel": channel_text(one.address),
        "topics": list(one.topics),
        "reminders": [str(offset) for offset in one.offsets],
        "digest": str(one.digest) if one.digest else None,
        "quiet": str(one.quiet) if one.quiet else None,
        "zone": one.zone,
        "language": one.language,
        "post_empty": one.post_empty,
        "paused": one.paused_at is not None,
        "created_by": one.created_by,
        "created_at": one.created_at.isoformat(),
    }
