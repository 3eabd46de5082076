"""Of who is forgotten, no table holds a word or a name, and neither does the file of an SQLite ledger."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from bot.ask.style import HouseStyle
from bot.cards.card import Action
from bot.chat.forgetting import Forgotten, forget
from bot.chat.missed import untaken
from bot.chat.nouns import Asker, Audience, Inbound, Place, Visibility
from bot.delivery.claim import claim, open_lanes
from bot.delivery.limits import Limits
from bot.delivery.nouns import Address, Policy
from bot.ledger.drafts import enter
from bot.ledger.editor import Editor
from bot.ledger.entry import Entry
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.store import engine as store_engine
from bot.store.all_tables import metadata
from bot.store.engine import reading, snapshot, writing
from bot.store.people import Who
from bot.store.reader import Reader
from tests.chat.newsroom import NEWS, Newsroom
from tests.delivery.office import Board

OF_PEOPLE = frozenset(
    {
        "delivery",
        "draft",
        "figure_change",
        "inbound",
        "key_date_change",
        "open_question",
        "open_question_place",
        "picked_reading",
        "receipt",
        "subscription",
        "thread",
    }
)
"""Tables that hold words or names of those who ask."""
OF_CHANNELS = frozenset({"budget", "destination"})
"""Tables that hold names of workspaces."""
OF_NOBODY = {
    "agent": "sources' offices",
    "agent_alt_label": "the same",
    "change_to_tell": "numbers of changes",
    "kept_mapping": "how the desk's files are read; named by whoever imports in a terminal",
    "receipt_change": "numbers of changes and names of deliveries, and goes with its receipt",
    "receipt_figure": "a figure's id, and goes with its receipt",
    "tick": "an instant",
    "untold": "ids of concepts",
}
ULYSSES = Asker("ulysses", "Ulysses Grant")
BEN = Asker("u2", "Ben")
WORD = "Zanzibar"
ANYWHERE = (Who("board", "w1", "ulysses"), Who("board", user="ulysses"), Who("board", "w1"))


def _leave_traces(newsroom: Newsroom) -> None:
    """All that a chat lets somebody do, by one and by another one on what the first was given."""
    mine = {"asker": ULYSSES, "thread": "t1"}
    newsroom.ask(newsroom.mention(f"ferry passengers on {WORD} in 2022", audience=Audience.EVERYONE, **mine))
    vague = newsroom.ask(newsroom.mention("punctual sailings in 2022", **mine)).card
    card = newsroom.ask(newsroom.mention("ferry passengers on North in 2022", **mine)).card
    newsroom.press(Action.PICK, vague, asker=ULYSSES)
    newsroom.press(
        Action.SHARE, newsroom.ask(newsroom.command("ferry passengers on North in 2022")).card, asker=ULYSSES
    )
    newsroom.press(Action.WRONG, card, asker=BEN, note="looks odd")
    newsroom.press(
        Action.WRONG,
        newsroom.ask(newsroom.command("ferry passengers on South in 2022", asker=BEN)).card,
        asker=ULYSSES,
        note=f"not in {WORD}",
    )
    newsroom.ask(newsroom.mention("dates add Ferry report at tomorrow 10am", asker=ULYSSES))
    newsroom.ask(newsroom.mention(f"dates add {WORD}", asker=ULYSSES))
    newsroom.ask(newsroom.mention("subscribe digest daily 07:00", asker=ULYSSES))
    newsroom.ask(newsroom.command("follow ferry passengers on South in 2022", asker=ULYSSES))
    figure = Reader(newsroom.engine, newsroom.now).figures_page()[0]
    withdraw(newsroom.engine, figure.id, Act("board/w1/ulysses", "counted twice", newsroom.now))
    editor = Editor("board/w1/ulysses", newsroom.now, HouseStyle())
    enter(newsroom.engine, [Entry(figure.indicator, period="2031", value="7")], editor)
    newsroom.chat.take(newsroom.mention(f"and {WORD}?", asker=ULYSSES), newsroom.now)


def _holding(engine: Engine, words: tuple[str, ...]) -> set[str]:
    """Tables with any of the words in any of their cells."""
    with reading(engine) as connection:
        rows = {table.name: repr(connection.execute(select(table)).all()) for table in metadata.sorted_tables}
    return {name for name, text in rows.items() if any(word.lower() in text.lower() for word in words)}


def test_every_table_is_known_to_hold_people_or_not() -> None:
    """A new one has to be forgotten in, or to be named here with what it holds."""
    ledger = {"base", "code", "dimension", "indicator", "key_date", "ledger", "named_period", "observation", "series"}
    ledger |= {"series_code", "source", "topic", "universe"}
    known = OF_PEOPLE | OF_CHANNELS | OF_NOBODY.keys() | ledger
    assert {name for name in metadata.tables if not name.endswith("_alt_label")} - known == set()


@pytest.mark.parametrize("who", ANYWHERE, ids=str)
def test_nothing_is_left_of_who_is_forgotten(newsroom: Newsroom, who: Who) -> None:
    _leave_traces(newsroom)
    traces = (ULYSSES.user, ULYSSES.name, WORD)
    assert _holding(newsroom.engine, traces) == OF_PEOPLE
    assert forget(newsroom.engine, who).under_way == 0
    assert _holding(newsroom.engine, traces) == set()


def test_nothing_is_left_in_an_sqlite_file(sqlite_engine: Engine) -> None:
    newsroom = Newsroom(sqlite_engine)
    _leave_traces(newsroom)
    forget(sqlite_engine, ANYWHERE[0])
    folder = Path(str(sqlite_engine.url.database)).parent
    held = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file()).lower()
    assert b"ferry passengers" in held
    assert [word for word in (b"ulysses", b"zanzibar") if word in held] == []


def test_a_key_that_names_somebody_is_kept_as_its_digest(newsroom: Newsroom) -> None:
    """A platform may make keys of the ids of those who send; a repeat is known all the same."""
    asked = newsroom.mention(WORD, asker=ULYSSES, key="board/21.w1.ulysses")
    waiting = newsroom.command(WORD, key="board/w1/7")
    newsroom.ask(asked)
    newsroom.chat.take(waiting, newsroom.now)
    forget(newsroom.engine, Who("board", "w1"))
    assert _holding(newsroom.engine, ("ulysses", "w1")) == set()
    assert not any(newsroom.chat.take(event, newsroom.now) for event in (asked, waiting))
    assert untaken(newsroom.chat, [asked.key, waiting.key, "board/8"]) == ["board/8"]


@pytest.mark.parametrize("who", [*ANYWHERE, Who("board", user="nobody")], ids=str)
def test_whether_anything_was_held_is_told(newsroom: Newsroom, who: Who) -> None:
    newsroom.ask(newsroom.command("ferry passengers on North in 2022", asker=ULYSSES))
    assert forget(newsroom.engine, who).held == (who.user != "nobody")
    assert not forget(newsroom.engine, who).held


def test_words_that_a_reader_keeps_in_the_log_are_told(sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_engine, "CLEANING_SECONDS", 0)
    newsroom = Newsroom(sqlite_engine)
    newsroom.ask(newsroom.command("ferry passengers on North in 2022", asker=ULYSSES))
    with snapshot(sqlite_engine) as connection:
        assert connection.execute(select(metadata.tables["receipt"])).all()
        assert forget(sqlite_engine, ANYWHERE[0]) == Forgotten(1, 0, in_log=True)
    assert forget(sqlite_engine, ANYWHERE[0]) == Forgotten(0, 0, held=False)


def test_others_keep_what_they_have(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.command("ferry passengers on North in 2022", asker=BEN))
    before = newsroom.held()
    _leave_traces(newsroom)
    forget(newsroom.engine, ANYWHERE[0])
    after = newsroom.held()
    assert before["receipt"] <= after["receipt"]
    assert _holding(newsroom.engine, (BEN.user,)) >= {"receipt"}


def test_a_name_that_begins_or_ends_alike_is_another_s(newsroom: Newsroom) -> None:
    for user in ("ulysses", "ulysses2", "xulysses", "ul_sses"):
        newsroom.ask(newsroom.command("ferry passengers on North in 2022", asker=Asker(user)))
    assert forget(newsroom.engine, Who("board", user="ul_sses")) == Forgotten(1, 0)
    assert forget(newsroom.engine, Who("board", user="ulysses")) == Forgotten(1, 0)
    assert newsroom.held()["receipt"] == 2


def test_direct_messages_without_a_workspace_are_forgotten_by_the_id_alone(newsroom: Newsroom) -> None:
    direct = Inbound(
        "board/dm", ULYSSES, Place(Address("board", "", "dm1")), "ferry passengers on North in 2022", Visibility.PRIVATE
    )
    newsroom.ask(direct)
    assert forget(newsroom.engine, Who("board", "w1", "ulysses")).answers == 0
    assert forget(newsroom.engine, Who("board", user="ulysses")).answers == 1
    assert _holding(newsroom.engine, (ULYSSES.user,)) == set()


def test_what_is_under_way_is_told_and_goes_the_next_time(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention("ferry passengers on North in 2022", asker=ULYSSES))
    lanes = open_lanes(newsroom.engine, {"board": Limits()}, newsroom.now)
    with writing(newsroom.engine) as connection:
        assert claim(connection, lanes, "one", Policy(), newsroom.now) is not None
    assert forget(newsroom.engine, ANYWHERE[0]) == Forgotten(1, 1)
    newsroom.later(timedelta(hours=1))
    newsroom.relay(Board())
    assert forget(newsroom.engine, ANYWHERE[0]) == Forgotten(0, 0)
    assert _holding(newsroom.engine, (ULYSSES.user,)) == set()


def test_a_forgotten_workspace_gets_no_more_posts(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention("subscribe digest daily 07:00", asker=ULYSSES))
    newsroom.ask(newsroom.mention("ferry passengers on North in 2022", asker=ULYSSES))
    assert _holding(newsroom.engine, ("board/w1",)) >= OF_CHANNELS
    forget(newsroom.engine, Who("board", "w1"))
    assert _holding(newsroom.engine, ("board/w1", "w1/")) == set()
    board = Board()
    newsroom.relay(board)
    assert board.posts == []
    # It is known again as soon as somebody asks there.
    newsroom.ask(newsroom.mention("ferry passengers on North in 2022", asker=ULYSSES))
    newsroom.relay(board)
    assert [post.address for post in board.posts] == [NEWS]
