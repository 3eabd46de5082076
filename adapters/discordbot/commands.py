"""The bot's commands: `/figure ask`, `/figure dates`, `/figure subscribe` and so on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from adapters.discordbot.cut import fit, length
from adapters.discordbot.escape import plain
from adapters.discordbot.installs import CONTEXTS, INSTALLS
from adapters.limits import DISCORD_OPTION_TEXT, DISCORD_OPTIONS
from bot.chat import words
from bot.chat.forms import FORMS
from bot.chat.orders import Order
from bot.domain import Status

Interaction = discord.Interaction[Any]
Choices = list[app_commands.Choice[str]]
Found = Awaitable[list[str]]
_Group = app_commands.Group

_TITLE = "its title, or its id"
_AT = "2027-05-20 14:00, 2027-05-20 or tomorrow 10am"
_ZONE = "Pacific/Auckland; without one, the date's own"


@dataclass(frozen=True, slots=True)
class Handlers:
    """`words` is handed what a command says, `order` an order with its values, `unknown` a command that is none of
    these, as those of another version are. `labels` of indicators and `titles` of key dates are asked for with what is
    in a field so far; labels also with the verb of the order that the field is a value of."""

    words: Callable[[Interaction, str], None]
    order: Callable[[Interaction, Order], None]
    unknown: Callable[[Interaction, Exception], None]
    labels: Callable[[Interaction, str, str | None], Found]
    titles: Callable[[Interaction, str], Found]


def tree_of(client: discord.Client, handlers: Handlers) -> app_commands.CommandTree[Any]:
    tree = app_commands.CommandTree(client)
    group = app_commands.Group(
        name="figure",
        description="Ask the figures desk",
        allowed_installs=INSTALLS,
        allowed_contexts=CONTEXTS,
    )
    _add_questions(group, handlers)
    _add_lists(group, handlers)
    _add_new_dates(group, handlers)
    _add_changes_of_dates(group, handlers)
    _add_subscribing(group, handlers)
    _add_entering(group, handlers)

    @tree.error
    async def unknown(interaction: Interaction, error: app_commands.AppCommandError) -> None:
        handlers.unknown(interaction, error)

    tree.add_command(group)
    return tree


def _add_questions(group: _Group, handlers: Handlers) -> None:
    @group.command(name="ask", description="Ask for a figure in your own words")
    @app_commands.describe(question="what, for whom and when")
    async def ask(interaction: Interaction, question: str) -> None:
        handlers.words(interaction, question)

    async def labels(interaction: Interaction, typed: str) -> Choices:
        found = await handlers.labels(interaction, typed, None)
        return _choices(fit(label, DISCORD_OPTION_TEXT, plain) for label in found)

    @group.command(name="follow", description="Tell this channel, or you in person, when a figure gets a new vintage")
    @app_commands.describe(question="whose answer is followed: what, for whom and when")
    async def follow(interaction: Interaction, question: str) -> None:
        handlers.words(interaction, f"{words.FOLLOW} {question}")

    ask.autocomplete("question")(labels)
    follow.autocomplete("question")(labels)

    @group.command(name="help", description="How to ask")
    async def help_(interaction: Interaction) -> None:
        handlers.words(interaction, "help")


def _add_lists(group: _Group, handlers: Handlers) -> None:
    @group.command(name="dates", description="The key dates, past and to come")
    async def dates(interaction: Interaction) -> None:
        handlers.words(interaction, words.DATES)

    @group.command(name="subscriptions", description="What this channel is subscribed to: pause, resume, remove")
    async def subscriptions(interaction: Interaction) -> None:
        handlers.words(interaction, words.SUBSCRIPTIONS)

    @group.command(name="embargoed", description="What is not public yet: for the desk's editors, each alone")
    async def embargoed(interaction: Interaction) -> None:
        handlers.order(interaction, Order(words.EMBARGOED))


def _add_new_dates(group: _Group, handlers: Handlers) -> None:
    @group.command(name="date_add", description="Add a key date")
    @app_commands.describe(**_described(words.ADD))
    async def add(
        interaction: Interaction,
        title: str,
        at: str,
        zone: str | None = None,
        brings: str | None = None,
        source: str | None = None,
    ) -> None:
        values = _given(title=title, at=at, zone=zone, brings=brings, source=source)
        handlers.order(interaction, Order(words.ADD, values))

    @add.autocomplete("brings")
    async def brings(interaction: Interaction, typed: str) -> Choices:
        return _choices(await handlers.labels(interaction, typed, words.ADD))


def _add_changes_of_dates(group: _Group, handlers: Handlers) -> None:
    @group.command(name="date_move", description="Move a key date; whoever was reminded of it is told")
    @app_commands.describe(title=_TITLE, at=_AT, zone=_ZONE)
    async def move(interaction: Interaction, title: str, at: str, zone: str | None = None) -> None:
        handlers.order(interaction, Order(words.MOVE, _given(title=title, at=at, zone=zone)))

    @group.command(name="date_cancel", description="Cancel a key date; whoever was reminded of it is told")
    @app_commands.describe(title=_TITLE)
    async def cancel(interaction: Interaction, title: str) -> None:
        handlers.order(interaction, Order(words.CANCEL, _given(title=title)))

    @group.command(name="date_confirm", description="Say that a key date has happened")
    @app_commands.describe(title=_TITLE)
    async def confirm(interaction: Interaction, title: str) -> None:
        handlers.order(interaction, Order(words.CONFIRM, _given(title=title)))

    async def titles(interaction: Interaction, typed: str) -> Choices:
        return _choices(await handlers.titles(interaction, typed))

    commands: tuple[app_commands.Command[Any, ..., None], ...] = (move, cancel, confirm)
    for command in commands:
        command.autocomplete("title")(titles)


def _add_subscribing(group: _Group, handlers: Handlers) -> None:
    @group.command(name="subscribe", description="Reminders and digests in this channel; without options, a form")
    @app_commands.describe(**_described(words.SUBSCRIBE))
    async def subscribe(
        interaction: Interaction,
        topics: str | None = None,
        reminders: str | None = None,
        digest: str | None = None,
        quiet: str | None = None,
        zone: str | None = None,
    ) -> None:
        values = _given(topics=topics, reminders=reminders, digest=digest, quiet=quiet, zone=zone)
        handlers.order(interaction, Order(words.SUBSCRIBE, values))

    @subscribe.autocomplete("topics")
    async def topics(interaction: Interaction, typed: str) -> Choices:
        """For the last of those between commas."""
        before, comma, last = typed.rpartition(",")
        labels = await handlers.labels(interaction, last.strip(), words.SUBSCRIBE)
        found = [*labels, *await handlers.titles(interaction, last.strip())]
        return _choices(f"{before}{comma} {one}".strip() for one in found)


def _add_entering(group: _Group, handlers: Handlers) -> None:
    @group.command(name="add", description="Enter a figure as a draft, for the desk's editors; without options, a form")
    @app_commands.describe(
        indicator="what is measured; “new: …” adds one",
        value="4.3",
        codes="party: Labour; region: North",
        period="2026-Q2, 2026, 2025-07/2026-06",
        status="how settled it is",
        source="a title or a publisher",
        locator="where it stands in the source: page 3",
        published="when it was published: today, 2026-08-05",
    )
    @app_commands.choices(status=[app_commands.Choice(name=one, value=one) for one in Status])
    async def add(
        interaction: Interaction,
        indicator: str | None = None,
        value: str | None = None,
        codes: str | None = None,
        period: str | None = None,
        status: str | None = None,
        source: str | None = None,
        locator: str | None = None,
        published: str | None = None,
    ) -> None:
        given = _given(
            indicator=indicator, value=value, codes=codes, period=period, status=status, source=source, locator=locator
        )
        handlers.order(interaction, Order(words.ENTER, {**given, **_given(published_on=published)}))

    @add.autocomplete("indicator")
    async def indicators(interaction: Interaction, typed: str) -> Choices:
        return _choices(await handlers.labels(interaction, typed, words.ENTER))


def _described(verb: str) -> dict[str, str]:
    """The options of a command in the words of its form."""
    fields = FORMS[verb].fields
    return {one.id: fit(f"{one.label}: {one.hint}", DISCORD_OPTION_TEXT, plain) for one in fields}


def _given(**values: str | None) -> dict[str, str]:
    return {name: text.strip() for name, text in values.items() if text and text.strip()}


def _choices(texts: Iterable[str]) -> Choices:
    """What is too long to be chosen whole is left out."""
    fitting = [text for text in dict.fromkeys(texts) if text and length(text) <= DISCORD_OPTION_TEXT]
    return [app_commands.Choice(name=text, value=text) for text in fitting[:DISCORD_OPTIONS]]
