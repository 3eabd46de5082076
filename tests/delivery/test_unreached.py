"""Whoever waits for a post that cannot be posted is told, in person and once."""

from __future__ import annotations

from bot.delivery.manage import cancel, deliveries, resume
from bot.delivery.nouns import Address, Delivery, State
from bot.delivery.ports import Failed, Gone, Rejected
from bot.delivery.unreached import UNREACHED
from tests.delivery.office import DESK, Office

NEWS = Address("board", "w1", "news")
ANA = "board/w1/ana"
IN_PERSON = Address("board", "w1", "@ana")


def _told(office: Office) -> list[Delivery]:
    return [post for post in office.board.posts if post.kind == UNREACHED]


def test_a_person_is_an_address_that_can_be_told_from_a_channel() -> None:
    assert Address.of_person(ANA) == IN_PERSON
    assert Address.parse(str(IN_PERSON)) == IN_PERSON
    assert (IN_PERSON.person, NEWS.person) == ("ana", None)
    assert Address.of_person("board//ana") == Address("board", "", "@ana")


def test_what_is_refused_for_good_is_told_to_whoever_asked(office: Office) -> None:
    office.put("vote", asker=ANA)
    office.board.script = [Rejected("msg_too_long")]
    office.run()
    (told,) = _told(office)
    assert (told.address, told.asker) == (IN_PERSON, ANA)
    assert told.payload == {"destination": "board/w1/news", "reason": "msg_too_long", "waits": False}


def test_what_is_refused_again_and_again_is_told_when_it_is_given_up(office: Office) -> None:
    office.put("vote", asker=ANA)
    office.board.script = [Failed("odd")] * office.policy.max_attempts
    for _ in range(office.policy.max_attempts):
        assert _told(office) == []
        office.run()
        office.clock.forward(600)
    assert [told.payload["reason"] for told in _told(office)] == ["odd"]


def test_of_a_channel_that_is_gone_each_asker_is_told_once(office: Office) -> None:
    office.put("vote", asker=ANA)
    office.put("seats", asker="board/w1/ben")
    office.board.script = [Gone("not_in_channel")]
    office.run()
    assert [told.address.person for told in _told(office)] == ["ana"]
    resume(office.engine, NEWS, office.clock())
    office.board.script = [Gone("not_in_channel")]
    office.run()
    resume(office.engine, NEWS, office.clock())
    office.run()
    assert [told.payload["waits"] for told in _told(office)] == [True]
    assert [post.subject for post in office.board.posts if post.kind != UNREACHED] == ["vote", "seats"]


def test_what_is_asked_for_in_a_paused_channel_is_told_to_wait(office: Office) -> None:
    office.put("vote")
    office.board.script = [Gone("is_archived")]
    office.run()
    assert _told(office) == []
    for _ in range(2):
        office.put("seats", asker=ANA)
    office.run()
    (told,) = _told(office)
    assert told.payload == {"destination": "board/w1/news", "reason": "is_archived", "waits": True}


def test_nothing_is_told_of_what_nobody_asked_for_or_of_a_person(office: Office) -> None:
    office.desk = DESK
    office.put("reminder")
    office.put("follow", address=IN_PERSON, asker=ANA)
    office.board.script = [Rejected("no_text"), Gone("user_disabled")]
    office.run()
    assert _told(office) == []
    assert [post.payload["event"] for post in office.board.posts if post.kind == "notice"] == ["parked"]


def test_an_asker_who_takes_no_messages_is_told_no_more(office: Office) -> None:
    office.put("vote", asker=ANA)
    office.board.script = [Rejected("no_text"), Gone("cannot_dm_bot")]
    office.run()
    (waits,) = (row for row in deliveries(office.engine) if row.kind == UNREACHED)
    assert waits.state is State.DUE
    cancel(office.engine, waits.id, office.clock())
    office.clock.forward(600)
    office.run()
    assert _told(office) == []
