"""Cards of every kind, as the chat makes them, of an invented harbour's answers."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import Answer
from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.cards.card import Action, Button, Card, Row, Tone
from tests.adapters.answers import ABSTAINED, AMBIGUOUS, ANSWERED, landed

RECEIPT = "abcdefghijabcdefghij"
BUTTONS = tuple(
    Button(action, label, RECEIPT)
    for action, label in (
        (Action.SOURCE, "Source"),
        (Action.WORKINGS, "How computed"),
        (Action.COPY, "Copy line"),
        (Action.SHARE, "Share in channel"),
        (Action.WRONG, "Wrong?"),
    )
)


def answered(answer: Answer) -> Card:
    return replace(AnswerCards(HouseStyle()).of_answer(answer), buttons=BUTTONS)


def ambiguous(*labels: str) -> Card:
    """A question back with these readings to pick from, which take the place of those in its rows."""
    card = answered(AMBIGUOUS)
    picks = tuple(Button(Action.PICK, label, f"{RECEIPT}:{number}") for number, label in enumerate(labels))
    return replace(card, rows=tuple(row for row in card.rows if not row.ask), choices=picks, buttons=BUTTONS[-1:])


def readings(count: int) -> list[str]:
    return [f"Hoki landed, {2021 - number}: 9,{number:03}.5 tonnes" for number in range(count)]


LONG_READING = (
    "Hoki landed by boats registered in the harbour and by boats of other harbours that were there for repairs, {}: "
    "9,250.5 tonnes, of which 1,200 tonnes were landed in the quarter before the port was closed for the storm, which "
    "is not counted in the total"
)

CARDS = {
    "answered": answered(ANSWERED),
    "answered with one figure": answered(replace(ANSWERED, figures=(landed("a" * 10, "2020", "9250.5", "final"),))),
    "ambiguous with 2 choices": ambiguous(*readings(2)),
    "ambiguous with 12 choices": ambiguous(*readings(12)),
    "ambiguous with long choices": ambiguous(LONG_READING.format(2019), LONG_READING.format(2020)),
    "abstained": replace(answered(ABSTAINED), buttons=BUTTONS[-1:]),
    "refused": Card(Tone.REFUSED, "That is more questions than the desk takes at once; ask again in 3 seconds."),
    "failed": Card(Tone.FAILED, "Factdesk failed, and it is not your fault. Try again.", (Row("Reference", "00ff"),)),
    "told list": Card(Tone.TOLD, "Key dates.", (Row("1 March 2021", "The report"), Row("4 May 2021", "The revision"))),
    "report": Card(
        Tone.TOLD,
        "An answer was reported as wrong.",
        (Row("Remark", "that is **the** old figure", warns=True), Row("By", "ana"), Row("Question", "how much hoki?")),
    ),
}
