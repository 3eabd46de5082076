"""The forms of orders and reports."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.form import Field, Form
from bot.chat.words import ADD, AT, BRINGS, DIGEST, QUIET, REMINDERS, SOURCE, SUBSCRIBE, TITLE, TOPICS, ZONE

NOTE = "note"
WRONG = Form(
    "wrong",
    "What is wrong?",
    "Send to the desk",
    (Field(NOTE, "Your remark", "The desk gets it with your name, the question, the answer and its figures."),),
)

FORMS: Mapping[str, Form] = {
    ADD: Form(
        ADD,
        "Add a key date",
        "Add",
        (
            Field(TITLE, "What happens", "Final result of the referendum", required=True),
            Field(AT, "When", "2027-05-20 14:00, 2027-05-20 or tomorrow 10am", required=True),
            Field(ZONE, "Time zone", "Pacific/Auckland; without one, this channel's"),
            Field(BRINGS, "Which figure it brings", "the indicator, by its label"),
            Field(SOURCE, "Source", "who says so: a publisher's name or an address"),
        ),
    ),
    SUBSCRIBE: Form(
        SUBSCRIBE,
        "Subscribe this channel",
        "Subscribe",
        (
            Field(TOPICS, "To what", "indicators or key dates, between commas; without any, everything"),
            Field(REMINDERS, "Reminders", "how long before a date", "1 day, 1 hour"),
            Field(DIGEST, "Digest", "weekdays 08:30; empty for none"),
            Field(QUIET, "Quiet hours", "22:00-07:00; only corrections are posted then"),
            Field(ZONE, "Time zone", "Pacific/Auckland; without one, the newsroom's"),
        ),
    ),
}
