"""The desk's open questions: what was asked and could not be answered, until a figure arrives that answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, Dialect, Engine, and_, bindparam, delete, or_, select, update

from bot.answer import Answer
from bot.ask.text import stem, tokenize
from bot.ask.words import STRUCTURE
from bot.domain import Outcome
from bot.ledger.question_places import Seen, keep_place
from bot.store.engine import reading, writing
from bot.store.inserting import insert_new
from bot.store.prepared import PreparedWrite
from bot.store.tables import open_question, open_question_place

ASKED_AGAIN = 500
"""Open questions that are asked again after an import."""
_KEY_CHARACTERS = 500
"""As much of a question tells it from others: PostgreSQL's indexes hold no more than some 2,700 bytes."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question as it was last asked, how often, since when, and where it was asked last. Times are UTC."""

    id: int
    text: str
    count: int
    first_asked: datetime
    last_asked: datetime
    place: str | None


def note(engine: Engine, answer: Answer, place: str | None, now: datetime) -> bool:
    """Keep the question of an answer that abstained for want of a figure; False where there is nothing to keep."""
    if answer.outcome is not Outcome.ABSTAINED or answer.missing is None:
        return False
    with writing(engine) as connection:
        return keep(connection, answer, place, None, now)


def keep(
    connection: Connection,
    answer: Answer,
    place: str | None,
    asker: str | None,
    now: datetime,
    seen: Seen | None = None,
) -> bool:
    """As `note`, in the caller's transaction. `seen`: where others saw it being asked; None: nobody did.

    Questions that differ only in case, spacing, punctuation or accents are one. One that was closed is opened again.
    """
    if answer.outcome is not Outcome.ABSTAINED or answer.missing is None:
        return False
    text = answer.question.replace("\0", "")  # PostgreSQL keeps no text with a null character.
    asked = {
        "text": text,
        "last_asked": now,
        "place": place,
        "asker": asker,
        "closed_at": None,
        "closed_by": None,
    }
    normalised = same_words(answer.question)
    again = {"key": normalised, **{f"now_{name}": value for name, value in asked.items()}}
    ask_again = _ask_again(connection.dialect, tuple(asked))
    first = {"normalised": normalised, "count": 1, "first_asked": now, **asked}
    if not ask_again.run(connection, [again]) and not insert_new(connection, open_question, first):
        ask_again.run(connection, [again])  # Another process kept the same question since.
    if seen is not None:
        keep_place(connection, normalised, seen, text, asker, now)
    return True


def same_words(question: str) -> str:
    """One text for questions that differ only in case, spacing, punctuation or accents."""
    return " ".join(token.norm for token in tokenize(question))[:_KEY_CHARACTERS]


@lru_cache(maxsize=32)
def _ask_again(dialect: Dialect, columns: tuple[str, ...]) -> PreparedWrite:
    table = open_question
    asked = {name: bindparam(f"now_{name}", type_=table.c[name].type) for name in columns}
    change = update(table).where(table.c.normalised == bindparam("key"))
    return PreparedWrite(change.values(count=table.c.count + 1, **asked), dialect)


def still_open(engine: Engine) -> list[OpenQuestion]:
    """The open questions, the most asked first, of those the latest first. They are the desk's: among them are those
    that were asked of it alone."""
    table = open_question
    query = select(
        table.c.id, table.c.text, table.c.count, table.c.first_asked, table.c.last_asked, table.c.place
    ).where(table.c.closed_at.is_(None))
    with reading(engine) as connection:
        return _most_asked_first(OpenQuestion(*row) for row in connection.execute(query))


def open_for(engine: Engine, destination: str, workspace: str) -> list[OpenQuestion]:
    """The open questions that the people of a channel could see being asked, as `still_open`: those asked there, and
    those asked where everybody in its workspace may read. Each is as it was asked in these places, and as often;
    `destination` and `workspace` are as in Seen."""
    table = open_question_place
    columns = (table.c.question, table.c.text, table.c.count, table.c.first_asked, table.c.last_asked)
    seen = or_(table.c.destination == destination, and_(table.c.workspace == workspace, table.c.open))
    query = select(*columns, table.c.destination).join(open_question).where(open_question.c.closed_at.is_(None), seen)
    found: dict[int, list[OpenQuestion]] = {}
    with reading(engine) as connection:
        for row in connection.execute(query):
            found.setdefault(row[0], []).append(OpenQuestion(*row))
    return _most_asked_first(_together(places, destination) for places in found.values())


def _together(places: Sequence[OpenQuestion], destination: str) -> OpenQuestion:
    """One question, as it was asked in several places: in the channel's own words, if it was asked there."""
    return replace(
        max(places, key=lambda one: (one.place == destination, one.last_asked)),
        count=sum(one.count for one in places),
        first_asked=min(one.first_asked for one in places),
        last_asked=max(one.last_asked for one in places),
    )


def _most_asked_first(questions: Iterable[OpenQuestion]) -> list[OpenQuestion]:
    return sorted(questions, key=lambda one: (-one.count, -one.last_asked.timestamp(), one.id))


def close_answered(
    engine: Engine,
    ask: Callable[[str], Answer],
    now: datetime,
    labels: Iterable[str] = (),
    at_most: int = ASKED_AGAIN,
) -> list[tuple[OpenQuestion, Answer]]:
    """Ask open questions again and close those that now have an answer; what was closed, with the answers.

    Of more than `at_most` those are asked that share most words with `labels`, the names of what is new, and of
    these the most asked: an import is not to wait for all that others once asked. A question is closed once, by whoever
    comes first, however many processes try. Where it was asked is forgotten then: who asks it again elsewhere tells
    nobody there.
    """
    closed: list[tuple[OpenQuestion, Answer]] = []
    for question in _nearest(still_open(engine), labels, at_most):
        answer = ask(question.text)
        if answer.outcome is Outcome.ABSTAINED:
            continue
        figure = answer.figures[0].id if answer.figures else None
        table = open_question
        with writing(engine) as connection:
            change = (
                table.update()
                .where(table.c.id == question.id, table.c.closed_at.is_(None))
                .values(closed_at=now, closed_by=figure)
            )
            if connection.execute(change).rowcount:
                places = open_question_place
                connection.execute(delete(places).where(places.c.question == question.id))
                closed.append((question, answer))
    return closed


def _nearest(questions: list[OpenQuestion], labels: Iterable[str], at_most: int) -> list[OpenQuestion]:
    """As many as are asked again, in their order."""
    if len(questions) <= at_most:
        return questions
    words = {root for label in labels for root in _roots(label)}
    by_words = sorted(questions, key=lambda one: -len(words & _roots(one.text)))
    return by_words[:at_most]


def _roots(text: str) -> set[str]:
    return {stem(token.norm) for token in tokenize(text)} - STRUCTURE
