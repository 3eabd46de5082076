"""The cards of every kind, as a newsroom gets them: from the sample ledger, and from one of invented ferries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.calendar import keydates
from bot.calendar.keydates import Draft
from bot.calendar.moments import parse_moment
from bot.cards.card import Action, Card
from bot.cards.chart import Chart
from bot.cards.notice import notice_card
from bot.chat import cards
from bot.chat.forms import FORMS
from bot.delivery.nouns import Address
from bot.ingest import read
from bot.store.engine import open_engine
from bot.store.schema import prepare
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES
from tests.exits.house import House

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
SAMPLE = Path(__file__).parents[2] / "data" / "nz-drug-law"
_MONTHS = "\n".join(
    f"ferry delays,{2021 + number // 12}-{number % 12 + 1:02},,{300 + number * 7 % 90},minutes" for number in range(36)
)
_QUESTIONS = {
    "a figure": "how many seats did Labour win?",
    "a figure that is not final": "what did we think the yes share was on 2020-11-01?",
    "a change": "how did Māori prosecutions change from March to June 2020?",
    "a share of a base": "what share of drug users engaged with health services?",
    "groups side by side": "seats by party",
    "a series": "trend of ferry passengers",
    "a series too long for Slack's own chart": "trend of ferry delays",
    "a difference": "gap between North and South in punctual sailings in 2022",
    "a claim": "did National win more seats than Labour?",
    "a question back": "punctual sailings in 2022",
    "not held": "how many people voted yes to cannabis in Wellington?",
    "not held, with what is near": "ferry passengers on North in 2019",
}
_ORDERS = ("help", "dates", "subscriptions", "subscribe to ferry passengers reminders 1 day", "dates show election")


@dataclass(frozen=True, slots=True)
class Kind:
    """A card, with the chart that goes with it."""

    name: str
    card: Card
    chart: Chart | None = None


def kinds() -> Iterator[Kind]:
    house = _house()
    replies = {name: house.say(question, private=name == "a figure") for name, question in _QUESTIONS.items()}
    for name, reply in replies.items():
        yield Kind(name, reply.card, reply.chart)
    private = house.say(_QUESTIONS["a change"], private=True)
    for action in (Action.SOURCE, Action.WORKINGS, Action.COPY, Action.SHARE):
        yield Kind(f"after “{action}” was pressed", house.press(action, private.card)[0])
    for order in _ORDERS:
        yield Kind(f"“{order}”", house.say(order, private=True).card)
    yield from _of_the_calendar(house)
    for number, card in enumerate(house.chat.overview(house.asker, Address("board", "w1", ""), house.now)):
        yield Kind(f"the home page, part {number + 1}", card)
    yield Kind("welcome", house.chat.welcome_card(house.now))
    yield Kind("refused", cards.refused("Only the desk's editors change key dates and subscriptions; ask one of them."))
    yield Kind("too many questions", cards.flooded(12))
    yield Kind("failed", cards.failed("3f9c"))
    yield Kind("an order without its values", cards.needs_values(FORMS["subscribe"]))
    gone = {"event": "paused", "destination": "slack/T1/C1", "reason": "is_archived"}
    yield Kind("a channel is gone", notice_card(gone))


def _house() -> House:
    engine = open_engine("sqlite://")
    house = House(engine, now=NOW)
    prepare(engine)
    house.fill(read(SAMPLE), tidy(FERRIES + _MONTHS))
    return house


def _of_the_calendar(house: House) -> Iterator[Kind]:
    """A reminder, the correction of it, a digest, and the question for a figure that did not come."""
    engine = house.engine
    house.say("subscribe to everything reminders 1 day digest daily 08:30 zone UTC")
    at = parse_moment("2024-05-03 10:00", "Pacific/Auckland", house.now)
    keydates.add(engine, Draft("Report of the ferries", at, "ferry passengers"), "desk", house.now)
    before = len(house.board.posts)
    house.until(house.now, datetime(2024, 5, 1, 22, tzinfo=UTC), datetime(2024, 5, 2, 8, 30, tzinfo=UTC))
    later = parse_moment("2024-05-09", "Pacific/Auckland", house.now)
    keydates.move(engine, "Report of the ferries", later, "desk", house.now)
    house.until(house.now, datetime(2024, 5, 10, 12, tzinfo=UTC), datetime(2024, 5, 12, 12, tzinfo=UTC))
    seen = set[str]()
    for post in house.board.posts[before:]:
        if post.kind not in seen and "card" in post.payload:
            seen.add(post.kind)
            yield Kind(post.kind, Card.from_json(post.payload["card"]))
