"""Buttons and choices. What they are for stands in their ids, so they work for ever, also after a restart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from adapters.discordbot.cut import NOTHING, fit, length
from adapters.discordbot.escape import plain
from adapters.limits import (
    DISCORD_BUTTON_LABEL,
    DISCORD_BUTTONS_IN_ROW,
    DISCORD_COMPONENT_ROWS,
    DISCORD_OPTION_TEXT,
    DISCORD_OPTIONS,
)
from bot.cards.card import Action, Button, Card, Tone
from bot.cards.choices import parted

_Item = TypeVar("_Item")

_ROW, _BUTTON, _SELECT = 1, 2, 3
_PRIMARY, _SECONDARY = 1, 2
_ID = re.compile(r"factdesk:([a-z]+):(.+)")
_LIST_ID = "factdesk:choices:{}"
_OFFERS = {Tone.ANSWERED: "-# Read otherwise:", Tone.ABSTAINED: "-# Held, and near it:"}
"""What choices are where the sentence does not ask for one."""
_BESIDE = 20
"""Characters of a button that leave room for the text beside it on a phone."""
_LEAST_OF_LABEL = 20
"""Characters of what a choice is, before what it comes to."""
_SPELT_OUT = 1_800
"""Characters for all choices of a message together, where they are listed."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a card that there is room for. `numbered`: some are too long to be read whole where they are
    pressed, so the message lists all with a number, which is on their buttons. `hidden`: how many there is no room
    for."""

    shown: tuple[Button, ...]
    as_buttons: bool
    numbered: bool
    hidden: int

    @property
    def labels(self) -> list[str]:
        if not self.numbered or len(self.shown) == 1:
            return [choice.label for choice in self.shown]
        return [f"{number}. {choice.label}" for number, choice in enumerate(self.shown, 1)]


def choices_of(card: Card) -> Choices:
    room = (DISCORD_COMPONENT_ROWS - len(_parts(buttons_of(card), DISCORD_BUTTONS_IN_ROW))) * DISCORD_OPTIONS
    shown = card.choices[:room]
    as_buttons = len(shown) <= DISCORD_BUTTONS_IN_ROW
    longest = DISCORD_BUTTON_LABEL if as_buttons else 2 * DISCORD_OPTION_TEXT
    cut = any(length(plain(choice.label)) > longest for choice in shown)
    numbered = cut or (as_buttons and any(choice.short for choice in shown))
    return Choices(shown, as_buttons, numbered, len(card.choices) - len(shown))


def buttons_of(card: Card) -> tuple[Button, ...]:
    """The buttons that there is room for, beside at least one row of choices where there are any."""
    rows = DISCORD_COMPONENT_ROWS - bool(card.choices)
    return card.buttons[: rows * DISCORD_BUTTONS_IN_ROW]


def components(card: Card) -> list[dict[str, Any]]:
    """The choices above the buttons."""
    return [*choice_rows(card), *button_rows(card)]


def choice_rows(card: Card, *, quiet: bool = False) -> list[dict[str, Any]]:
    """Buttons if they stand in one row, lists otherwise. `quiet`: nobody has to choose."""
    style = _SECONDARY if quiet else _PRIMARY
    choices = choices_of(card)
    named = list(zip(choices.shown, choices.labels, strict=True))
    if choices.as_buttons:
        labels = [choice.short or choice.label for choice in choices.shown]
        if choices.numbered and len(labels) > 1:
            labels = [f"{number}. {label}" for number, label in enumerate(labels, 1)]
        row = [_button(choice, label, style) for choice, label in zip(choices.shown, labels, strict=True)]
        return _rows([row] if row else [])
    return _rows([[_list(number, part)] for number, part in enumerate(_parts(named, DISCORD_OPTIONS))])


def button_rows(card: Card) -> list[dict[str, Any]]:
    parts = _parts(buttons_of(card), DISCORD_BUTTONS_IN_ROW)
    return _rows([[_button(button, button.label, _SECONDARY) for button in part] for part in parts])


def beside_their_labels(card: Card, label: str, *, quiet: bool = False) -> list[tuple[str, dict[str, Any]]]:
    """Each choice in full, with a button of what tells it apart, or else of that label, where they are few but too long
    to be read on buttons; none where a button would leave no room beside it, and elsewhere."""
    choices, style = choices_of(card), _SECONDARY if quiet else _PRIMARY
    if not (choices.numbered and choices.as_buttons and len(card.buttons) <= DISCORD_BUTTONS_IN_ROW):
        return []
    if any(length(choice.short) > _BESIDE for choice in choices.shown):
        return []
    mark = "-# " if quiet else ""
    return [
        (mark + fit(choice.label, _SPELT_OUT // len(choices.shown)), _button(choice, choice.short or label, style))
        for choice in choices.shown
    ]


def offered(card: Card) -> str:
    """The line above choices that no sentence asks for; "" where there are none."""
    return _OFFERS.get(card.tone, "") if card.choices else ""


def listed(card: Card, *, in_full: bool = True) -> str:
    """How many choices and buttons there is no room for and, `in_full`, the choices whose labels are too long to be
    read where they are pressed, a line each."""
    choices = choices_of(card)
    spelt_out = choices.labels if choices.numbered and in_full else []
    lines = [fit(label, _SPELT_OUT // len(choices.shown)) for label in spelt_out]
    if choices.hidden:
        lines.append(f"-# {choices.hidden} more fit; ask more exactly to see them.")
    hidden = len(card.buttons) - len(buttons_of(card))
    if hidden:
        lines.append(f"-# There is no room for {hidden} more buttons.")
    return "\n".join(lines)


def component_id(action: Action, ref: str) -> str:
    return f"factdesk:{action.value}:{ref}"


def read_id(custom_id: str) -> tuple[Action, str] | None:
    """The inverse of `component_id`; None for what is no button of ours."""
    match = _ID.fullmatch(custom_id)
    try:
        return (Action(match[1]), match[2]) if match else None
    except ValueError:
        return None


def _button(button: Button, label: str, style: int) -> dict[str, Any]:
    return {
        "type": _BUTTON,
        "style": style,
        "label": _fitted(label) or NOTHING,
        "custom_id": component_id(button.action, button.ref),
    }


def _fitted(label: str) -> str:
    """A label that is too long loses of what it is, and never of what it comes to."""
    what, value = (plain(part) for part in parted(label))
    room = DISCORD_BUTTON_LABEL - length(value)
    if length(what) <= room or room < _LEAST_OF_LABEL:
        return fit(label, DISCORD_BUTTON_LABEL, plain)
    return fit(what, room, plain) + value


def _list(number: int, named: Sequence[tuple[Button, str]]) -> dict[str, Any]:
    return {
        "type": _SELECT,
        "custom_id": _LIST_ID.format(number),
        "placeholder": "Which one?" if number == 0 else "More to choose from",
        "options": [_option(choice, label) for choice, label in named],
    }


def _option(choice: Button, label: str) -> dict[str, Any]:
    """A label too long for one line goes on in the line under it."""
    text = plain(label)
    if length(text) <= DISCORD_OPTION_TEXT:
        return {"label": text or NOTHING, "value": choice.ref}
    head = fit(text, DISCORD_OPTION_TEXT, plain)
    tail = text[len(head) - 1 :].strip()
    return {"label": head, "value": choice.ref, "description": fit(f"…{tail}", DISCORD_OPTION_TEXT, plain)}


def _rows(rows: Sequence[Sequence[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [{"type": _ROW, "components": list(row)} for row in rows]


def _parts(items: Sequence[_Item], size: int) -> list[Sequence[_Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
