"""Cards as Slack messages: pure functions, which never make a message that Slack refuses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from adapters import limits
from adapters.slackbot.blockkit import Json, actions, context, folded, plain, rich_text, section
from adapters.slackbot.cut import fit, shorten
from adapters.slackbot.dataviz import chart_block, notes, table_block
from adapters.slackbot.escape import escape, length, link, unescape, visible
from adapters.slackbot.native import native
from bot.cards.card import Action, Aside, Button, Card, Row, Tone
from bot.cards.chart import Chart
from bot.cards.choices import parted

ACTION_PREFIX = "factdesk:"

_CHOICES = {Tone.ANSWERED: "Also:", Tone.ABSTAINED: "Nearest:"}
"""What the choices are, where the sentence does not ask for one."""

_LEAST_OF_LABEL = 20
"""Characters of what a choice is, before what it comes to."""
_PICK_ONE = "Pick one"
_AGAIN = "· "
"""Instead of a label that stands above."""

CHART = "data_visualization"
NEW = (CHART, "data_table", "container")
"""Blocks that not every workspace takes, and messages alone have."""
_TEXTS = ("text", "title", "caption", "label", "name")
"""Where text stands that is seen."""
_FEW = 3
"""As many figures are read in lines as soon as in a table."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as blocks, those that fit; its figures are not told in lines beside the table."""

    chart: Json | None = None
    table: Json | None = None
    lines: tuple[Row, ...] = ()
    alt: str = ""

    @classmethod
    def of(cls, chart: Chart | None) -> Picture:
        if chart is None:
            return cls()
        drawn, table = chart_block(chart), table_block(chart)
        # Whoever looks at a chart can have its figures; what Slack does not say of them takes a table.
        says_all = drawn is not None and not chart.is_timed and not notes(chart)
        if says_all or len(chart.points) <= _FEW:
            table = None
        alt = (chart.alt,) if drawn else ()
        if table is None:
            return cls(drawn, None, tuple(Row("Marked", text) for text in (notes(chart),) if text and drawn), *alt)
        told = [Row("Figures", chart.subtitle), Row("Status", chart.status)]
        return cls(drawn, table, tuple(row for row in told if row.text), *alt)

    @property
    def blocks(self) -> list[Json]:
        return [block for block in (self.chart, self.table) if block is not None]


def message(card: Card, chart: Chart | None = None, *, anew: bool = False) -> Json:
    """`text` and `blocks` of a message: the sentence, what is not to be overlooked, the choices, the rest as quiet
    context, the buttons. `text` is for notifications and screen readers. `anew`: with the blocks that not every
    workspace takes, of `NEW`: a chart and its figures drawn by Slack, and folded away what is not looked at first."""
    picture = Picture.of(chart) if anew else Picture()
    drawn = list(blocks(card, picture, folds=anew))
    if _characters(drawn) > limits.SLACK_MESSAGE:
        picture = replace(picture, table=None, lines=())
        drawn = list(blocks(card, picture, folds=anew))
    return {"text": _fallback(card, picture.alt), "blocks": native(card, drawn)}


def has(sent: Json, *kinds: str) -> bool:
    """Whether a message, as it was sent or as Slack gives it back, has a block of any of these kinds."""
    return any(block.get("type") in kinds for block in sent.get("blocks") or ())


def blocks(card: Card, picture: Picture = Picture(), *, folds: bool = False) -> Iterator[Json]:
    """Those of a message, for wherever a card is drawn; `folds`: in a message that takes the new ones."""
    yield _head(card)
    rows = _labelled(card.rows)
    warnings = _lines(row for row in rows if row.warns)
    if warnings:
        yield section("\n".join(fit(warnings, limits.SLACK_WARNINGS)))
    yield from picture.blocks
    calm = [row for row in rows if not row.warns and not (picture.table and row.aside is Aside.SERIES)]
    aside = [row for row in calm if folds and _is_folded(row, calm)]
    quiet = [*picture.lines, *(row for row in calm if row not in aside)]
    below = [*_said(card.tone, quiet), *_folded(aside)]
    choices = list(_choice_blocks(card))
    # A question back is followed by what to pick from; of an answer the other readings come after all that it is.
    yield from [*choices, *below] if card.tone is Tone.AMBIGUOUS else [*below, *choices]
    shown = _are_whole(quiet)
    yield from _button_rows([button for button in card.buttons if not (button.repeats and shown)])


def _head(card: Card) -> Json:
    before, figure, after = card.parted
    if not figure or length(escape(card.headline)) > limits.SLACK_HEADLINE:
        return section(shorten(card.headline, limits.SLACK_HEADLINE))
    return rich_text([(visible(before), False), (visible(figure), True), (visible(after), False)])


def _said(tone: Tone, rows: Sequence[Row]) -> Iterator[Json]:
    """The rows: quiet below an answer, as its sentence says what was asked; otherwise they are what is said."""
    if not rows:
        return
    lines, links = _quiet_lines(rows), _links(rows)
    if tone in (Tone.ANSWERED, Tone.AMBIGUOUS, Tone.ABSTAINED):
        yield context([plain("\n".join(lines)), *links])
        return
    small = [row for row in rows if row.small]
    if small and len(lines) == len(rows):
        lines = _lines(row for row in rows if not row.small)
        links = [plain("\n".join(fit(_lines(small), limits.SLACK_QUIET))), *links]
    labels = {row.label for row in rows if row.label}
    if lines:
        parts = (part for number, line in enumerate(lines) for part in _with_label(line, labels, first=not number))
        yield rich_text(parts)
    if links:
        yield context(links)


def _with_label(line: str, labels: Collection[str], *, first: bool) -> Iterator[tuple[str, bool]]:
    """A line of `_lines` with its label in bold."""
    yield ("" if first else "\n"), False
    label = next((f"{label}:" for label in labels if line.startswith(f"{escape(label)}: ")), "")
    shown = unescape(line)
    yield label, True
    yield shown.removeprefix(label), False


def _is_folded(row: Row, among: Sequence[Row]) -> bool:
    is_long = sum(one.aside is Aside.SERIES for one in among) > _FEW
    return row.aside is Aside.WORKINGS or (row.aside is Aside.SERIES and is_long)


def _folded(rows: Sequence[Row]) -> list[Json]:
    """Under the labels of what is folded away."""
    if not rows:
        return []
    title = " and ".join(dict.fromkeys(row.label for row in rows if row.label))
    lines = fit(_lines(rows), limits.SLACK_QUIET)
    return [folded(shorten(title, limits.SLACK_CONTAINER_TITLE), [section("\n".join(lines))])]


def _are_whole(rows: Sequence[Row]) -> bool:
    """Whether nothing of the rows is left out where they are shown."""
    lines = [f"{row.label}: {row.text}" for row in rows]
    return all(length(escape(line)) <= limits.SLACK_LINE for line in lines) and _size(lines) <= limits.SLACK_QUIET


def _characters(part: Any) -> int:
    """Of all texts in a part of a message."""
    if isinstance(part, dict):
        texts = [part[name] for name in _TEXTS if isinstance(part.get(name), str)]
        return sum(map(length, texts)) + sum(map(_characters, part.values()))
    return sum(map(_characters, part)) if isinstance(part, list) else 0


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
        yield context([plain(_CHOICES[card.tone])])
    lines = [shorten(f"{number}. {choice.label}", limits.SLACK_LINE) for number, choice in enumerate(choices, 1)]
    listed = any(
        choice.short or shorten(choice.label, limits.SLACK_BUTTON) != shorten(choice.label, limits.SLACK_LINE)
        for choice in choices
    )
    if listed:
        yield section("\n".join(fit(lines, limits.SLACK_CHOICES)))
        # Under the numbers of the list, by no more than what tells them apart.
        choices = tuple(
            replace(choice, label=f"{number}. {choice.short or choice.label}")
            for number, choice in enumerate(choices, 1)
        )
    if len(choices) <= limits.SLACK_BUTTONS_ABREAST:
        yield actions(_button(choice, number) for number, choice in enumerate(choices))
    else:
        yield actions([_select(choices[: limits.SLACK_OPTIONS])])


def _button_rows(buttons: Sequence[Button]) -> Iterator[Json]:
    size = limits.SLACK_ELEMENTS
    drawn = [_button(button, number) for number, button in enumerate(buttons[: limits.SLACK_BUTTON_ROWS * size])]
    for start in range(0, len(drawn), size):
        yield actions(drawn[start : start + size])
    if len(buttons) > len(drawn):
        yield context([plain(f"… and {len(buttons) - len(drawn)} more buttons")])


def _button(button: Button, number: int) -> Json:
    return {
        "type": "button",
        "action_id": f"{ACTION_PREFIX}{button.action}:{number}",
        "text": plain(_fitted(button.label)),
        "value": button.ref,
    }


def _fitted(label: str) -> str:
    """A label that is too long loses of what it is, and never of what it comes to."""
    what, value = parted(label)
    room = limits.SLACK_BUTTON - length(escape(value))
    if length(escape(what)) <= room or room < _LEAST_OF_LABEL:
        return shorten(label, limits.SLACK_BUTTON)
    return shorten(what, room) + escape(value)


def _select(choices: Sequence[Button]) -> Json:
    return {
        "type": "static_select",
        "action_id": f"{ACTION_PREFIX}{Action.PICK}:0",
        "placeholder": plain(_PICK_ONE),
        "options": [{"text": plain(_fitted(choice.label)), "value": choice.ref} for choice in choices],
    }


def _fallback(card: Card, chart: str) -> str:
    choices = [shorten(f"{number}. {choice.label}", limits.SLACK_LINE) for number, choice in enumerate(card.choices, 1)]
    head = shorten(card.headline, limits.SLACK_HEADLINE)
    rows = [*_lines(_labelled(card.rows)), *([shorten(chart, limits.SLACK_ALT)] if chart else [])]
    if choices and card.tone in _CHOICES:
        lines = [*rows, _CHOICES[card.tone], *choices]
    else:
        lines = [*choices, *rows]
    rest = fit(lines, limits.SLACK_FALLBACK - length(head) - 1)
    return "\n".join([head, *rest])
