"""The week of the referendum's result, through the desk itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.demo.board import Message
from adapters.demo.forms import Look
from adapters.demo.newsroom import EDITOR, SECOND_EDITOR
from adapters.demo.port import VISITOR
from adapters.demo.story import END, ENTERED, RESULT, START, STOPS, read_sample
from bot.cards.card import Action, Tone
from bot.domain import KeyDateStatus
from tests.adapters.demo.visit import Visit, at, told

YES = "what share voted yes to cannabis?"


def test_the_sample_is_parted_by_the_days_of_its_sources() -> None:
    sample = read_sample()
    days = {one.id: one.published_on for one in (*sample.known.sources, *sample.result.sources)}
    for batch, last in ((sample.known, START), (sample.result, RESULT)):
        sources = [days[one.source or ""] for one in batch.figures]
        assert sources
        assert {day.latest for day in sources if day} == {last.date()}
    statuses = {one.id: one.status for one in sample.known.key_dates}
    assert statuses["final-referendum-result"] is KeyDateStatus.SCHEDULED
    assert statuses["preliminary-referendum-result"] is KeyDateStatus.HAPPENED


def test_at_the_start_what_was_known_is_answered_and_nothing_else(visit: Visit) -> None:
    preliminary, seats = visit.ask(YES), visit.ask("how many seats did Labour win?")
    assert preliminary.card is not None
    assert "46.1 per cent" in preliminary.card.headline
    assert "preliminary" in preliminary.card.headline
    assert seats.card is not None
    assert seats.card.tone is Tone.ABSTAINED
    assert not [one for one in visit.house.board.since(0) if "48.4" in told(one)]


def test_the_whole_week(visit: Visit) -> None:
    asked = visit.ask(YES)
    visit.press(asked, Action.FOLLOW)
    visit.house.move(at("11-05 09:00"))
    reminder = visit.bots("politics")[-1]
    assert reminder.card is not None
    assert (reminder.card.headline, reminder.at) == ("Final referendum result announced: tomorrow", at("11-05 09:00"))
    assert "46.1 per cent" in told(reminder)

    visit.house.move(ENTERED - timedelta(minutes=1))
    assert "48.4" not in "".join(map(told, visit.house.board.since(0)))
    visit.house.move(ENTERED)
    assert "48.4 per cent" in "".join(map(told, visit.bots("desk")))
    still = visit.ask(YES)
    assert still.card is not None
    assert still.card.figure == "46.1 per cent"

    before = visit.house.board.number
    visit.house.move(RESULT)
    assert [one.by for one in visit.all("desk") if one.card is None] == [EDITOR, SECOND_EDITOR]
    for answer in (asked, still):
        assert visit.now(answer).edited
        assert "Superseded" in told(visit.now(answer))
    news = [one for one in visit.house.board.since(before) if "The final figure is in" in told(one)]
    assert {one.thread for one in news} >= {asked.thread, still.thread}
    assert {one.at for one in news if not one.edited} == {RESULT}
    assert {"newsroom", "politics"} <= {one.channel for one in news}

    visit.house.move(at("11-07 09:00"))
    digest = visit.bots("politics")[-1]
    assert digest.at == at("11-07 08:30")
    assert "Superseded" in told(digest)
    final = visit.ask(YES)
    assert final.card is not None
    assert final.card.figure == "48.4 per cent"
    assert "final" in final.card.headline
    assert final.channel == "newsroom"


def _drafts(visit: Visit) -> Message:
    """The card that waits for a second person."""
    visit.house.move(ENTERED)
    return visit.bots("desk")[-1]


def test_the_visitor_is_the_second_person_and_every_answer_is_corrected_at_once(visit: Visit) -> None:
    asked = visit.ask(YES)
    card = _drafts(visit)
    assert f"by {EDITOR}, 6 November 2020" in told(card)
    visit.press(card, Action.PUBLISH)
    assert visit.house.newsroom.now() < RESULT
    done = visit.now(card)
    assert done.card is not None
    assert (done.card.headline, done.card.buttons) == ("Published: 2 figures", ())
    assert f"by {VISITOR}, " in told(done)
    assert "demo/" not in told(done)
    assert "Superseded" in told(visit.now(asked))
    assert "The final figure is in" in visit.headlines("newsroom")[-1]
    final = visit.ask(YES)
    assert final.card is not None
    assert final.card.figure == "48.4 per cent"

    before = len(visit.bots("desk"))
    visit.house.move(RESULT)
    assert len(visit.bots("desk")) == before
    assert visit.now(card).card == done.card
    seats = visit.ask("how many seats did Labour win?")
    assert seats.card is not None
    assert seats.card.figure == "65"


def test_the_second_person_presses_the_button_of_the_card_where_nobody_else_has(visit: Visit) -> None:
    card = _drafts(visit)
    visit.house.move(RESULT)
    assert f"by {SECOND_EDITOR}, " in told(visit.now(card))
    assert visit.now(card).edited


@pytest.mark.parametrize("look", Look)
def test_what_the_visitor_rejects_is_entered_again(visit: Visit, look: Look) -> None:
    card = _drafts(visit)
    form = visit.press(card, Action.REJECT)
    why = {
        Look.SLACK: {"note": {"text": {"value": "a digit too many"}}},
        Look.DISCORD: [{"component": {"custom_id": "note", "value": "a digit too many"}}],
    }[look]
    assert visit.house.newsroom.send(form["id"], look, why) == {}
    rejected = told(visit.now(card))
    assert f"by {VISITOR}" in rejected
    assert "a digit too many" in rejected
    still = visit.ask(YES)
    assert still.card is not None
    assert still.card.figure == "46.1 per cent"
    visit.house.move(RESULT)
    assert told(visit.now(card)) == rejected
    assert visit.headlines("desk")[-1] == "Published: 2 figures"
    assert visit.ask(YES).card.figure == "48.4 per cent"  # type: ignore[union-attr]


@pytest.mark.parametrize("look", Look)
def test_the_visitor_fills_in_the_form_behind_the_reminder(visit: Visit, look: Look) -> None:
    visit.house.move(at("11-05 09:00"))
    form = visit.press(visit.bots("politics")[-1], Action.ENTER)
    assert "Enter the result" in str(form[look]["title"])
    line = "answer: yes; referendum question: cannabis legalisation = 47"
    cells = {"figures": line, "period": "2020", "status": "final", "source": "NZ Herald"}
    sent = {
        Look.SLACK: {name: {"text": {"value": text}} for name, text in cells.items()},
        Look.DISCORD: [{"component": {"custom_id": name, "value": text}} for name, text in cells.items()],
    }[look]
    assert visit.house.newsroom.send(form["id"], look, sent) == {}
    assert "somebody else publishes it" in visit.headlines("politics")[-1]
    own = visit.bots("desk")[-1]
    visit.press(own, Action.PUBLISH)
    assert "You entered figure" in visit.headlines("desk")[-1]
    visit.house.move(END)
    assert "Draft" in told(visit.now(own))
    final = visit.ask(YES)
    assert final.card is not None
    assert final.card.figure == "48.4 per cent"


def test_the_story_goes_on_where_the_visitor_s_own_draft_stands_against_the_count(visit: Visit) -> None:
    form = visit.say("add", alone=True)
    cells = {"indicator": "number of special votes", "period": "2020", "value": "504625", "more:status": "final"}
    cells |= {"more:source": "NZ Herald", "more:locator": "paragraph 22", "more:published": "2020-11-06"}
    sent = {name: {"text": {"value": text}} for name, text in cells.items()}
    assert visit.house.newsroom.send(form["id"], Look.SLACK, sent) == {}
    visit.house.move(END)
    (said,) = [one.text for one in visit.all("desk") if one.by == SECOND_EDITOR]
    assert said.startswith("I could not import the rest of the official count. ")
    assert "draft" in said
    assert visit.ask(YES).card.figure == "48.4 per cent"  # type: ignore[union-attr]


def test_the_clock_goes_neither_back_nor_beyond_the_story(visit: Visit) -> None:
    visit.house.move(RESULT)
    now = visit.house.newsroom.now()
    visit.house.move(START)
    assert visit.house.newsroom.now() == now
    visit.house.move(END + timedelta(days=3_000))
    assert visit.house.newsroom.now() == END


def test_going_there_at_once_comes_to_the_same_as_going_in_steps(visit: Visit) -> None:
    visit.house.move(END)
    at_once = [(one.at, one.channel) for one in visit.house.board.since(0)]
    visit.house.restart()
    for hours in range(0, 24 * 9, 5):
        visit.house.move(START + timedelta(hours=hours))
    visit.house.move(END)
    assert [(one.at, one.channel) for one in visit.house.board.since(0)] == at_once


def test_starting_again_forgets_everything(visit: Visit) -> None:
    before = visit.house.epoch
    visit.ask("how many special votes were there?")
    visit.house.move(RESULT)
    visit.house.restart()
    assert visit.house.epoch != before
    assert VISITOR not in {one.by for one in visit.house.board.since(0)}
    assert visit.house.newsroom.now() < STOPS[1].at
    assert "46.1" in told(visit.ask(YES))


def test_everything_that_is_asked_takes_a_while(visit: Visit) -> None:
    before = visit.house.newsroom.now()
    visit.ask(YES)
    assert before < visit.house.newsroom.now() < before + timedelta(minutes=1)


def test_nobody_asks_too_often(visit: Visit) -> None:
    answers = [visit.ask(YES) for _ in range(60)]
    assert {one.card.tone for one in answers if one.card} == {Tone.ANSWERED}
