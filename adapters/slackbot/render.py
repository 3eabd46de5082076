"""Cards as Slack messages: pure functions, which never make a message that Slack refuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from adapters import limits
from adapters.slackbot.cut import fit, shorten
from adapters.slackbot.escape import length, link
from adapters.slackbot.native import native
from bot.cards.card import Action, Button, Card, Row, Tone

ACTION_PREFIX = "factdesk:"

_CHOICES = {Tone.ANSWERED: "Also:", Tone.ABSTAINED: "Nearest:"}
"""What the choices are, where the sentence does not ask for one."""

_PICK_ONE = "Pick one"
_AGAIN = "· "
"""Instead of a label that stands above."""

Json = dict[str, Any]


def message(card: Card) -> Json:
    """`text` and `blocks` of a message: the sentence, what is not to be overlooked, the choices, the rest as quiet
    context, the buttons. `text` is for notifications and screen readers."""
    return {"text": _fallback(card), "blocks": native(card, list(blocks(card)))}


def blocks(card: Card) -> Iterator[Json]:
    """Those of a message, for wherever a card is drawn."""
    yield _section(shorten(card.headline, limits.SLACK_HEADLINE))
    rows = _labelled(card.rows)
    warnings = _lines(row for row in rows if row.warns)
    if warnings:
        yield _section("\n".join(fit(warnings, limits.SLACK_WARNINGS)))
    quiet = [row for row in rows if not row.warns]
    context = [_context([_plain("\n".join(_quiet_lines(quiet))), *_links(rows)])] if quiet else []
    choices = list(_choice_blocks(card))
    # A question back is followed by what to pick from; of an answer the other readings come after all that it is.
    yield from [*choices, *context] if card.tone is Tone.AMBIGUOUS else [*context, *choices]
    yield from _button_rows(card.buttons)


def _lines(rows: Iterable[Row]) -> list[str]:
    """A line a row, escaped; of rows with the same label the first one alone shows it."""
    lines, before = [], ""
    for row in rows:
        shown = f"{_AGAIN}{row.text}" if row.label == before else f"{row.label}: {row.text}"
        lines.append(shorten(shown if row.label else row.text, limits.SLACK_LINE))
        before = row.label
    return lines


def _labelled(rows: Iterable[Row]) -> list[Row]:
    """A row without a label goes on under the one before: each row with the label that it stands under."""
    labelled, label = [], ""
    for row in rows:
        label = row.label or label
        labelled.append(row if row.label else replace(row, label=label))
    return labelled


def _quiet_lines(rows: Sequence[Row]) -> list[str]:
    """What does not fit is left out from the end on, but the sources last of all: an answer always has its source."""
    lines = _lines(rows)
    if _size(lines) <= limits.SLACK_QUIET:
        return lines
    sources = fit(_lines(row for row in rows if row.url), limits.SLACK_QUIET // 2)
    others = _lines(row for row in rows if not row.url)
    return [*fit(others, limits.SLACK_QUIET - _size(sources)), *sources]


def _size(lines: Iterable[str]) -> int:
    return sum(length(line) + 1 for line in lines)


def _links(rows: Iterable[Row]) -> list[Json]:
    """Where the sources are on the web; an address that is too long to be one is left out."""
    urls = dict.fromkeys(row.url for row in rows if row.url)
    found = (link(url) for url in urls)
    short = [text for text in found if text and length(text) <= limits.SLACK_URL]
    return [{"type": "mrkdwn", "text": text, "verbatim": True} for text in short[: limits.SLACK_LINKS]]


def _choice_blocks(card: Card) -> Iterator[Json]:
    """Buttons for a few choices and a select for many; in full above them where they do not fit on a button."""
    choices = card.choices
    if not choices:
        return
    if card.tone in _CHOICES:
        yield _context([_plain(_CHOICES[card.tone])])
    labels = [shorten(choice.label, limits.SLACK_BUTTON) for choice in choices]
    lines = [shorten(f"{number}. {choice.label}", limits.SLACK_LINE) for number, choice in enumerate(choices, 1)]
    if any(label != shorten(choice.label, limits.SLACK_LINE) for label, choice in zip(labels, choices, strict=True)):
        yield _section("\n".join(fit(lines, limits.SLACK_CHOICES)))
    if len(choices) <= limits.SLACK_BUTTONS_ABREAST:
        yield _actions(_button(choice, number) for number, choice in enumerate(choices))
    else:
        yield _actions([_select(choices[: limits.SLACK_OPTIONS])])


def _button_rows(buttons: Sequence[Button]) -> Iterator[Json]:
    size = limits.SLACK_ELEMENTS
    drawn = [_button(button, number) for number, button in enumerate(buttons[: limits.SLACK_BUTTON_ROWS * size])]
    for start in range(0, len(drawn), size):
        yield _actions(drawn[start : start + size])
    if len(buttons) > len(drawn):
        yield _context([_plain(f"… and {len(buttons) - len(drawn)} more buttons")])


def _button(button: Button, number: int) -> Json:
    return {
        "type": "button",
        "action_id": f"{ACTION_PREFIX}{button.action}:{number}",
        "text": _plain(shorten(button.label, limits.SLACK_BUTTON)),
        "value": button.ref,
    }


def _select(choices: Sequence[Button]) -> Json:
    return {
        "type": "static_select",
        "action_id": f"{ACTION_PREFIX}{Action.PICK}:0",
        "placeholder": _plain(_PICK_ONE),
        "options": [
            {"text": _plain(shorten(choice.label, limits.SLACK_BUTTON)), "value": choice.ref} for choice in choices
        ],
    }


def _fallback(card: Card) -> str:
    choices = [shorten(f"{number}. {choice.label}", limits.SLACK_LINE) for number, choice in enumerate(card.choices, 1)]
    head = shorten(card.headline, limits.SLACK_HEADLINE)
    rest = fit([*choices, *_lines(_labelled(card.rows))], limits.SLACK_FALLBACK - length(head) - 1)
    return "\n".join([head, *rest])


def _section(text: str) -> Json:
    return {"type": "section", "text": _plain(text)}


def _context(elements: list[Json]) -> Json:
    return {"type": "context", "elements": elements}


def _actions(elements: Iterable[Json]) -> Json:
    return {"type": "actions", "elements": list(elements)}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}
