"""The forms of orders and reports."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.form import Field, Form, Kind
from bot.chat.words import ADD, AT, BRINGS, DIGEST, QUIET, REMINDERS, SOURCE, SUBSCRIBE, TITLE, TOPICS, ZONE

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

_OFFSETS = (
    *("2 weeks", "1 week", "3 days", "2 days", "1 day", "12 hours", "6 hours", "3 hours", "2 hours", "1 hour"),
    *("30 minutes", "15 minutes", "at the moment"),
)
"""Those that a form offers; a line of words takes any other."""

FORMS: Mapping[str, Form] = {
    ADD: Form(
        ADD,
        "Add a key date",
        "Add",
        (
            Field(TITLE, "What happens", "Final result of the referendum", required=True),
            Field(AT, "When", "2027-05-20 14:00, 2027-05-20 or tomorrow 10am", required=True, kind=Kind.MOMENT),
            Field(ZONE, "Time zone", "Pacific/Auckland; without one, this channel's", kind=Kind.ZONE),
            Field(BRINGS, "Which figure it brings", "the indicator, by its label", kind=Kind.NAME),
            Field(SOURCE, "Source", "who says so: a publisher's name or an address"),
        ),
    ),
    SUBSCRIBE: Form(
        SUBSCRIBE,
        "Subscribe this channel",
        "Subscribe",
        (
            Field(
                TOPICS, "To what", "indicators or key dates, between commas; without any, everything", kind=Kind.NAMES
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


def form_of(order: str) -> Form | None:
    """The form whose sending orders this; None: there is none."""
    return WRONG if order == WRONG.order else FORMS.get(order)
