"""Reports of wrong answers: what the desk gets, and how it says that one is settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.card import Action, Card, Person, Row, Tone
from bot.chat import cards
from bot.chat.access import Access
from bot.chat.nouns import Asker, Place, Reply, Visibility
from tests.chat.newsroom import DESK, NEWS, Newsroom, with_config
from tests.delivery.office import Board

QUESTION = "ferry passengers on North in 2022"
LINK = "https://board.example/news/1"
EDITOR = Asker("u9", "Eve", groups=("desk",))


def _reported(newsroom: Newsroom, note: str = "that is the old one", **others: object) -> Card:
    card = newsroom.ask(newsroom.mention(QUESTION)) and newsroom.cards()[-1]
    given = {"visibility": Visibility.PUBLIC, "link": LINK, "note": note, **others}
    assert newsroom.press(Action.WRONG, card, **given).card == cards.REPORTED
    newsroom.relay(Board())
    return newsroom.cards()[-1]


def _resolved(newsroom: Newsroom, report: Card, **others: object) -> Reply:
    given = {"asker": EDITOR, "place": Place(DESK), "visibility": Visibility.PUBLIC, **others}
    return newsroom.press(Action.RESOLVE, report, **given)


def test_a_report_leads_to_the_message_and_names_who_asked(newsroom: Newsroom) -> None:
    own = _reported(newsroom)
    assert Row("By", "Ana, who asked it") in own.rows
    assert Row("Where", "board:w1/news") in own.rows
    assert Row("Message", "the answer, where it was given", url=LINK) in own.rows
    assert own.people == (Person("Ana", "board/w1/u1"),)
    other = _reported(newsroom, "another remark", asker=Asker("u2", "Ben"))
    assert [row for row in other.rows if row.label in ("By", "Asked by")] == [
        Row("By", "Ben"),
        Row("Asked by", "board/w1/u1"),
    ]
    assert other.people == (Person("Ben", "board/w1/u2"), Person("board/w1/u1", "board/w1/u1"))
    assert [button.label for button in other.buttons] == ["Resolve"]


def test_resolving_says_who_and_when_in_its_place(newsroom: Newsroom) -> None:
    report = _reported(newsroom)
    newsroom.later(timedelta(hours=2))
    reply = _resolved(newsroom, report)
    assert reply.in_place
    assert reply.card.rows == (Row("Resolved", "by Eve, Wednesday, 1 May 2024, 14:00 (UTC)"), *report.rows)
    assert reply.card.buttons == ()
    assert [one.at for one in reply.card.moments] == [newsroom.now]
    assert _resolved(newsroom, report).card == reply.card, "pressed twice, it is the same"


def test_who_may_not_change_dates_resolves_nothing(newsroom: Newsroom) -> None:
    with_config(newsroom, access=Access(editors=frozenset({"desk"})))
    report = _reported(newsroom)
    reply = _resolved(newsroom, report, asker=Asker("u1", "Ana"))
    assert (reply.in_place, reply.card.tone) == (False, Tone.REFUSED)
    assert reply.card.headline == "Only the desk's editors mark reports as resolved; ask one of them."
    assert _resolved(newsroom, report).in_place


@pytest.mark.parametrize(
    "access",
    [
        Access(workspaces=frozenset({("board", "elsewhere")})),
        Access(groups=frozenset({"reporters"})),
        Access(workspaces=frozenset({("board", "w1")})),
    ],
)
def test_strangers_resolve_nothing(newsroom: Newsroom, access: Access) -> None:
    report = _reported(newsroom)
    with_config(newsroom, access=access)
    stranger = replace(EDITOR, guest_of="w2") if access.workspaces else EDITOR
    reply = _resolved(newsroom, report, asker=stranger)
    assert (reply.in_place, reply.card.tone) == (False, Tone.REFUSED)
    assert reply.card.rows == ()


def test_the_desks_channel_need_not_be_one_that_answers(newsroom: Newsroom) -> None:
    with_config(newsroom, access=Access(channels=frozenset({("board", "news")})))
    assert _resolved(newsroom, _reported(newsroom)).in_place


@pytest.mark.parametrize("ref", ["nothing:of-ours", "", "x" * 2_000, "a:b:c"])
def test_what_is_no_report_is_none(newsroom: Newsroom, ref: str) -> None:
    place, shown = Place(DESK), Visibility.PUBLIC
    reply = newsroom.press_ref(Action.RESOLVE, ref, asker=EDITOR, place=place, visibility=shown)
    assert reply.card == cards.NO_LONGER_KEPT
    assert not reply.in_place


def test_nothing_is_resolved_outside_of_the_desks_channel(newsroom: Newsroom) -> None:
    report = _reported(newsroom)
    assert _resolved(newsroom, report, place=Place(NEWS)).card == cards.NO_LONGER_KEPT


def test_what_is_withheld_by_then_is_not_shown_again(newsroom: Newsroom) -> None:
    report = _reported(newsroom)
    newsroom.embargo(newsroom.now + timedelta(days=1), indicator="ferry-passengers", period="2022")
    shown = _resolved(newsroom, report).card
    assert "700" not in str(replace(shown, people=()))
    assert shown.rows[0].label == "Resolved"
    assert any(row.label == "Answer" and "not shown" in row.text for row in shown.rows)


def test_its_channel_is_named_where_the_desk_s_workspace_has_it(newsroom: Newsroom) -> None:
    assert _reported(newsroom).channels == ("board:w1/news",)
    elsewhere = DESK._replace(workspace="w2")
    newsroom.config = replace(newsroom.config, desk=elsewhere)
    newsroom.restart()
    assert _reported(newsroom, "another remark").channels == ()
