"""The counter of the desk in a terminal: questions are answered, shown, and kept when nothing answers them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine

from adapters import clock
from adapters.cli.app import OUR_FAILURE, USER_ERROR
from adapters.cli.opening import open_ledger
from adapters.cli.say import say
from adapters.local_user import local_user
from adapters.main import keeps_questions, open_desk
from bot.answer import Answer, Option
from bot.ask.conversation import Conversation
from bot.ask.meaning import Meaning
from bot.ask.meaning_json import from_json, to_text
from bot.ask.style import HouseStyle
from bot.cards.answer import by_number
from bot.domain import Outcome
from bot.errors import FactdeskError, UnclearReading, as_sentence
from bot.ledger import open_questions, picks

_PLACE = "terminal"
FAILED = "nothing, as it failed"
"""How a question was understood that has no answer because of a failure."""

Show = Callable[[Answer], None]


class Counter:
    """The desk, with what all questions of one command share."""

    def __init__(self, ledger: Path | None, as_of: date | None) -> None:
        now = clock.now()
        engine = open_ledger(now, ledger)
        self._desk = open_desk(engine, now)
        self._as_of = as_of
        self._last: Conversation | None = None
        self._shown: Answer | None = None
        # Neither another ledger nor the past is what the newsroom waits for figures of.
        is_own = ledger is None and as_of is None
        self._memory = _Memory(engine) if is_own and keeps_questions() else None

    @property
    def style(self) -> HouseStyle:
        return self._desk.style

    def ask(self, question: str, show: Show) -> None:
        """Answers a question by itself."""
        self._serve(self._desk.ask(question, clock.now(), self._as_of, reads_back=True), show)

    def ask_in_turn(self, question: str, show: Show) -> int:
        """Answers one of many questions, none of which another one's failure may end: it is told in the answer's place.
        The exit code that it comes to."""
        try:
            answer = self._desk.ask(question, clock.now(), self._as_of, reads_back=True)
        except Exception as error:  # noqa: BLE001  Whatever it was, the next question is to be answered.
            code, sentence = _told(error)
            say(sentence)
            show(Answer(question, FAILED, Outcome.ABSTAINED, sentence))
            return code
        self._serve(answer, show)
        return 0

    def answer(self, meaning: Meaning, show: Show) -> None:
        """Answers what no words were read for. Raises UnclearReading."""
        show(self._desk.answer_reading(meaning, clock.now(), self._as_of))

    def follow(self, question: str, show: Show) -> None:
        """Answers a question in the conversation with this counter, or what a number picks of the last answer."""
        now, last, back = clock.now(), self._last, self._shown
        option = _picked(question, back)
        if back is not None and option is not None:
            with suppress(UnclearReading):  # What was offered may not be known any more.
                picked = from_json(option.reading)
                answer = self._desk.answer_reading(picked, now, self._as_of)
                self._last = Conversation("", to_text(picked))
                self._serve(answer, show, keep=False)
                self._keep_pick(back, option, answer, now)
                return
        answer, self._last = self._desk.follow(question, last, now, self._as_of)
        self._serve(answer, show, keep=last is None or self._stands_alone(answer, now))

    def _stands_alone(self, answer: Answer, now: datetime) -> bool:
        """Whether the question means the same without the one before it, so that it can be asked again by itself."""
        return answer.outcome is Outcome.ABSTAINED and answer == self._desk.ask(answer.question, now, self._as_of)

    def _serve(self, answer: Answer, show: Show, keep: bool = True) -> None:
        """The answer is shown first: keeping the question may have to wait for another process that writes."""
        show(answer)
        self._shown = answer
        if keep and self._memory is not None:
            self._memory.add_question(answer)

    def _keep_pick(self, back: Answer, option: Option, answer: Answer, now: datetime) -> None:
        if self._memory is None:
            return
        user = local_user()
        pick = picks.pick_of(back, option, answer, picks.Occasion(now.isoformat(), user, user, now))
        if pick is not None:
            self._memory.add_pick(pick)


def _told(error: Exception) -> tuple[int, str]:
    """The exit code and the sentence of a failure."""
    if isinstance(error, FactdeskError):
        return USER_ERROR, as_sentence(error)
    from adapters.failures import log_failure

    return OUR_FAILURE, log_failure(error)


def _picked(text: str, shown: Answer | None) -> Option | None:
    number, offered = text.strip(), by_number(shown) if shown else ()
    if not (number.isascii() and number.isdigit()) or not 0 < int(number) <= len(offered):
        return None
    return offered[int(number) - 1]


class _Memory:
    """The desk's lists, as far as they can be written: what goes wrong is logged, once, and spoils no answer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._works = True

    def add_question(self, answer: Answer) -> None:
        """An open question, if it is one."""
        now = clock.now()
        self._write("an open question", lambda: open_questions.note(self._engine, answer, _PLACE, now))

    def add_pick(self, pick: picks.Pick) -> None:
        self._write("what was picked", lambda: picks.note(self._engine, pick))

    def _write(self, what: str, write: Callable[[], object]) -> None:
        if not self._works:
            return
        try:
            write()
        except Exception as error:  # noqa: BLE001  The question has its answer, whatever this was.
            from adapters.failures import log_setback

            log_setback(f"{what} was not kept", error)
            self._works = False
