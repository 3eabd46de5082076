"""The list of ways out, walked: whatever leaves a ledger that withholds something is what leaves its twin, word for
word, and costs as many queries."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.ask.lexicon import Lexicon
from bot.calendar.exchange import FORMATS, write_dates
from bot.calendar.nouns import CORRECTION, MARK
from bot.calendar.tick import tick
from bot.cards.card import Action, Card
from bot.delivery.backlog import backlog
from bot.delivery.nouns import Address
from bot.errors import UnclearReading
from bot.exits import EXITS, Audience
from bot.ledger.correct import Amendment, correct
from bot.ledger.mappings import Kept, keep
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.search.index import SearchIndex
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC as PUBLIC_RIGHTS
from tests.exits.house import ROOM, House
from tests.exits.twins import LIFTS, NOW, PUBLIC, SECRET, SECRET_WORDS, questions, readings

Texts = list[str]
_EVERY = 9
"""As many questions of the whole lot are asked of a database on disk."""
_ORDERS = (
    "dates",
    "subscriptions",
    "what's new?",
    "dates show Yearbook of rain",
    "dates show Raid on the kestrel ring",
    "dates show raid",
    "dates cancel raid",
    "dates confirm Raid on the kestrel ring",
    "dates move raid to 2027-06-01",
    "dates add Raid on the kestrel ring at 2027-05-19 zone UTC",
    "dates add Probe at 2027-06-02 zone UTC source Umber Gazette",
    "dates add Second probe at 2027-06-03 zone UTC brings share of kestrels lost",
    "dates add Third probe at 2027-06-03 zone UTC brings kestrel",
    "subscribe to share of kestrels lost reminders 1 day",
    "subscribe to raid reminders 1 day",
    "subscribe to everything reminders 1 day",
    "follow share of kestrels lost in the Quartz Reef",
    "follow share of wet days in North in 2027",
    "follow share of wet days in North in 2026",
    "subscriptions",
    "add",
    "dates",
)
_THREADS = (
    ("share of wet days in North in 2026", "and in 2027?", "and in the Quartz Reef?", "source?", "why?"),
    ("share of kestrels lost", "and in 2019?", "share of wet days in South", "and the final one?"),
)


def _of_cards(cards: list[Card]) -> Texts:
    return [json.dumps(_without_refs(card.as_json()), ensure_ascii=False) for card in cards]


def _without_refs(body: Any) -> Any:
    """Buttons name a receipt, which is a hash of the event."""
    if isinstance(body, dict):
        return {name: _without_refs(value) for name, value in body.items() if name != "ref"}
    return [_without_refs(one) for one in body] if isinstance(body, list) else body


def _answers(house: House, _folder: Path) -> Texts:
    asked = islice(questions(), 0, None, _EVERY)
    told = [house.chat.desk.ask(text, house.now).as_json(explain=True) for text in asked]
    for thread in _THREADS:
        last = None
        for text in thread:
            answer, last = house.chat.desk.follow(text, last, house.now)
            told.append(answer.as_json())
    return [json.dumps(one, ensure_ascii=False) for one in told]


def _readings(house: House, _folder: Path) -> Texts:
    """What is shown is answered alike, and what is hidden is as unknown as what never was."""
    told = []
    for meaning in readings():
        try:
            told.append(json.dumps(house.chat.desk.answer_reading(meaning, house.now).as_json(), ensure_ascii=False))
        except UnclearReading as refused:
            told.append(str(refused))
    return told


def _chat_answers(house: House, _folder: Path) -> Texts:
    """Each asked twice: the second answer comes from memory."""
    asked = [text for text in islice(questions(), 5, None, 6 * _EVERY) for _ in range(2)]
    replies = [house.say(text, private=place % 2 == 0) for place, text in enumerate(asked)]
    return _of_cards([reply.card for reply in replies])


def _buttons(house: House, _folder: Path) -> Texts:
    cards = [
        house.say(text, private=True).card
        for text in ("share of wet days in North in 2026", "wet days in the Quartz Reef", "share of wet days by area")
    ]
    actions = (Action.FOLLOW, Action.SOURCE, Action.WORKINGS, Action.COPY, Action.PICK, Action.SHARE)
    return _of_cards([told for card in cards for action in actions for told in house.press(action, card)])


def _orders(house: House, _folder: Path) -> Texts:
    return _of_cards([house.say(text, private=True).card for text in _ORDERS])


def _home_tab(house: House, _folder: Path) -> Texts:
    house.say("subscribe to everything reminders 1 day")
    return _of_cards(house.chat.overview(house.asker, Address("board", "w1", ""), house.now))


def _examples(house: House, _folder: Path) -> Texts:
    return [*house.chat.examples(house.asker, ROOM, house.now), *_of_cards([house.chat.welcome_card(house.now)])]


def _suggestions(house: House, _folder: Path) -> Texts:
    typed = ("", "s", "share", "kestrel", "number", "raid", "year", "otter")
    labels = [one for text in typed for one in house.chat.autocomplete(house.asker, ROOM, text, house.now)]
    return labels + [one for text in typed for one in house.chat.titles(house.asker, ROOM, text, house.now)]


def _posts(house: House, _folder: Path) -> Texts:
    """Reminders, digests and answers, until just before the embargo lifts."""
    house.say("subscribe to everything reminders 1 day, 1 hour digest daily 08:30 zone UTC")
    house.until(house.now)
    house.say("share of wet days in South in 2026")
    house.say("how many otters are there?")
    house.say("follow share of wet days in North in 2026")
    step = timedelta(hours=4)
    house.until(*(NOW + step * number for number in range(1, (LIFTS - NOW) // step)))
    return [json.dumps(_without_refs(post.payload.get("card")), ensure_ascii=False) for post in house.board.posts]


def _corrections(house: House, _folder: Path) -> Texts:
    """What is said of figures that were given and change, in a ledger that withholds what supersedes others of them."""
    for question in ("share of wet days in North in 2026", "share of wet days in South in 2026", _COMPUTED):
        house.say(question)
        house.say(question, private=True)
    house.say("subscribe to everything reminders 1 day digest daily 08:30 zone UTC")
    house.until(house.now, NOW + timedelta(days=1))
    act = Act("terminal:ana", "read off wrongly", house.now)
    held = {f"{one.value}": one.id for one in Reader(house.engine, house.now).figures_page()}
    correct(house.engine, held["31.4"], Amendment("32.4"), act)
    withdraw(house.engine, held["29.3"], act)
    house.until(NOW + timedelta(days=1, hours=1), LIFTS - timedelta(seconds=1))
    told = [post for post in house.board.posts if post.kind in (CORRECTION, MARK)]
    return [json.dumps(_without_refs(post.payload.get("card")), ensure_ascii=False) for post in told]


def _lists(house: House, _folder: Path) -> Texts:
    reader = Reader(house.engine, house.now)
    catalogue = replace(reader.catalogue(), revision=0)
    series = reader.all_series()
    figures = [*reader.figures_page(), *reader.figures([row.id for row in series])]
    return [repr(catalogue), *map(repr, figures), *(str(row.key) for row in series), str(reader.series_count())]


def _exports(house: House, _folder: Path) -> Texts:
    catalogue = Reader(house.engine, house.now).catalogue()
    return [write_dates(list(catalogue.key_dates.values()), catalogue, form, house.now) for form in FORMATS]


def _search_index(house: House, folder: Path) -> Texts:
    reader = Reader(house.engine, house.now)
    count = SearchIndex(folder).rebuild(reader, Lexicon(reader.catalogue()), house.now)
    written = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    assert not [word for word in SECRET_WORDS if word.encode() in written or word.lower().encode() in written]
    return [str(count)]


def _backlog(house: House, _folder: Path) -> Texts:
    """With what is still to be posted."""
    house.say("subscribe to everything reminders 1 day digest daily 08:30 zone UTC")
    tick(house.engine, house.now + timedelta(days=2))
    return list(map(repr, backlog(house.engine)))


WALKS: Mapping[str, Callable[[House, Path], Texts]] = {
    "answers": _answers,
    "readings": _readings,
    "chat answers": _chat_answers,
    "buttons": _buttons,
    "orders": _orders,
    "home tab": _home_tab,
    "examples": _examples,
    "suggestions": _suggestions,
    "posts of chats": _posts,
    "posts of the calendar": _posts,
    "corrections": _corrections,
    "lists": _lists,
    "exports": _exports,
    "search index": _search_index,
    "key dates": _orders,
    "numbers of the outbox": _backlog,
}


_COMPUTED = "how did the share of wet days in North change from 2025 to 2026?"
_AGREED = tuple(f"The values are those of “{word}”." for word in SECRET_WORDS)
KEPT = Kept("kestrel-dossier", '[columns]\nindicator = "otter warren"\n', "kestrel", "squall.csv", _AGREED, "Ludo", NOW)
"""How the file of the secret was read, which is for the desk alone."""


def test_the_walk_goes_every_way_that_is_not_the_desk_s_own() -> None:
    assert WALKS.keys() == {exit_.name for exit_ in EXITS if exit_.audience is not Audience.DESK}


@pytest.mark.parametrize("name", WALKS)
def test_what_leaves_is_what_leaves_the_twin(name: str, engine: Engine, another_engine: Engine, tmp_path: Path) -> None:
    secret, clean = House(engine).fill(PUBLIC, SECRET).hide_drafts(), House(another_engine).fill(PUBLIC)
    keep(engine, KEPT)
    walk = WALKS[name]
    told, expected = walk(secret, tmp_path / "secret"), walk(clean, tmp_path / "clean")
    assert told == expected
    assert told


@pytest.mark.parametrize("name", ["answers", "readings", "chat answers", "orders", "suggestions", "lists"])
def test_nothing_is_told_by_how_much_work_it_takes(
    name: str, engine: Engine, another_engine: Engine, tmp_path: Path
) -> None:
    counts = []
    for house in (House(engine).fill(PUBLIC, SECRET).hide_drafts(), House(another_engine).fill(PUBLIC)):
        house.chat.desk.warm_up(house.now)
        with house.counting() as counted:
            WALKS[name](house, tmp_path)
        counts += counted
    assert counts[0] == counts[1] > 0


def test_all_of_it_is_told_once_the_embargo_lifts(sqlite_engine: Engine) -> None:
    """Otherwise the walk would be good with a ledger that lost what it withheld."""
    house = House(sqlite_engine).fill(PUBLIC, SECRET)
    for question, value in (
        ("share of kestrels lost in the Quartz Reef", "52.84"),
        ("share of wet days in North in 2027", "36.62"),
    ):
        assert house.chat.desk.ask(question, LIFTS).value == value
        assert house.chat.desk.ask(question, LIFTS - timedelta(microseconds=1)).value is None
    assert "raid" in Reader(sqlite_engine, LIFTS, PUBLIC_RIGHTS).catalogue().key_dates


def test_the_twin_never_says_a_secret_word_by_itself(sqlite_engine: Engine, tmp_path: Path) -> None:
    """What the twin says is only what it was asked, or public: the words are good to look for."""
    house = House(sqlite_engine).fill(PUBLIC)
    told = "\n".join([*_lists(house, tmp_path), *_exports(house, tmp_path), *_suggestions(house, tmp_path)])
    assert not [word for word in SECRET_WORDS if word in told]
