"""Answers that leave the desk later than they were given: what happens meanwhile, and what is shown then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, update

from bot.cards.card import Card
from bot.delivery import manage
from bot.store import tables
from bot.store.calendar_tables import key_date_change
from bot.store.engine import writing
from tests.chat.newsroom import NEWS, NOW, Newsroom
from tests.delivery.office import Board

QUESTION = "ferry passengers on North in 2022"
NORTH = {"indicator": "ferry-passengers", "route": "North", "period": "2022"}
"""The figure that answers it."""
CORRECTED = """
    indicator,period,route,value,unit,status
    ferry passengers,2022,North,713,passengers,final
"""
DAYS = timedelta(days=1)
LONG = NOW + 300 * DAYS


def texts(card: Card) -> str:
    return "\n".join([card.headline, *(f"{row.label}: {row.text}" for row in card.rows)])


def sent(board: Board) -> list[str]:
    """What was posted in channels."""
    posts = (post for post in board.posts if post.address.person is None)
    return [texts(Card.from_json(post.payload["card"])) for post in posts]


def pause(newsroom: Newsroom) -> None:
    manage.pause(newsroom.engine, NEWS, "the bot was removed", newsroom.now)


def resume(newsroom: Newsroom) -> Board:
    """The channel is there again, and what waits for it goes out."""
    manage.resume(newsroom.engine, NEWS, newsroom.now)
    board = Board()
    newsroom.relay(board)
    return board


def hide(newsroom: Newsroom, key_date: str) -> None:
    with writing(newsroom.engine) as connection:
        connection.execute(delete(key_date_change).where(key_date_change.c.key_date == key_date))
        connection.execute(delete(tables.key_date).where(tables.key_date.c.id == key_date))
        connection.execute(update(tables.ledger).values(revision=tables.ledger.c.revision + 1))


def then_embargoed(newsroom: Newsroom, work: Callable[..., Any]) -> Callable[..., Any]:
    """The work, after which an embargo is imported before anything comes of it."""

    def worked(*arguments: Any, **named: Any) -> Any:
        done = work(*arguments, **named)
        newsroom.embargo(LONG, **NORTH)
        return done

    return worked
