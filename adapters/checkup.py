"""What has to be right before newsrooms can be served, looked at one by one, each with what mends it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from sqlalchemy import Engine

from adapters import clock, parts
from adapters.main import configured_database, search_of
from adapters.settings import Settings
from adapters.variables import variable
from bot.ask.lexicon import Lexicon
from bot.calendar.left_out import left_out
from bot.errors import FactdeskError
from bot.store.reader import Reader
from bot.store.schema import check

_SKEW_SECONDS = 30
"""A clock that is further off dates figures wrongly, and Slack refuses signatures that are five minutes old."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`mend` says what to do about it; None: all is well. `skipped`: not configured, and not needed."""

    what: str
    told: str
    mend: str | None = None
    skipped: bool = False

    @property
    def good(self) -> bool:
        return self.mend is None


async def look(settings: Settings) -> AsyncIterator[Finding]:
    """Findings one after the other. Nothing is changed or posted anywhere; an empty database is left empty."""
    engine = None
    try:
        engine = configured_database()
        for finding in _of_ledger(engine):
            yield finding
    except FactdeskError as error:
        yield Finding("database", "cannot be used", str(error))
    finally:
        if engine is not None:
            engine.dispose()
    for part, findings in ((parts.SLACK, _of_slack), (parts.DISCORD, _of_discord)):
        missing = parts.why_not(settings, part)
        if missing:
            yield Finding(part.capitalize(), f"not configured: {missing}", skipped=True)
            continue
        try:
            async for finding in findings(settings):
                yield finding
        except FactdeskError as error:
            yield Finding(part.capitalize(), "does not let the bot in", str(error))
    yield await _of_desk_channel(settings)


def _of_ledger(engine: Engine) -> Iterator[Finding]:
    now = clock.now()
    state = check(engine)
    yield Finding("database", engine.url.render_as_string())
    yield Finding("schema", state.told, state.mend)
    if state.mend or not state.filled:
        return
    reader = Reader(engine, now)
    catalogue = reader.catalogue()
    if not catalogue.indicators:
        yield Finding("ledger", "empty", "`factdesk import PATH` fills it")
        return
    dates = len(catalogue.key_dates)
    yield Finding("ledger", f"{len(catalogue.indicators)} indicators, {dates} key dates, revision {reader.revision()}")
    for one in left_out(engine, now):
        yield Finding(one.kind, f"“{one.id}” is left out, as {one.why}", one.mend)
    index = search_of(engine)
    try:
        index.refresh(reader, Lexicon(catalogue), now)
        yield Finding("index", "up to date with the ledger")
    except OSError as error:
        yield Finding("index", f"cannot be written: {error}", "make room in the cache folder, or set XDG_CACHE_HOME")


async def _of_slack(settings: Settings) -> AsyncIterator[Finding]:
    from adapters.slackbot.lookup import date_of, who_is

    config = parts.slack_config(settings)
    who = await who_is(config)
    yield Finding("Slack token", f"workspace {who.team}, bot {who.bot_user}")
    lacking = who.missing(user_groups=bool(config.user_groups))
    mend = f"add {', '.join(lacking)} on the app's page “OAuth & Permissions” and install it again" if lacking else None
    yield Finding("Slack scopes", "some are missing" if lacking else "all there", mend)
    way = "Socket Mode" if config.app_token else f"HTTP on {config.bind[0]}:{config.bind[1]}, path /slack/events"
    yield Finding("Slack events", way)
    yield _of_clock("Slack", await date_of(config))


async def _of_discord(settings: Settings) -> AsyncIterator[Finding]:
    from adapters.discordbot.lookup import get

    config = parts.discord_config(settings)
    me = await get(config, "/users/@me")
    yield Finding("Discord token", f"bot {me.body.get('username')}")
    application = await get(config, "/applications/@me")
    commands = await get(config, f"/applications/{application.body.get('id')}/commands")
    known = [command.get("name") for command in commands.body] if isinstance(commands.body, list) else []
    yield Finding(
        "Discord commands",
        ", ".join(known) or "none everywhere",
        None if known else "`factdesk discord sync` registers them; with --guild in one server alone, at once",
    )
    yield Finding("Discord intents", "none that is privileged is needed")
    yield _of_clock("Discord", me.headers.get("Date"))


async def _of_desk_channel(settings: Settings) -> Finding:
    if settings.desk_channel is None:
        told = f"none: wrong answers cannot be reported ({variable('desk_channel')} is not set)"
        return Finding("desk channel", told, skipped=True)
    try:
        return Finding("desk channel", str(await parts.desk_address(settings)))
    except FactdeskError as error:
        return Finding("desk channel", "cannot be used", str(error))


def _of_clock(where: str, date: str | None) -> Finding:
    """By the date of an answer, which is as old as the way back at most."""
    if date is None:
        return Finding("clock", f"{where} does not say what time it is", skipped=True)
    skew = round((clock.now() - _instant(date)).total_seconds())
    told = f"within {abs(skew)} s of {where}'s"
    return Finding("clock", told, "set it by a time server (NTP)" if abs(skew) > _SKEW_SECONDS else None)


def _instant(date: str) -> datetime:
    instant = parsedate_to_datetime(date)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
