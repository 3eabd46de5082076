"""The counter of the desk in a terminal: questions are answered, shown, and kept when nothing answers them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.main import open_desk
from bot.answer import Answer, Option
from bot.ask.conversation import Conversation
from bot.ask.meaning import Meaning
from bot.ask.meaning_json import from_json, to_text
from bot.ask.style import HouseStyle
from bot.cards.answer import by_number
from bot.domain import Outcome
from bot.errors import UnclearReading
from bot.ledger.open_questions import note

_PLACE = "terminal"

Show = Callable[[Answer], None]


class Counter:
    """The desk, with what all questions of one command share."""

    def __init__(self, ledger: Path | None, as_of: date | None) -> None:
        now = clock.now()
        engine = open_ledger(now, ledger)
        self._desk = open_desk(engine, now)
        self._as_of = as_of
        self._last: Conversation | None = None
        self._offered: tuple[Option, ...] = ()
        # Neither another ledger nor the past is what the newsroom waits for figures of.
        self._open_questions = _OpenQuestions(engine) if ledger is None and as_of is None else None

    @property
    def style(self) -> HouseStyle:
        return self._desk.style

    def ask(self, question: str, show: Show) -> None:
        """Answers a question by itself."""
        self._serve(self._desk.ask(question, clock.now(), self._as_of, reads_back=True), show)

    def answer(self, meaning: Meaning, show: Show) -> None:
        """Answers what no words were read for. Raises UnclearReading."""
        show(self._desk.answer_reading(meaning, clock.now(), self._as_of))

    def follow(self, question: str, show: Show) -> None:
        """Answers a question in the conversation with this counter, or what a number picks of the last answer."""
        now, last = clock.now(), self._last
        picked = self._picked(question)
        if picked is not None:
            with suppress(UnclearReading):  # What was offered may not be known any more.
                answer = self._desk.answer_reading(picked, now, self._as_of)
                self._last = Conversation("", to_text(picked))
                self._serve(answer, show, keep=False)
                return
        answer, self._last = self._desk.follow(question, last, now, self._as_of)
        self._serve(answer, show, keep=last is None or self._stands_alone(answer, now))

    def _picked(self, text: str) -> Meaning | None:
        number = text.strip()
        if not (number.isascii() and number.isdigit()) or not 0 < int(number) <= len(self._offered):
            return None
        return from_json(self._offered[int(number) - 1].reading)

    def _stands_alone(self, answer: Answer, now: datetime) -> bool:
        """Whether the question means the same without the one before it, so that it can be asked again by itself."""
        return answer.outcome is Outcome.ABSTAINED and answer == self._desk.ask(answer.question, now, self._as_of)

    def _serve(self, answer: Answer, show: Show, keep: bool = True) -> None:
        """The answer is shown first: keeping the question may have to wait for another process that writes."""
        show(answer)
        self._offered = by_number(answer)
        if keep and self._open_questions is not None:
            self._open_questions.add(answer)


class _OpenQuestions:
    """The desk's list, as far as it can be written: what goes wrong is logged, once, and spoils no answer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._works = True

    def add(self, answer: Answer) -> None:
        if not self._works:
            return
        try:
            note(self._engine, answer, _PLACE, clock.now())
        except Exception as error:  # noqa: BLE001  The question has its answer, whatever this was.
            from adapters.failures import log_setback

            log_setback("an open question was not kept", error)
            self._works = False
