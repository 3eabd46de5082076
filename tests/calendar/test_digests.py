"""Digests: built when they are sent, from where the channel's last one ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.answer import Answer
from bot.calendar.subscriptions import listed, pause, remove, resume
from bot.cards.digest import TO_DO
from bot.delivery.nouns import Address
from bot.delivery.ports import Rejected
from bot.domain import Outcome, Review, Status
from bot.ledger.correct import Amendment, correct
from bot.ledger.open_questions import close_answered, keep
from bot.ledger.question_places import Seen
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.periods import Period
from bot.store.engine import writing
from bot.store.reader import Reader
from tests.calendar.newsroom import DESK, DISCORD, SLACK, Newsroom, figure, ledger, utc

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MORNING = utc(2027, 5, 18, 20, 30)  # 08:30 in Auckland, on Wednesday 19 May


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.subscribe(digest="daily 8:30")
    newsroom.look()
    newsroom.clock.forward(60)
    return newsroom


def _ask(room: Newsroom, question: str, where: Address = SLACK, *, open_: bool = False, seen: bool = True) -> None:
    """`open_`: in a channel that everybody in its workspace may read. Not `seen`: by a private command, or alone."""
    answer = Answer(question, "", Outcome.ABSTAINED, "We don't hold that.", missing="that")
    place = Seen(str(where), where.budget, open_) if seen else None
    with writing(room.engine) as connection:
        assert keep(connection, answer, str(where), f"{where.budget}/U1", room.now, place)


def _asked(room: Newsroom, where: Address) -> list[str]:
    """What the last digest of a channel says of open questions."""
    lines = room.texts(where)[-1].splitlines()
    rows = [line.removeprefix("Unanswered: ") for line in lines if "“" in line or line.startswith("and ")]
    return [] if lines[1:] == ["Nothing new since the last digest."] else rows


def test_nothing_to_say_is_not_posted_unless_it_is_wished(room: Newsroom) -> None:
    room.subscribe(DISCORD, digest="daily 8:30", post_empty=True)
    room.look(MORNING)
    assert room.posts(SLACK) == []
    assert room.states()["digest", "2027-05-19"] in ("cancelled", "sent")
    assert room.texts(DISCORD) == ["Figures desk, Wednesday, 19 May 2027\nNothing new since the last digest."]


def test_what_is_new_superseded_and_corrected_is_told_once(room: Newsroom) -> None:
    room.record(figure("a", "61.5", published="2027-05-17"))
    room.look(MORNING)
    room.record(figure("b", "62.25", Status.FINAL, published="2027-05-19"))
    room.look(MORNING + DAY)
    room.record(figure("c", "62.31", Status.FINAL, published="2027-05-20"))
    room.look(MORNING + 2 * DAY, MORNING + 3 * DAY)
    turnout = "Turnout at the vote, in 2027"

    def told_on(day: str) -> str:
        return f"(Elections Office, {day} May 2027)"

    assert [text.splitlines()[1:] for text in room.texts()] == [
        [f"New: {turnout}, preliminary: 61.5 per cent {told_on('17')}"],
        [f"Superseded: {turnout}, final: 62.25 per cent, was 61.5 per cent (preliminary) {told_on('19')}"],
        [f"Corrected: {turnout}, final: 62.31 per cent, was 62.25 per cent (final) {told_on('20')}"],
    ]


def test_a_draft_is_news_when_it_is_published(room: Newsroom) -> None:
    held = figure("a", "61.5")
    room.record(replace(held, review=Review.DRAFT))
    room.look(MORNING)
    assert room.texts() == []
    record(room.engine, replace(ledger([held]), said_published=frozenset({"a"})), room.now)
    room.look(MORNING + DAY)
    (told,) = room.texts()
    assert "New: Turnout at the vote, in 2027, preliminary: 61.5 per cent" in told


def test_what_is_lifted_early_is_news_then(room: Newsroom) -> None:
    held = figure("a", "61.5")
    room.record(replace(held, embargo_until=MORNING + 9 * DAY))
    room.look(MORNING)
    record(room.engine, ledger([held]), room.now, lift_embargo=True)
    room.look(MORNING + DAY, MORNING + 10 * DAY)
    (told,) = room.texts()
    assert "New: Turnout at the vote, in 2027, preliminary: 61.5 per cent" in told


def test_figures_that_disagree_are_told_together(room: Newsroom) -> None:
    room.record(figure("a", "61.5", published="2027-05-17"))
    room.look(MORNING)
    room.record(figure("b", "62.25", Status.FINAL, published="2027-05-19"))
    room.record(figure("c", "6.225", Status.FINAL, published="2027-05-19"))
    room.look(MORNING + DAY)
    room.record(figure("d", "622.5", Status.FINAL, published="2027-05-19"))
    room.look(MORNING + 2 * DAY, MORNING + 3 * DAY)
    _, both, all_three = ([line for line in text.splitlines() if "per cent" in line] for text in room.texts())
    for (line,), values in ((both, ("62.25", "6.225")), (all_three, ("62.25", "6.225", "622.5"))):
        assert line.startswith("Disputed: Turnout at the vote, in 2027, final: ")
        assert all(f" {value} per cent" in line for value in values)
        assert ", which disagree, was 61.5 per cent (preliminary) (Elections Office, 19 May 2027)" in line


def test_what_settles_a_dispute_says_what_it_was_about(room: Newsroom) -> None:
    room.record(figure("a", "61.5", published="2027-05-17"), figure("b", "6.15", published="2027-05-17"))
    room.record(figure("c", "62.25", Status.FINAL, published="2027-05-18"))
    room.look(MORNING)
    (line,) = (line for line in room.texts()[0].splitlines() if "per cent" in line)
    assert line.startswith("Superseded: Turnout at the vote, in 2027, final: 62.25 per cent, was ")
    assert all(f"{value} per cent" in line for value in ("61.5", "6.15"))
    assert ", which disagree" in line


def test_what_stands_again_says_that_a_later_figure_was_withdrawn(room: Newsroom) -> None:
    room.record(figure("a", "61.5", published="2027-05-17"))
    room.record(figure("b", "62.25", Status.FINAL, published="2027-05-18"))
    withdraw(room.engine, "b", Act("terminal:ana", "counted twice", room.now))
    room.look(MORNING)
    (told,) = room.texts()
    assert told.endswith(
        "\nNew: Turnout at the vote, in 2027, preliminary: 61.5 per cent, a later figure was withdrawn on 18 May 2027 "
        "(Elections Office, 17 May 2027)"
    )


def test_a_correction_and_a_withdrawal_are_in_the_next_digest_once(room: Newsroom) -> None:
    room.record(figure("a", "61.5", published="2027-05-17"))
    room.record(replace(figure("other", "70", published="2027-05-17"), period=Period("2026")))
    room.look(MORNING)
    room.clock.now = MORNING + 2 * HOUR
    correct(room.engine, "a", Amendment("16.5"), Act("terminal:ana", "digits swapped", room.now))
    room.look(MORNING + DAY, MORNING + 2 * DAY)
    told, corrected = room.texts()
    assert "61.5 per cent" in told
    _, line = corrected.splitlines()
    assert line.startswith("Corrected: Turnout at the vote, in 2027, preliminary: 16.5 per cent, was 61.5 per cent")
    assert line.endswith("(Elections Office, 17 May 2027)")
    room.clock.now = MORNING + 2 * DAY + HOUR
    (new,) = [one.id for one in Reader(room.engine, room.now).figures_page() if one.id != "other"]
    withdraw(room.engine, new, Act("terminal:ana", "never counted", room.now))
    room.look(MORNING + 3 * DAY, MORNING + 4 * DAY)
    (withdrawn,) = room.texts()[2:]
    (line,) = withdrawn.splitlines()[1:]
    assert line == (
        "Withdrawn: turnout at the vote in 2027: the figure of 16.5 per cent is not given any more "
        "(never counted, 21 May 2027)"
    )


def test_it_is_built_when_it_is_sent(room: Newsroom) -> None:
    room.clock.now = MORNING
    room.tick()
    room.clock.now = MORNING + HOUR
    room.record(figure("a", "61.5"))
    room.relay()
    (told,) = room.texts()
    assert "61.5 per cent" in told
    assert "Late: this could not be sent when it was due" in told


def test_a_digest_that_did_not_stand_is_made_up_for_by_the_next(room: Newsroom) -> None:
    room.record(figure("a", "61.5"))
    room.boards["slack"].script = [Rejected("invalid_blocks")]
    room.play(MORNING + HOUR, every=timedelta(minutes=5))
    assert room.states()["digest", "2027-05-19"] == "parked"
    room.look(MORNING + DAY)
    assert "61.5 per cent" in room.texts()[-1]


def test_what_came_while_the_last_digest_was_made_is_not_lost(room: Newsroom) -> None:
    """An import is stamped when it begins, and seen when it is committed."""
    room.record(figure("a", "61.5", published="2027-05-17"))
    room.look(MORNING)
    begun = MORNING - timedelta(minutes=20)
    record(room.engine, ledger([figure("b", "62.25", Status.FINAL, published="2027-05-18")]), begun)
    room.look(MORNING + DAY, MORNING + 2 * DAY)
    assert len(room.texts()) == 2
    assert "62.25 per cent" in room.texts()[1]


def test_a_figure_is_told_when_its_embargo_lifts(room: Newsroom) -> None:
    room.record(replace(figure("a", "61.5"), embargo_until=MORNING + HOUR))
    room.look(MORNING)
    assert room.posts() == []
    room.look(MORNING + DAY, MORNING + 2 * DAY)
    assert [post.occurrence for post in room.posts()] == ["2027-05-20"]


def test_dates_ahead_and_open_questions(room: Newsroom) -> None:
    room.plan("the vote", "2027-05-20 14:00")
    room.plan("the count", "2027-05-24")
    room.plan("the summer", "2027-12-01")
    _ask(room, "how many voted by post?")
    room.look(MORNING)
    assert room.texts()[0].splitlines()[1:] == [
        "Coming: The vote: Thursday, 20 May 2027, 14:00 (Pacific/Auckland)",
        "The count: Monday, 24 May 2027",
        "Unanswered: “how many voted by post?”",
        f"To do: {TO_DO}",
    ]


def test_a_question_that_was_open_before_is_no_reason_to_post(room: Newsroom) -> None:
    _ask(room, "how many voted by post?")
    room.look(MORNING, MORNING + DAY)
    assert [post.occurrence for post in room.posts()] == ["2027-05-19"]


OTHER = Address("slack", "T1", "C2")
"""Another channel of the same workspace as SLACK."""
ELSEWHERE = Address("slack", "T2", "C9")


@pytest.fixture
def desks(newsroom: Newsroom) -> Newsroom:
    """Five channels with digests: three in one workspace, of which one is the desk's own, and two elsewhere."""
    for address in (SLACK, OTHER, DESK, ELSEWHERE, DISCORD):
        newsroom.subscribe(address, digest="daily 8:30", post_empty=True)
    newsroom.look()
    newsroom.clock.forward(60)
    return newsroom


def test_each_channel_is_told_what_its_people_could_see_being_asked(desks: Newsroom) -> None:
    _ask(desks, "who pays the mole?", seen=False)
    _ask(desks, "how many walked out?", SLACK)
    _ask(desks, "how many voted by post?", OTHER, open_=True)
    _ask(desks, "how many trams run?", ELSEWHERE, open_=True)
    _ask(desks, "how many guests came?", DISCORD)
    desks.look(MORNING)
    assert _asked(desks, SLACK) == ["“how many walked out?”", "“how many voted by post?”"]
    assert _asked(desks, OTHER) == ["“how many voted by post?”"]
    assert _asked(desks, ELSEWHERE) == ["“how many trams run?”"]
    assert _asked(desks, DISCORD) == ["“how many guests came?”"]
    assert sorted(_asked(desks, DESK)) == [
        "“how many guests came?”",
        "“how many trams run?”",
        "“how many voted by post?”",
        "“how many walked out?”",
        "“who pays the mole?”",
    ]


def test_what_was_asked_in_private_is_not_counted_either(desks: Newsroom) -> None:
    for number in range(7):
        _ask(desks, f"how many ballots in box {number}?", open_=True)
    _ask(desks, "who pays the mole?", seen=False)
    desks.look(MORNING)
    assert _asked(desks, SLACK)[5:] == ["and 2 more"]
    assert _asked(desks, DESK)[5:] == ["and 3 more"]


def test_a_private_question_is_no_reason_to_post(room: Newsroom) -> None:
    _ask(room, "who pays the mole?", seen=False)
    _ask(room, "who pays the mole?", ELSEWHERE, open_=True)
    room.look(MORNING)
    assert room.posts() == []


@pytest.mark.parametrize("private_first", [True, False])
def test_what_was_asked_both_ways_is_told_in_the_words_that_were_seen(desks: Newsroom, private_first: bool) -> None:
    def in_private() -> None:
        _ask(desks, "HOW MANY — voted, by post?!", seen=False)

    if private_first:
        in_private()
        desks.clock.forward(60)
    _ask(desks, "how many voted by post?", OTHER, open_=True)
    desks.clock.forward(60)
    if not private_first:
        in_private()
    desks.look(MORNING)
    assert _asked(desks, SLACK) == _asked(desks, OTHER) == ["“how many voted by post?”"]
    assert _asked(desks, DESK) == ["“how many voted by post?”" if private_first else "“HOW MANY — voted, by post?!”"]
    assert _asked(desks, ELSEWHERE) == []


def test_first_seen_after_the_last_digest_is_news_to_those_who_see_it(room: Newsroom) -> None:
    _ask(room, "how many voted by post?", seen=False)
    room.look(MORNING)
    assert room.posts() == []
    _ask(room, "how many voted by post?")
    room.look(MORNING + DAY, MORNING + 2 * DAY)
    assert [post.occurrence for post in room.posts()] == ["2027-05-20"]


def test_a_channel_has_its_own_words_before_those_of_others(desks: Newsroom) -> None:
    _ask(desks, "how many voted by post")
    desks.clock.forward(60)
    _ask(desks, "How many voted by post?", OTHER, open_=True)
    desks.look(MORNING)
    assert _asked(desks, SLACK) == ["“how many voted by post”"]
    assert _asked(desks, OTHER) == ["“How many voted by post?”"]


def test_a_channel_that_is_public_no_longer_is_told_of_there_alone(desks: Newsroom) -> None:
    _ask(desks, "how many voted by post?", OTHER, open_=True)
    _ask(desks, "How many voted by post?", OTHER)
    desks.look(MORNING)
    assert _asked(desks, OTHER) == ["“How many voted by post?”"]
    assert _asked(desks, SLACK) == []


def test_what_was_answered_and_is_asked_again_in_private_is_not_told_where_it_was_asked_before(
    desks: Newsroom,
) -> None:
    _ask(desks, "how many voted by post?", open_=True)
    done = Answer("how many voted by post?", "", Outcome.ANSWERED, "9", value="9")
    assert len(close_answered(desks.engine, lambda _text: done, desks.now)) == 1
    _ask(desks, "how many voted by post?", seen=False)
    desks.look(MORNING)
    assert _asked(desks, SLACK) == []
    assert _asked(desks, DESK) == ["“how many voted by post?”"]


def test_without_a_channel_of_its_own_the_desk_is_told_nowhere(newsroom: Newsroom) -> None:
    newsroom.own = None
    newsroom.subscribe(DESK, digest="daily 8:30", post_empty=True)
    newsroom.clock.forward(60)
    _ask(newsroom, "who pays the mole?", seen=False)
    newsroom.look(MORNING)
    assert _asked(newsroom, DESK) == []


def test_only_the_topics_are_told(newsroom: Newsroom) -> None:
    newsroom.plan("the party", "2027-05-20")
    newsroom.plan("the vote", "2027-05-21", brings="turnout")
    newsroom.subscribe(SLACK, digest="daily 8:30", topics=("the party",))
    newsroom.subscribe(DISCORD, digest="daily 8:30", topics=("the vote",))
    newsroom.clock.forward(60)
    newsroom.record(figure("a", "61.5"))
    newsroom.look(MORNING)
    assert "The party" in newsroom.texts(SLACK)[0]
    assert "61.5" not in newsroom.texts(SLACK)[0]
    assert "The party" not in newsroom.texts(DISCORD)[0]
    assert "61.5 per cent" in newsroom.texts(DISCORD)[0]


def test_a_language_writes_numbers_its_way(newsroom: Newsroom) -> None:
    newsroom.subscribe(digest="daily 8:30", language="de")
    newsroom.clock.forward(60)
    newsroom.record(figure("a", "61.5"))
    newsroom.look(MORNING)
    assert "61,5 per cent" in newsroom.texts()[0]


def test_a_line_a_measure_tells_of_many_figures(room: Newsroom) -> None:
    """What takes the place of something is told by itself all the same."""
    room.record(replace(figure("old", "60"), period=Period("1203")))
    room.look(MORNING)
    room.clock.forward(DAY.total_seconds())
    new = [replace(figure(f"f{n}", f"{n}", status=Status.FINAL), period=Period(f"{1200 + n}")) for n in range(5)]
    room.record(*new)
    room.look(MORNING + DAY)
    told = room.texts()[-1]
    assert "Superseded: Turnout at the vote, in 1203" in told
    assert "Turnout at the vote: 4 figures, to 1204" in told


def test_many_figures_are_counted(room: Newsroom) -> None:
    room.record(*(replace(figure(f"f{n}", f"{n}"), period=Period(f"{1200 + n}")) for n in range(520)))
    room.look(MORNING)
    (told,) = room.texts()
    assert "Turnout at the vote: 520 figures, to 1719" in told
    assert told.count("Turnout") == 1
    assert " more new figures" not in told
    room.look(MORNING + DAY)
    assert len(room.posts()) == 1


def test_every_digest_of_a_long_downtime_is_sent_or_recorded_as_missed(room: Newsroom) -> None:
    room.record(figure("a", "61.5"))
    room.look(MORNING + 3 * DAY + HOUR)
    digests = {key[1]: state for key, state in room.states().items() if key[0] == "digest"}
    assert digests == {
        "2027-05-19": "missed",
        "2027-05-20": "missed",
        "2027-05-21": "missed",
        "2027-05-22": "sent",
    }
    (notice,) = room.texts(DESK)
    assert notice.startswith("3 deliveries were not sent in time")


def test_the_days_when_the_clocks_shift_have_one_digest_each(newsroom: Newsroom) -> None:
    newsroom.clock.now = utc(2026, 9, 26, 0)
    newsroom.subscribe(digest="daily 2:30", post_empty=True)
    newsroom.play(utc(2026, 9, 27, 14))
    newsroom.clock.now = utc(2027, 4, 2, 20)
    newsroom.look()
    before = len(newsroom.posts())
    newsroom.play(utc(2027, 4, 4, 15))
    posts = newsroom.posts()
    assert [(post.occurrence, post.due_at) for post in posts[:2]] == [
        ("2026-09-27", utc(2026, 9, 26, 14, 0)),
        ("2026-09-28", utc(2026, 9, 27, 13, 30)),
    ]
    assert [(post.occurrence, post.due_at) for post in posts[before:]] == [
        ("2027-04-04", utc(2027, 4, 3, 13, 30)),
        ("2027-04-05", utc(2027, 4, 4, 14, 30)),
    ]


def test_a_pause_stops_digests_and_the_next_one_tells_what_came_meanwhile(room: Newsroom) -> None:
    room.record(figure("a", "61.5"))
    (wish,) = listed(room.engine)
    room.clock.now = MORNING - timedelta(seconds=30)
    room.tick()
    pause(room.engine, wish.id, room.now)
    room.look(MORNING, MORNING + DAY)
    assert room.posts() == []
    resume(room.engine, wish.id, room.now)
    room.look(MORNING + 2 * DAY)
    assert [post.occurrence for post in room.posts()] == ["2027-05-21"]
    assert "61.5 per cent" in room.texts()[0]


def test_a_removed_subscription_has_no_digests(room: Newsroom) -> None:
    room.record(figure("a", "61.5"))
    room.look(MORNING)
    remove(room.engine, listed(room.engine)[0].id, room.now)
    room.look(MORNING + DAY)
    assert [post.occurrence for post in room.posts()] == ["2027-05-19"]
