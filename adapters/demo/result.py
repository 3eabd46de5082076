"""How the official result comes into the demo's ledger: one person enters what the reminder asks for, and another one
publishes it by its card in the desk's own channel. What else came that day is imported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from adapters.demo.board import Message
from adapters.demo.newsroom import EDITOR, SECOND_EDITOR, Newsroom
from adapters.demo.port import DESK
from adapters.demo.story import AWAITED, ZONE, Known
from bot.cards.card import Action, Card
from bot.domain import Figure, Status
from bot.errors import FactdeskError, as_sentence
from bot.ingest.batch import Batch
from bot.ledger.prefill import Awaited, awaited
from bot.ledger.record import record
from bot.zones import day_in

_ENTERED = "The official count is out, and I have entered it. Who looks at it, before anybody is given it?"
_PUBLISHED = "I have compared it with the official count, and published it. The rest of the count is imported."
_THANKS = "Thank you for publishing it. I have imported the rest of the official count."
_NOT_IMPORTED = "I could not import the rest of the official count."
_WHY = "as the official count gives it"
_LOOKS = 3
"""How often somebody looks again, where what a draft stands beside has changed meanwhile."""


class Result:
    """`enter` and `publish` once each, at their times in the story. Between the two, whoever looks at the drafts may
    publish or reject them."""

    def __init__(self, newsroom: Newsroom, sample: Known) -> None:
        indicator = next(one.brings for one in sample.known.key_dates if one.id == AWAITED)
        assert indicator is not None, "the date brings nothing"
        self._newsroom = newsroom
        self._batch = sample.result
        self._indicator = indicator
        self._publishers = {one.id: one.publisher or "" for one in sample.result.sources}

    def enter(self, now: datetime) -> None:
        """In the form that the reminder's button opens."""
        self._newsroom.tell(DESK, EDITOR, _ENTERED)
        self._fill_in(now)

    def publish(self, now: datetime) -> None:
        """By the card's button, unless somebody else has; what was rejected is entered again first."""
        is_out = not self._missing(now)
        if not is_out:
            if not any(self._cards()):
                self._fill_in(now)
            self._press_publish()
        told = _THANKS if is_out else _PUBLISHED
        try:
            record(self._newsroom.engine, self._rest(now), now, by=SECOND_EDITOR, zone=ZONE)
        except FactdeskError as error:
            # What the visitor has entered or dropped may speak against it.
            told = " ".join((_NOT_IMPORTED, *(error.lines or [as_sentence(error)])))
        self._newsroom.tell(DESK, SECOND_EDITOR, told)

    def _fill_in(self, now: datetime) -> None:
        found = self._missing(now)
        one = found[0][1]
        values = {
            "figures": "\n".join(f"{known.codes} = {final.value:f}" for known, final in found),
            "period": one.period.iso,
            "status": one.status.value,
            "source": self._publishers[one.source or ""],
            "more": f"locator: {one.locator}\npublished: {day_in(now, ZONE)}",
        }
        self._newsroom.fill_in(EDITOR, Action.ENTER, AWAITED, values)

    def _press_publish(self) -> None:
        for _ in range(_LOOKS):
            card = next(self._cards(), None)
            if card is None:
                return
            self._newsroom.press_for(SECOND_EDITOR, *card, _WHY)

    def _cards(self) -> Iterator[tuple[Message, Action, str]]:
        """Of the result's drafts that wait, the latest first: each with its button to publish them. What the visitor
        has entered is theirs to have looked at."""
        for message in reversed(self._newsroom.board.since(0)):
            if message.channel == DESK and message.card is not None and _is_entered_by(EDITOR, message.card):
                for button in message.card.buttons:
                    if button.action in (Action.PUBLISH, Action.OVERRULE):
                        yield message, button.action, button.ref

    def _missing(self, now: datetime) -> list[tuple[Awaited, Figure]]:
        """The series that are awaited and of which nothing final stands, with the final figure of each."""
        finals = {one.series: one for one in self._batch.figures if self._is_final(one)}
        return [
            (one, finals[one.figure.series])
            for one in self._awaited(now)
            if one.figure.series in finals and one.figure.status is not Status.FINAL
        ]

    def _rest(self, now: datetime) -> Batch:
        """All but what is entered by hand."""
        by_hand = {one.figure.series for one in self._awaited(now)}
        rest = (one for one in self._batch.figures if not (self._is_final(one) and one.series in by_hand))
        return replace(self._batch, figures=tuple(rest))

    def _awaited(self, now: datetime) -> list[Awaited]:
        editor = self._newsroom.chat.drafting.editor(EDITOR, now)
        return awaited(self._newsroom.engine, self._indicator, editor)

    def _is_final(self, figure: Figure) -> bool:
        return figure.indicator == self._indicator and figure.status is Status.FINAL


def _is_entered_by(name: str, card: Card) -> bool:
    return any(person.id.rpartition("/")[2] == name for person in card.people)
