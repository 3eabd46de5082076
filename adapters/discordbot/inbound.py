"""What Discord sends as what the core takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import discord

from adapters import markup
from adapters.discordbot.audiences import audience_in
from adapters.discordbot.components import read_id
from adapters.discordbot.form import read_order, written
from adapters.discordbot.installs import can_post, is_member, is_outside
from bot.cards.card import Action
from bot.chat.forms import NOTE
from bot.chat.nouns import Asker, Inbound, Place, Press, Visibility
from bot.delivery.nouns import Address
from bot.zones import day_in

PLATFORM = "discord"

_PERSON = re.compile(r"<@!?(\d+)>")
_MARKED = re.compile(r"<(?:@[!&]?\d+|#\d+|/[^<>:]+:\d+|id:\w+(?::\d+)?|sound:\d+:\d+)>")
"""People, roles, channels, commands and the like."""
_EMOJI = re.compile(r"<a?:\w+:\d+>")
"""The server's own."""
_TITLED = re.compile(r"\[([^\[\]]+)\]\(<?https?://[^\s()]*>?(?:\s+\"[^\"]*\")?\)")
"""Words with a link on them."""
_TIME = re.compile(r"<t:(-?\d{1,14})(?::[tTdDfFRsS])?>")
_YEAR = re.compile(r"\b(?:1[5-9]|20|21)\d\d\b")


def of_message(message: discord.Message, me: int) -> Inbound | None:
    """A message that mentions the bot, or is sent to it alone; None for every other one, and for those of bots and of
    Discord itself."""
    alone = message.guild is None
    # A reply to the bot mentions it without writing so: Discord says who is mentioned.
    if message.author.bot or message.is_system() or not (alone or any(user.id == me for user in message.mentions)):
        return None
    channel = str(message.channel.id)
    of_its_own = alone or isinstance(message.channel, discord.Thread)
    place = Place(
        _address(message.guild.id if message.guild else None, channel),
        thread=channel if of_its_own else None,
        reply_to=None if alone else str(message.id),
    )
    before = message.reference.message_id if message.reference else None
    return Inbound(
        key=_key(message.id),
        asker=replace(_asker(message.author, message.channel), alone=alone),
        place=place,
        text=_question(message, me),
        # What is said to the bot alone is answered there, once, as in any other channel.
        visibility=Visibility.PUBLIC,
        answers_to=str(before) if before else None,
        audience=audience_in(message.guild, message.channel.id),
        message_ref=str(message.id),
    )


def of_edit(message: discord.Message, me: int) -> Inbound | None:
    """The same of a message whose writer has changed it; None also where Discord alone did, as with a preview."""
    event = of_message(message, me) if message.edited_at is not None else None
    if event is None or message.edited_at is None:
        return None
    stamp = message.edited_at.isoformat()
    return replace(event, key=f"{event.key}/{stamp}", edited=stamp)


def of_command(interaction: discord.Interaction[Any], text: str, visibility: Visibility) -> Inbound:
    """A command with its words, which nobody but the asker sees, whoever sees its answer. Its handles are secrets for
    as long as Discord takes an answer by them. Where the bot is no member they are the only way to answer, and the
    asker alone sees the answer."""
    return Inbound(
        key=_key(interaction.id),
        asker=_asker_in(interaction),
        place=_place(interaction),
        text=_said(text),
        visibility=visibility if is_member(interaction) else Visibility.PRIVATE,
        handles=handles_of(interaction),
        can_post=can_post(interaction),
    )


def of_press(interaction: discord.Interaction[Any]) -> Press | None:
    """A button, a choice from a list, or the form of a button that was sent; None for what is not of ours."""
    data: Mapping[str, Any] = interaction.data or {}
    chosen = data.get("values") or ()
    meant = (Action.PICK, str(chosen[0])) if chosen else read_id(data.get("custom_id", ""))
    if meant is None:
        return None
    hidden = interaction.message is not None and interaction.message.flags.ephemeral
    return Press(
        key=_key(interaction.id),
        action=meant[0],
        ref=meant[1],
        asker=_asker_in(interaction),
        place=_place(interaction),
        visibility=Visibility.PRIVATE if hidden else Visibility.PUBLIC,
        message_ref=str(interaction.message.id) if interaction.message else None,
        note=written(data).get(NOTE, "") if _is_sent_form(interaction) else None,
        values=written(data) if _is_sent_form(interaction) else None,
        link=interaction.message.jump_url if interaction.message and not hidden else None,
        can_post=can_post(interaction),
    )


def of_sent_form(interaction: discord.Interaction[Any]) -> tuple[str, dict[str, str]] | None:
    """What is ordered by a form, and what was written in it, by field; None for all else."""
    data: Mapping[str, Any] = interaction.data or {}
    verb = read_order(data.get("custom_id", "")) if _is_sent_form(interaction) else None
    return None if verb is None else (verb, written(data))


def asked_by(interaction: discord.Interaction[Any]) -> tuple[Asker, Address]:
    """Who acts, and where."""
    return _asker_in(interaction), _place(interaction).address


def handles_of(interaction: discord.Interaction[Any]) -> dict[str, str]:
    return {"application": str(interaction.application_id), "token": interaction.token}


def _key(snowflake: int) -> str:
    return f"{PLATFORM}/{snowflake}"


def _address(guild: int | None, channel: str) -> Address:
    return Address(PLATFORM, str(guild or ""), channel)


def _place(interaction: discord.Interaction[Any]) -> Place:
    channel = str(interaction.channel_id or "")
    alone = interaction.guild_id is None or isinstance(interaction.channel, discord.Thread)
    return Place(_address(interaction.guild_id, channel), thread=channel if alone else None)


def _is_sent_form(interaction: discord.Interaction[Any]) -> bool:
    return interaction.type is discord.InteractionType.modal_submit


def _asker_in(interaction: discord.Interaction[Any]) -> Asker:
    """Roles of a server that the bot is no member of say nothing to the desk."""
    asker = _asker(interaction.user, interaction.channel)
    asker = replace(asker, alone=interaction.guild_id is None and is_member(interaction))
    return replace(asker, groups=(), outside=True) if is_outside(interaction) else asker


def _asker(user: discord.User | discord.Member, channel: object) -> Asker:
    """With the roles that were given to them (the one that everybody has says nothing), and, in a thread, the channel
    that it belongs to."""
    given = [role for role in getattr(user, "roles", ()) if not role.is_default()]
    thread_of = str(channel.parent_id) if isinstance(channel, discord.Thread) else None
    return Asker(str(user.id), user.display_name, tuple(str(role.id) for role in given), thread_of=thread_of)


def _question(message: discord.Message, me: int) -> str:
    """The words without the mention of the bot; in an order, other people are in them by name."""
    words = re.sub(rf"<@!?{me}>", " ", message.content)
    return _said(words, {str(user.id): user.display_name for user in message.mentions})


def _said(words: str, names: Mapping[str, str] | None = None) -> str:
    """Of a question, what is neither a name, a link nor an emoji: those are marked up with their ids."""
    shown = _PERSON.sub(lambda person: (names or {}).get(person[1], person[0]), words)
    bare = _MARKED.sub(" ", _EMOJI.sub(" :emoji: ", _TITLED.sub(r"\1", words)))
    return markup.question(shown, _TIME.sub(" " if _YEAR.search(_TIME.sub(" ", bare)) else _day, bare))


def _day(time: re.Match[str]) -> str:
    """A time that is the only one of a question, as a day."""
    try:
        return f" {day_in(datetime.fromtimestamp(int(time[1]), UTC), 'UTC').isoformat()} "
    except (OverflowError, OSError, ValueError):
        return " "
