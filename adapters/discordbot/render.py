"""Cards and charts as messages with content and embeds: what a notification shows the sentence of, and what any Discord
takes. Pure functions from cards to Discord's JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.discordbot.components import components, listed, offered
from adapters.discordbot.cut import NOTHING, fit
from adapters.discordbot.escape import bold, escape, plain
from adapters.discordbot.layout import NO_MENTIONS
from adapters.discordbot.native import native
from adapters.discordbot.rows import description
from adapters.discordbot.tones import COLOURS, WORDS, colour_of
from adapters.limits import DISCORD_CONTENT, DISCORD_HEADLINE
from bot.cards.card import Card, Tone


def message(card: Card, *, footer: str | None = None) -> dict[str, Any]:
    """The body of a message: the sentence, under it an embed with the rows, then choices and buttons. Choices in full
    stand first where the sentence asks for one of them, and otherwise under the line that says what they are."""
    heading = offered(card)
    choices = [line for line in (heading, listed(card)) if line]
    body = description(card, last=choices) if heading else description(card, choices)
    told = {"description": body} if body else {}
    embed = _embed(card.tone, colour_of(card), told, footer)
    embeds = [embed] if len(embed) > 1 else []
    headline = bold(fit(card.headline, DISCORD_HEADLINE), card.figure)
    said = {"content": headline or ("" if embeds else NOTHING), "embeds": embeds}
    return {**native(card, said), "components": components(card), "allowed_mentions": NO_MENTIONS}


def line(card: Card) -> dict[str, Any]:
    """The sentence of a card alone, to be copied as it stands."""
    text = plain(card.headline)
    fenced = f"```\n{text}\n```"
    if "`" in text or len(fenced) > DISCORD_CONTENT:
        fenced = fit(text, DISCORD_CONTENT)
    return {"content": fenced, "embeds": [], "components": [], "allowed_mentions": NO_MENTIONS}


def chart_message(title: str, *, footer: str) -> dict[str, Any]:
    """What stands with a chart that is a message of its own."""
    embed = _embed(Tone.TOLD, COLOURS[Tone.TOLD], {}, footer)
    return {"content": escape(title), "embeds": [embed], "allowed_mentions": NO_MENTIONS}


def _embed(tone: Tone, colour: int, told: Mapping[str, Any], footer: str | None) -> dict[str, Any]:
    word = WORDS.get(tone)
    return {
        "color": colour,
        **({"author": {"name": word}} if word else {}),
        **told,
        **({"footer": {"text": footer}} if footer else {}),
    }
