"""The forms of orders and reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.ask.parse import MAX_CHARACTERS
from bot.cards.card import Action
from bot.cards.form import Field, Form, Kind
from bot.chat.words import ADD, AT, BRINGS, DIGEST, ENTER, QUIET, REMINDERS, SOURCE, SUBSCRIBE, TITLE, TOPICS, ZONE
from bot.workable import LONGEST_TITLE

NOTE = "note"
WRONG = Form(
    "wrong",
    "What is wrong?",
    "Send to the desk",
    (
        Field(
            NOTE,
            "Your remark",
            "The desk gets it with your name, the question, the answer and its figures.",
            kind=Kind.PARAGRAPH,
        ),
    ),
)

REJECT = Form(
    "reject",
    "Reject the draft",
    "Reject",
    (Field(NOTE, "Why", "It is kept in the log.", required=True, kind=Kind.PARAGRAPH),),
)
OVERRULE = Form(
    "overrule",
    "Publish all the same",
    "Publish",
    (Field(NOTE, "Why it is right", "It is kept with what speaks against it.", required=True, kind=Kind.PARAGRAPH),),
)

MORE = "more"
CELLS: Mapping[str, str] = {
    "status": "status",
    "source": "source",
    "locator": "locator",
    "address": "url",
    "published": "published_on",
    "unit": "unit",
    "qualifier": "qualifier",
    "according to": "attributed_to",
    "note": "note",
    "embargo until": "embargo_until",
}
"""The lines of the last field of a form for figures, with the cells of an import that they are."""
_MORE_OF_RESULT = tuple(label for label in CELLS if label not in ("status", "source"))
_FIRST_CELLS = {"published": "today"}


def _more(labels: Iterable[str]) -> Field:
    lines = "\n".join(f"{label}: {_FIRST_CELLS.get(label, '')}".rstrip() for label in labels)
    return Field(MORE, "More", "", lines, kind=Kind.CELLS, options=tuple(labels))


RESULT = Form(
    "result",
    "Enter the result",
    "Enter as drafts",
    (
        Field("figures", "Figures, a line each", "write each value behind its =", required=True, kind=Kind.LINES),
        Field("period", "Period", "2026-Q2, 2026, 2025-07/2026-06"),
        Field("status", "Status", "preliminary, provisional, final"),
        Field("source", "Source", "a title or a publisher"),
        _more(_MORE_OF_RESULT),
    ),
)

_OFFSETS = (
    *("2 weeks", "1 week", "3 days", "2 days", "1 day", "12 hours", "6 hours", "3 hours", "2 hours", "1 hour"),
    *("30 minutes", "15 minutes", "at the moment"),
)
"""Those that a form offers; a line of words takes any other."""

FORMS: Mapping[str, Form] = {
    ENTER: Form(
        ENTER,
        "Enter a figure",
        "Enter as a draft",
        (
            Field("indicator", "What is measured", "jobless rate; “new: …” adds one", required=True, kind=Kind.NAME),
            Field("codes", "Broken down by", "party: Labour; region: North"),
            Field("period", "Period", "2026-Q2, 2026, 2025-07/2026-06"),
            Field("value", "Value", "4.3", required=True),
            _more(CELLS),
        ),
    ),
    ADD: Form(
        ADD,
        "Add a key date",
        "Add",
        (
            Field(TITLE, "What happens", "Final result of the referendum", required=True, longest=LONGEST_TITLE),
            Field(AT, "When", "2027-05-20 14:00, 2027-05-20 or tomorrow 10am", required=True, kind=Kind.MOMENT),
            Field(ZONE, "Time zone", "Pacific/Auckland; without one, this channel's", kind=Kind.ZONE),
            Field(
                BRINGS, "Which figure it brings", "the indicator, by its label", kind=Kind.NAME, longest=MAX_CHARACTERS
            ),
            Field(SOURCE, "Source", "who says so: a publisher's name or an address", longest=LONGEST_TITLE),
        ),
    ),
    SUBSCRIBE: Form(
        SUBSCRIBE,
        "Subscribe this channel",
        "Subscribe",
        (
            Field(
                TOPICS,
                "To what",
                "indicators or key dates, between commas; without any, everything",
                kind=Kind.NAMES,
                longest=MAX_CHARACTERS,
            ),
            Field(
                REMINDERS,
                "Reminders",
                "how long before a date",
                "1 day, 1 hour",
                kind=Kind.SEVERAL,
                options=_OFFSETS,
            ),
            Field(DIGEST, "Digest", "weekdays 08:30; empty for none", kind=Kind.DIGEST),
            Field(QUIET, "Quiet hours", "22:00-07:00; only corrections are posted then", kind=Kind.HOURS),
            Field(ZONE, "Time zone", "Pacific/Auckland; without one, the newsroom's", kind=Kind.ZONE),
        ),
    ),
}


EDIT = replace(FORMS[ENTER], order="edit", title="Edit your draft", submit="Save")

BUTTON_FORMS: Mapping[Action, Form] = {
    Action.WRONG: WRONG,
    Action.REJECT: REJECT,
    Action.OVERRULE: OVERRULE,
    Action.ENTER: RESULT,
    Action.EDIT: EDIT,
}
"""The forms that buttons ask for: sent, one is the same press with what was written."""


def form_of(order: str) -> Form | None:
    """The form whose sending orders this; None: there is none."""
    return next((form for form in BUTTON_FORMS.values() if form.order == order), FORMS.get(order))


def action_of(order: str) -> Action | None:
    """The button that asked for a form; None: no button did."""
    return next((action for action, form in BUTTON_FORMS.items() if form.order == order), None)
