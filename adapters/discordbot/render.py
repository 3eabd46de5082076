"""Cards and charts as Discord messages: pure functions from the one to the other's JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.discordbot.components import buttons_of, choices_of, components
from adapters.discordbot.cut import NOTHING, fit
from adapters.discordbot.escape import escape, plain
from adapters.discordbot.native import native
from adapters.discordbot.rows import description
from adapters.discordbot.tones import COLOURS, WORDS
from adapters.limits import DISCORD_CONTENT
from bot.cards.card import Card, Tone

NO_MENTIONS: Mapping[str, Any] = {"parse": []}
_REFERENCE_CHARACTERS = 10
_SPELT_OUT = 3_000
"""Characters for all choices of a message together, where they are listed."""


def message(card: Card, *, footer: str | None = None) -> dict[str, Any]:
    """The body of a message: the sentence, under it an embed with the rows, then choices and buttons."""
    body = description(card, _spelt_out(card))
    told = {"description": body} if body else {}
    embed = _embed(card.tone, told, footer)
    embeds = [embed] if len(embed) > 1 else []
    said = {"content": fit(card.headline, DISCORD_CONTENT) or ("" if embeds else NOTHING), "embeds": embeds}
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
    embed = _embed(Tone.TOLD, {}, footer)
    return {"content": escape(title), "embeds": [embed], "allowed_mentions": NO_MENTIONS}


def footer_of(marker: str) -> str:
    """The line at the foot of a delivered message by which it is found again: Discord keeps no nonce with a message,
    and a reference in plain sight hides nothing."""
    return f"Factdesk · {marker[:_REFERENCE_CHARACTERS]}"


def footers(posted: Mapping[str, Any]) -> list[str]:
    """The foot of each embed of a message."""
    embeds = posted.get("embeds") or []
    return [embed["footer"]["text"] for embed in embeds if (embed.get("footer") or {}).get("text")]


def _embed(tone: Tone, told: Mapping[str, Any], footer: str | None) -> dict[str, Any]:
    word = WORDS.get(tone)
    return {
        "color": COLOURS[tone],
        **({"author": {"name": word}} if word else {}),
        **told,
        **({"footer": {"text": footer}} if footer else {}),
    }


def _spelt_out(card: Card) -> list[str]:
    choices = choices_of(card)
    lines = [fit(label, _SPELT_OUT // len(choices.shown)) for label in choices.labels] if choices.numbered else []
    if choices.hidden:
        lines.append(f"-# {choices.hidden} more fit; ask more exactly to see them.")
    hidden = len(card.buttons) - len(buttons_of(card))
    if hidden:
        lines.append(f"-# There is no room for {hidden} more buttons.")
    return lines
