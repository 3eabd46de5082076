"""What a conversation needs of the desk that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.answer import Answer
from bot.ask.cells import Shelf
from bot.ask.compose import Composer
from bot.ask.evaluate.held import Held
from bot.ask.lexicon import Lexicon
from bot.ask.meaning import Meaning
from bot.ask.outcome import Result
from bot.ask.prose import Prose
from bot.ask.prove.finding import Finding
from bot.ask.query import Query
from bot.ask.reading import Reading
from bot.ask.text import Token


class Session(Protocol):
    """One call to the desk, at one moment and for one reader's rights."""

    @property
    def lexicon(self) -> Lexicon: ...
    @property
    def prose(self) -> Prose: ...
    @property
    def now(self) -> datetime: ...
    def alone(self, question: str) -> Answer:
        """The answer to a complete question."""
        ...

    def read_back(self, question: str) -> Answer:
        """The same, with the meaning that was answered."""
        ...

    def parse(self, question: str) -> Query: ...
    def readings(self, query: Query) -> Sequence[Reading]: ...
    def completed(self, last: str, query: Query) -> str:
        """A follow-up as a complete question, by the words of the last one."""
        ...

    def shelf(self, indicator: str) -> Shelf | None: ...
    def named(self, question: str, tokens: Sequence[Token]) -> frozenset[int]:
        """The places of words that belong to times, or to names of the ledger."""
        ...

    def held(self) -> Held: ...
    def composer(self, question: str) -> Composer: ...
    def judge(self, query: Query, meaning: Meaning, result: Result) -> Finding: ...
    def is_dated(self, query: Query) -> bool:
        """Whether a date answers it, by its own words."""
        ...
