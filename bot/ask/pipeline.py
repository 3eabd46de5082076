"""The desk: it keeps what a ledger's words are, and answers one question, or the next in a thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from sqlalchemy import Engine

from bot.answer import Answer
from bot.ask.conversation import Conversation
from bot.ask.dialogue.dialogue import Dialogue
from bot.ask.dialogue.doubting import of_doubt
from bot.ask.dialogue.taking_back import Anew, asked_anew
from bot.ask.dictionary import is_word
from bot.ask.knowledge import Knowledge
from bot.ask.meaning import Meaning
from bot.ask.parse import MAX_CHARACTERS
from bot.ask.prove.tolerance import Tolerance
from bot.ask.readings import answer_meaning
from bot.ask.refuse import may_pick
from bot.ask.session import DeskSession, Setup
from bot.ask.spelling import IsWord
from bot.ask.style import HouseStyle
from bot.ask.text import fold
from bot.search.index import SearchIndex
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC, Rights
from bot.zones import day_in


class Desk:
    """Answers questions from one ledger.

    It keeps what it derived from the ledger until the ledger's revision moves; nothing is answered from older words.
    """

    def __init__(
        self,
        engine: Engine,
        style: HouseStyle | None = None,
        is_word: IsWord = is_word,
        search: SearchIndex | None = None,
        zone: str = "UTC",
        tolerance: Tolerance | None = None,
    ) -> None:
        """`zone` is the newsroom's (IANA): whatever depends on what day it is, depends on what day it is there.
        `tolerance` is what is required of readings that were learned; without one, only what phrases say is read."""
        self._engine = engine
        self._style = style or HouseStyle()
        self._is_word = is_word
        self.search = search
        self.zone = zone
        self.tolerance = tolerance
        self._known: dict[object, Knowledge] = {}

    def ask(
        self,
        question: str,
        now: datetime,
        as_of: date | None = None,
        rights: Rights = PUBLIC,
        *,
        reads_back: bool = False,
    ) -> Answer:
        """The answer to one question: answered, ambiguous or abstained, never an exception for any text.

        `as_of` answers from what had been published by the end of that day. `reads_back`: with the meaning of what
        phrases answered, where one comes to the same. Raises StoreUnavailable when the ledger cannot be read.
        """
        with Reader(self._engine, now, rights).session() as reader:
            session = self._session(reader, now, as_of, rights, reads_back=reads_back)
            doubt = of_doubt(session, question, None)
            if doubt is not None:
                return doubt
            if session.refusal(question) is not None:
                return session.alone(question)
            return Dialogue(session).answer(question)

    def answer_reading(
        self, meaning: Meaning, now: datetime, as_of: date | None = None, rights: Rights = PUBLIC
    ) -> Answer:
        """The answer to a meaning, which no words were read for: its question is empty. Raises UnclearReading where it
        names what the ledger does not hold, as far as these rights see it, and StoreUnavailable."""
        with Reader(self._engine, now, rights).session() as reader:
            return answer_meaning(meaning, reader, self.knowledge(reader, rights, now), self._style, self.zone, as_of)

    def today(self, now: datetime) -> date:
        """The day that it is in the newsroom."""
        return day_in(now, self.zone)

    def warm_up(self, now: datetime) -> None:
        """Loads what the first question would wait for, where a process is to answer many: the ledger's words, the
        index, the list of the language's words. Raises StoreUnavailable when the ledger cannot be read."""
        self._is_word("")
        if self.tolerance is not None:
            from bot.ask.propose.weights import learned

            learned()
        with Reader(self._engine, now).session() as reader:
            indicators = self.knowledge(reader, PUBLIC, now).catalogue.indicators
        for indicator in islice(indicators.values(), 1):
            self.ask(indicator.label, now)

    def labels(self, text: str, now: datetime) -> list[str]:
        """The labels of indicators that hold the text, those that begin with it first, in the house's spelling. Raises
        StoreUnavailable when the ledger cannot be read."""
        with Reader(self._engine, now).session() as reader:
            indicators = self.knowledge(reader, PUBLIC, now).catalogue.indicators.values()
        wanted = fold(text)
        places = sorted((fold(indicator.label).find(wanted), indicator.label) for indicator in indicators)
        return [self._style.spelling(label) for place, label in places if place >= 0]

    def follow(
        self,
        question: str,
        last: Conversation | None,
        now: datetime,
        as_of: date | None = None,
        rights: Rights = PUBLIC,
    ) -> tuple[Answer, Conversation | None]:
        """The answer within a thread, and what the thread is to remember from now on."""
        with Reader(self._engine, now, rights).session() as reader:
            session = self._session(reader, now, as_of, rights, reads_back=True)
            if len(question) > MAX_CHARACTERS:
                return session.alone(question), last
            doubt = of_doubt(session, question, last)
            if doubt is not None:
                return doubt, last
            anew = asked_anew(session, question, last)
            refusal = session.refusal(question, follows=last is not None)
            if refusal is not None and not may_pick(question, last) and (anew is None or not anew.is_sure):
                return session.alone(question), last
            return _followed(session, question, last, anew)

    def _session(
        self, reader: Reader, now: datetime, as_of: date | None, rights: Rights, *, reads_back: bool
    ) -> DeskSession:
        setup = Setup(self._style, self.zone, self.tolerance, self.search if rights == PUBLIC else None)
        return DeskSession(setup, self.knowledge(reader, rights, now), reader, now, as_of, reads_back=reads_back)

    def knowledge(self, reader: Reader, rights: Rights, now: datetime) -> Knowledge:
        """What is known at the ledger's revision, as long as no embargo has lifted since."""
        stamp = (reader.revision(), rights)
        known = self._known.get(stamp)
        if known is None or not known.holds_at(now):
            known = Knowledge(reader, self._is_word)
            self._known = {stamp: known}
        return known

    @property
    def style(self) -> HouseStyle:
        return self._style

    @property
    def engine(self) -> Engine:
        return self._engine


def _followed(
    session: DeskSession, question: str, last: Conversation | None, anew: Anew | None
) -> tuple[Answer, Conversation | None]:
    """The answer in a thread to a message, or to what it asks instead of what was answered."""
    if anew is None:
        return Dialogue(session).follow(question, last)
    doubt = of_doubt(session, anew.question, last)
    if doubt is not None:
        return replace(doubt, question=question), last
    answer, then = Dialogue(session).follow(anew.question, last, takes_back=True)
    return replace(answer, question=question, asked=anew.question if answer.asked is None else answer.asked), then
