"""Small ledgers to ask: a desk over a real store in memory, filled by the real importers."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bot.answer import Answer, Option
from bot.ask.conversation import Conversation
from bot.ask.pipeline import Desk
from bot.ask.prove.tolerance import Tolerance
from bot.domain import Outcome
from bot.ingest import read
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.store.visibility import PUBLIC, Rights
from tests.in_memory import in_memory

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
"""When every question is asked, unless a test says otherwise: a Wednesday in May."""


@dataclass(frozen=True, slots=True)
class Asker:
    """A desk that is asked at one frozen moment."""

    desk: Desk
    now: datetime = NOW

    def ask(self, question: str, as_of: date | None = None, rights: Rights = PUBLIC) -> Answer:
        return self.desk.ask(question, self.now, as_of, rights)

    def thread(self, *questions: str) -> list[Answer]:
        """The answers to questions asked one after the other in one thread."""
        answers: list[Answer] = []
        last: Conversation | None = None
        for question in questions:
            answer, last = self.desk.follow(question, last, self.now)
            answers.append(answer)
        return answers

    def add(self, batch: Batch) -> None:
        record(self.desk.engine, batch, self.now)


def asker(batch: Batch, now: datetime = NOW, tolerance: Tolerance | None = None) -> Asker:
    """A desk over a ledger in memory that holds this batch; without a tolerance it reads phrases alone."""
    engine = in_memory()
    record(engine, batch, now)
    return Asker(Desk(engine, tolerance=tolerance), now)


def tidy(csv: str, name: str = "table.csv") -> Batch:
    """The batch of a tidy CSV file with this text; indentation and the first line break do not count."""
    lines = [line.strip() for line in csv.strip().splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read(path)


def of_table(csv: str, now: datetime = NOW) -> Asker:
    """A desk over a ledger that holds one tidy CSV file."""
    return asker(tidy(csv), now)


def answered(answer: Answer) -> tuple[str | None, str | None]:
    """The value and unit of an answer that must be one."""
    assert answer.outcome is Outcome.ANSWERED, answer.text
    return answer.value, answer.unit


def refused(answer: Answer) -> str:
    """The sentence of an answer that must abstain, and give no figure as the answer."""
    assert answer.outcome is Outcome.ABSTAINED, answer.text
    assert answer.value is None
    return answer.text


def asked_back(answer: Answer) -> tuple[Option, ...]:
    """The options of an answer that must ask back."""
    assert answer.outcome is Outcome.AMBIGUOUS, answer.text
    assert len(answer.alternatives) > 1
    return answer.alternatives
