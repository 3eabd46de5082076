"""Drafts in a chat: entered by a form, shown in the desk's own channel, published or rejected there by another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.ask.prose import Prose
from bot.calendar import keydates
from bot.calendar.keydates import Draft
from bot.calendar.moments import parse_moment
from bot.calendar.tick import tick
from bot.cards.card import Action, Card, Tone
from bot.cards.form import Form
from bot.cards.review import ReviewCards
from bot.chat.access import Access
from bot.chat.forms import FORMS, MORE, RESULT
from bot.chat.nouns import Asker, Audience, Place, Reply, Visibility
from bot.chat.words import ENTER
from bot.domain import KeyDateStatus, Review
from bot.ledger.drafts import enter as enter_all
from bot.ledger.drafts import reject
from bot.ledger.entry import Entry
from bot.ledger.history import change_log
from bot.ledger.open_questions import still_open
from bot.ledger.publish import publish
from bot.ledger.review import all_waiting, waiting_where
from bot.store.figure_changes import FigureChange
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING
from tests.chat.newsroom import DESK, NEWS, NOW, Newsroom, with_config
from tests.delivery.office import Board

ANA, BEN = Asker("ana", "Ana", ("editors",)), Asker("ben", "Ben", ("editors",))
GUEST = Asker("gus", "Gus")
IN_DESK: dict[str, Any] = {"place": Place(DESK), "visibility": Visibility.PUBLIC}
CITED = "source: Harbour Office\npublished: today"
NEW = {"indicator": "ferry passengers", "period": "2024", "value": "950", MORE: CITED}
QUESTION = "ferry passengers in 2024"


@pytest.fixture
def newsroom(newsroom: Newsroom) -> Newsroom:
    return with_config(newsroom, access=Access(editors=frozenset({"editors"})))


def enter(newsroom: Newsroom, values: dict[str, str] = NEW, asker: Asker = ANA) -> Reply:
    """What comes of a form that was sent."""
    return newsroom.chat.order(newsroom.command("", asker=asker), ENTER, values, newsroom.now)


def shown(newsroom: Newsroom) -> Card:
    """The last card in the desk's channel."""
    board = Board()
    newsroom.relay(board)
    return Card.from_json([post for post in board.posts if post.address == DESK][-1].payload["card"])


def press(newsroom: Newsroom, action: Action, card: Card, asker: Asker = BEN, **others: Any) -> Reply:
    return newsroom.press(action, card, **{"asker": asker, **IN_DESK, **others})


def text(card: Card) -> str:
    return "\n".join([card.headline, *(f"{row.label}: {row.text}" for row in card.rows)])


def answered(newsroom: Newsroom) -> str:
    return newsroom.ask(newsroom.command(QUESTION)).card.headline


def test_a_draft_is_shown_with_what_it_says_and_its_buttons(newsroom: Newsroom) -> None:
    reply = enter(newsroom)
    assert text(reply.card).splitlines() == [
        "Entered as a draft; somebody else publishes it in the desk's channel.",
        "Draft: ferry passengers, in 2024: 950 passengers",
    ]
    card = shown(newsroom)
    ((figure, _),) = all_waiting(newsroom.engine)
    assert text(card).splitlines() == [
        "Draft: ferry passengers, in 2024: 950 passengers",
        "Source: Harbour Office, 1 May 2024",
        "Entered: by board/w1/ana, 1 May 2024, 12:00",
        "New here: the source “Harbour Office”",
        f"Figure: {figure.id}",
    ]
    assert [button.action for button in card.buttons] == [Action.PUBLISH, Action.REJECT, Action.EDIT]
    assert [person.id for person in card.people] == ["board/w1/ana"]


def test_somebody_else_publishes_it_and_it_is_answered(newsroom: Newsroom) -> None:
    enter(newsroom)
    card = shown(newsroom)
    assert "950" not in answered(newsroom)
    refused = press(newsroom, Action.PUBLISH, card, ANA)
    assert (refused.card.tone, refused.in_place) == (Tone.REFUSED, False)
    assert "somebody else has to look at it and publish it" in refused.card.headline
    done = press(newsroom, Action.PUBLISH, card)
    assert done.in_place
    assert text(done.card).splitlines()[:2] == [
        "Published: ferry passengers, in 2024: 950 passengers",
        "Published: by board/w1/ben, Wednesday, 1 May 2024, 12:00 (UTC)",
    ]
    assert done.card.buttons == ()
    assert "950" in answered(newsroom)
    assert [(one.change, one.by) for one in change_log(newsroom.engine, None, None)[0]][::-1] == [
        (FigureChange.DRAFTED, "board/w1/ana"),
        (FigureChange.PUBLISHED, "board/w1/ben"),
    ]


def test_an_open_question_that_it_answers_is_closed(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention("ferry passengers in 2024", audience=Audience.EVERYONE))
    assert [one.text for one in still_open(newsroom.engine)] == ["ferry passengers in 2024"]
    enter(newsroom)
    assert len(still_open(newsroom.engine)) == 1
    press(newsroom, Action.PUBLISH, shown(newsroom))
    assert list(still_open(newsroom.engine)) == []


def test_pressed_twice_it_says_what_happened(newsroom: Newsroom) -> None:
    enter(newsroom)
    card = shown(newsroom)
    press(newsroom, Action.PUBLISH, card)
    for action in (Action.PUBLISH, Action.REJECT):
        again = press(newsroom, action, card, note="no")
        assert again.card.tone is Tone.REFUSED
        assert "is no draft: it was published on 2024-05-01 by board/w1/ben" in again.card.headline


def test_the_same_form_sent_twice_is_one_draft_and_one_card(newsroom: Newsroom) -> None:
    enter(newsroom)
    again = enter(newsroom)
    assert again.card.headline == "That is a draft already; nothing was entered."
    assert enter(newsroom, asker=BEN).card.headline == "That is a draft already; nothing was entered."
    board = Board()
    newsroom.relay(board)
    assert len(board.posts) == 1
    assert len(all_waiting(newsroom.engine)) == 1


def test_a_card_that_was_lost_is_posted_when_the_form_is_sent_again(newsroom: Newsroom) -> None:
    """As where the process ended between the two."""
    enter(with_config(newsroom, desk=None))
    assert newsroom.posts() == []
    enter(with_config(newsroom, desk=DESK))
    assert shown(newsroom).headline.startswith("Draft: ferry passengers")


def test_it_is_rejected_with_a_reason(newsroom: Newsroom) -> None:
    enter(newsroom)
    card = shown(newsroom)
    asked = press(newsroom, Action.REJECT, card)
    assert asked.form is not None
    assert asked.form.order == "reject"
    assert "Say why" in press(newsroom, Action.REJECT, card, note=" ").card.headline
    done = press(newsroom, Action.REJECT, card, note="not released yet")
    assert done.in_place
    assert "Why: not released yet" in text(done.card)
    assert done.card.headline.startswith("Rejected: ferry passengers")
    assert all_waiting(newsroom.engine) == []
    again = enter(newsroom)
    assert again.card.headline.startswith("Entered as a draft")
    newsroom.later(timedelta(minutes=1))


def test_whoever_entered_it_edits_it_in_place(newsroom: Newsroom) -> None:
    enter(newsroom, {**NEW, MORE: f"{CITED}\nembargo until: 2024-05-09 10:30\nstatus: final"})
    alone = press(newsroom, Action.LOOK, shown(newsroom), visibility=Visibility.PRIVATE).card
    assert "was entered by board/w1/ana, who alone edits it" in press(newsroom, Action.EDIT, alone).card.headline
    form = press(newsroom, Action.EDIT, alone, ANA).form
    assert form is not None
    values = {field.id: field.value for field in form.fields}
    assert (values["indicator"], values["period"], values["value"]) == ("ferry passengers", "2024", "950")
    assert {"status: final", "published: 2024-05-01", "embargo until: 2024-05-09 10:30"} <= set(
        values[MORE].splitlines()
    )
    wrong = press(newsroom, Action.EDIT, alone, ANA, values={**values, "value": "9,6"})
    assert [fault.field for fault in wrong.faults] == ["value"]
    newsroom.later(timedelta(minutes=1))
    without = "\n".join(line for line in values[MORE].splitlines() if "embargo" not in line)
    edited = press(newsroom, Action.EDIT, alone, ANA, values={**values, "value": "960", MORE: without})
    assert edited.in_place
    assert edited.card.headline == "Draft: ferry passengers, in 2024, final: 960 passengers"
    assert "it was edited on 2024-05-01" in press(newsroom, Action.PUBLISH, alone).card.headline
    assert "somebody else" in press(newsroom, Action.PUBLISH, edited.card, ANA).card.headline
    assert press(newsroom, Action.PUBLISH, edited.card).card.headline.startswith("Published: ferry passengers")


def test_over_what_speaks_against_it_takes_a_reason(newsroom: Newsroom) -> None:
    enter(newsroom, {**NEW, "value": "95000"})
    card = shown(newsroom)
    assert "Against it: It is far from what its series says" in text(card)
    assert [button.label for button in card.buttons] == ["Publish all the same", "Reject", "Edit"]
    asked = press(newsroom, Action.OVERRULE, card)
    assert asked.form is not None
    assert asked.form.title == "Publish all the same"
    assert "Say why" in press(newsroom, Action.OVERRULE, card, note=" ").card.headline
    done = press(newsroom, Action.OVERRULE, card, note="the fleet doubled")
    assert "Why: the fleet doubled" in text(done.card)
    change = change_log(newsroom.engine, None, 1)[0][0]
    assert change.why == "the fleet doubled"
    assert len(change.findings) == 1


def test_of_several_drafts_each_is_named_by_its_codes_where_something_speaks_against_it(newsroom: Newsroom) -> None:
    editor = newsroom.chat.drafting.editor("board/w1/ana", newsroom.now)
    entries = [
        Entry("ferry passengers", codes=code, period="2023", value=value, published_on="2024-04-30", status="final")
        for code, value in (("North", "41000"), ("South", "52000"))
    ]
    enter_all(newsroom.engine, entries, editor)
    found = waiting_where(newsroom.engine, lambda _: True, editor)
    prose = Prose(Reader(newsroom.engine, newsroom.now, EVERYTHING).catalogue(), editor.style)
    lines = text(ReviewCards(prose, "UTC", newsroom.now).drafts(found)).splitlines()
    against = lines[next(at for at, line in enumerate(lines) if line.startswith("Against it: ")) :]
    for name in ("North", "South"):
        own = [line.partition(": ")[2] for line in against if f": {name}: " in line]
        assert [line.partition(": ")[2].split()[0] for line in own] == ["The", "It"]


def test_a_forged_press_publishes_nothing_over_what_speaks_against_it(newsroom: Newsroom) -> None:
    """PUBLISH instead of OVERRULE."""
    enter(newsroom, {**NEW, "value": "95000"})
    ref = shown(newsroom).buttons[0].ref
    reply = newsroom.press_ref(Action.PUBLISH, ref, asker=BEN, **IN_DESK)
    assert "something speaks against it" in reply.card.headline
    assert len(all_waiting(newsroom.engine)) == 1


def test_what_changed_since_it_was_shown_is_shown_before_it_is_published(newsroom: Newsroom) -> None:
    enter(newsroom)
    card = shown(newsroom)
    enter(newsroom, {**NEW, "value": "940", MORE: "source: Ferry Union\npublished: 2024-04-30"}, BEN)
    other = shown(newsroom)
    press(newsroom, Action.PUBLISH, other, ANA)
    again = press(newsroom, Action.PUBLISH, card)
    assert again.in_place
    assert text(again.card).splitlines()[1].startswith("Look again: what it stands beside has changed")
    assert "takes the place of another source's figure" in text(again.card)
    assert [button.action for button in again.card.buttons][:2] == [Action.OVERRULE, Action.REJECT]
    assert press(newsroom, Action.OVERRULE, again.card, note="the office counts").card.headline.startswith("Published")


@pytest.mark.parametrize(
    ("asker", "access", "told"),
    [
        (GUEST, Access(editors=frozenset({"editors"})), "Only the desk's editors enter and publish figures"),
        (replace(BEN, groups=(), groups_known=False), Access(editors=frozenset({"editors"})), "could not be found out"),
        (replace(BEN, outside=True), Access(editors=frozenset({"editors"})), "where Factdesk has been added"),
        (BEN, Access(), "as this desk names no editors (FACTDESK_EDITOR_GROUPS)"),
        (BEN, Access(frozenset({("board", "w2")}), editors=frozenset({"editors"})), "in this workspace"),
        (
            BEN,
            Access(groups=frozenset({"staff"}), editors=frozenset({"editors"})),
            "members of certain groups only",
        ),
        (replace(BEN, guest_of="w7"), Access(editors=frozenset({"editors"})), "people of other organisations"),
    ],
)
def test_who_has_no_right_enters_and_publishes_nothing(
    newsroom: Newsroom, asker: Asker, access: Access, told: str
) -> None:
    """Also by a form or a button that was forged."""
    enter(newsroom)
    card = shown(newsroom)
    with_config(newsroom, access=access)
    for reply in (
        press(newsroom, Action.PUBLISH, card, asker),
        press(newsroom, Action.REJECT, card, asker, note="no"),
        newsroom.press_ref(Action.LOOK, card.buttons[0].ref, asker=asker, **IN_DESK),
        newsroom.press_ref(Action.ENTER, "anything", asker=asker),
        enter(newsroom, {**NEW, "period": "2025"}, asker),
    ):
        assert reply.card.tone is Tone.REFUSED
        assert told in reply.card.headline
    assert len(all_waiting(newsroom.engine)) == 1


def test_only_the_desk_s_own_channel_publishes(newsroom: Newsroom) -> None:
    enter(newsroom)
    card = shown(newsroom)
    reply = press(newsroom, Action.PUBLISH, card, place=Place(NEWS))
    assert reply.card.headline == "Drafts are published in the desk's own channel."
    assert (
        "do not wait any more" in newsroom.press_ref(Action.PUBLISH, "forged:ref", asker=BEN, **IN_DESK).card.headline
    )


def test_the_desk_s_channel_need_not_be_one_that_is_answered_in(newsroom: Newsroom) -> None:
    access = Access(channels=frozenset({("board", "news")}), editors=frozenset({"editors"}))
    with_config(newsroom, access=access)
    enter(newsroom)
    assert press(newsroom, Action.PUBLISH, shown(newsroom)).card.headline.startswith("Published")


def test_under_embargo_the_channel_is_shown_nothing_and_editors_see_it_alone(newsroom: Newsroom) -> None:
    enter(newsroom, {**NEW, MORE: "embargo until: 2024-05-03 09:00\nsource: Harbour Office"})
    card = shown(newsroom)
    assert card.headline == "A draft waits for a second person."
    assert not any(word in text(card) for word in ("950", "ferry", "Harbour"))
    assert "Only the desk's editors" in press(newsroom, Action.LOOK, card, GUEST).card.headline
    seen = press(newsroom, Action.LOOK, card)
    assert (seen.in_place, seen.card.headline) == (False, "Draft: ferry passengers, in 2024: 950 passengers")
    assert "nobody but the desk is given it until 3 May 2024, 09:00" in text(seen.card)
    done = press(newsroom, Action.PUBLISH, seen.card, visibility=Visibility.PRIVATE)
    assert done.card.headline.startswith("Published: ferry passengers")
    assert "950" not in answered(newsroom)
    newsroom.now = NOW + timedelta(days=2)
    assert "950" in answered(newsroom)


def test_beside_what_is_under_embargo_the_channel_is_shown_nothing_either(newsroom: Newsroom) -> None:
    """A finding may quote it."""
    newsroom.embargo(NOW + timedelta(days=2), period="2023", indicator="coldest-water")
    enter(newsroom, {**NEW, "indicator": "coldest water", "codes": "North", "value": "40"})
    card = shown(newsroom)
    assert card.headline == "A draft waits for a second person."
    assert "coldest" not in text(card)
    forged = newsroom.press_ref(Action.REJECT, card.buttons[0].ref, asker=BEN, note="no", **IN_DESK)
    assert forged.card.headline == "Rejected, under embargo, by board/w1/ben."


def test_what_is_wrong_is_said_at_its_field(newsroom: Newsroom) -> None:
    wrong = {
        "indicator": "fery passengers",
        "codes": "route: Nort",
        "period": "last year",
        "value": "9,5",
        MORE: "status: provisonal\nembargo until: 2024-06-01\ncolour: blue",
    }
    faults = {fault.field: fault.text for fault in enter(newsroom, wrong).faults}
    assert faults == {
        "more": "“colour: blue” begins with none of these: status, source, locator, address, published, unit, "
        "qualifier, according to, note, embargo until.",
        "more:embargo until": "An embargo ends at a time of day; write one, as 2027-05-01 09:00.",
    }
    faults = {fault.field: fault.text for fault in enter(newsroom, {**wrong, MORE: "status: provisonal"}).faults}
    assert faults.keys() == {"indicator", "codes", "period", "value", "more:status"}
    assert "did you mean “ferry passengers”?" in faults["indicator"]
    assert "write 9.5 with a decimal point, or 95 if the comma parts thousands" in faults["value"]
    assert all_waiting(newsroom.engine) == []
    assert newsroom.posts() == []


def test_the_form_is_opened_by_a_command_alone(newsroom: Newsroom) -> None:
    reply = newsroom.ask(newsroom.command("add", asker=ANA))
    assert reply.form == FORMS[ENTER]
    refused = newsroom.ask(newsroom.command("add", asker=GUEST))
    assert "Only the desk's editors" in refused.card.headline
    board = Board()
    newsroom.ask(newsroom.mention("add", asker=ANA))
    newsroom.relay(board)
    (post,) = board.posts
    assert "use the command /figure add" in post.payload["card"]["headline"]


def test_what_is_measured_is_offered_and_what_is_typed_as_something_new(newsroom: Newsroom) -> None:
    def offered(text_: str, asker: Asker = ANA) -> list[str]:
        return newsroom.chat.autocomplete(asker, NEWS, text_, newsroom.now, ENTER)

    assert offered("ferr") == ["ferry passengers", "new: ferr"]
    assert offered("otters") == ["otters", "new: otters"]
    assert "ferry passengers" in offered("")
    assert offered("ferr", GUEST) == []


def test_a_question_that_begins_so_is_a_question(newsroom: Newsroom) -> None:
    assert newsroom.ask(newsroom.command("add the ferry passengers of North and South in 2022")).form is None


def test_a_desk_without_a_channel_publishes_in_the_terminal(newsroom: Newsroom) -> None:
    with_config(newsroom, desk=None)
    assert "`factdesk ledger publish`" in enter(newsroom).card.headline
    assert newsroom.posts() == []


def test_a_draft_that_was_rejected_before_its_card_was_sent_is_not_shown(newsroom: Newsroom) -> None:
    enter(newsroom)
    ((figure, _),) = all_waiting(newsroom.engine)
    reject(newsroom.engine, figure.id, newsroom.chat.drafting.editor("terminal:cy", newsroom.now), "no")
    board = Board()
    newsroom.relay(board)
    assert board.posts == []


def test_what_was_published_in_the_terminal_meanwhile_is_told(newsroom: Newsroom) -> None:
    enter(newsroom)
    card = shown(newsroom)
    ((figure, _),) = all_waiting(newsroom.engine)
    publish(newsroom.engine, [figure.id], newsroom.chat.drafting.editor("terminal:cy", newsroom.now))
    assert "it was published on 2024-05-01 by terminal:cy" in press(newsroom, Action.PUBLISH, card).card.headline


def test_of_many_drafts_the_first_are_told_and_the_others_counted(newsroom: Newsroom) -> None:
    editor = newsroom.chat.drafting.editor("terminal:cy", newsroom.now)
    entries = [Entry("ferry passengers", period=str(year), value="95000") for year in range(2030, 2055)]
    enter_all(newsroom.engine, entries, editor)
    found = waiting_where(newsroom.engine, lambda entered: entered.by == editor.by, editor)
    prose = Prose(Reader(newsroom.engine, newsroom.now, EVERYTHING).catalogue(), editor.style)
    lines = text(ReviewCards(prose, "UTC", newsroom.now).drafts(found)).splitlines()
    assert lines[0] == "25 drafts: ferry passengers"
    assert ": and 5 more" in lines
    assert ": and 5 more; `factdesk ledger drafts ID` tells those of one" in lines


# Result day


def a_date(newsroom: Newsroom, indicator: str = "ferry passengers") -> Card:
    """The reminder of a key date that brings figures."""
    moment = parse_moment("2024-05-02 10:00", "UTC", newsroom.now)
    draft = Draft("Passenger count", moment, indicator, None)
    keydates.add(newsroom.engine, draft, "terminal", newsroom.now)
    newsroom.ask(newsroom.mention("subscribe to everything reminders 1 hour", asker=ANA))
    newsroom.relay(Board())
    tick(newsroom.engine, newsroom.now)
    assert moment.time is not None
    newsroom.now = moment.time - timedelta(hours=1)
    tick(newsroom.engine, newsroom.now)
    board = Board()
    newsroom.relay(board)
    (post,) = [post for post in board.posts if "Passenger count" in str(post.payload)]
    return Card.from_json(post.payload["card"])


def opened(newsroom: Newsroom, card: Card) -> Form:
    form = newsroom.press(Action.ENTER, card, asker=ANA, visibility=Visibility.PUBLIC).form
    assert form is not None
    return form


def test_a_reminder_has_a_button_for_those_who_may(newsroom: Newsroom) -> None:
    card = a_date(newsroom)
    assert [button.label for button in card.buttons] == ["Enter the result"]
    refused = newsroom.press(Action.ENTER, card, asker=GUEST, visibility=Visibility.PUBLIC)
    assert "Only the desk's editors" in refused.card.headline


def test_without_editors_a_reminder_has_none(newsroom: Newsroom) -> None:
    with_config(newsroom, access=Access())
    assert a_date(newsroom).buttons == ()


def test_the_form_has_the_series_that_are_awaited_with_what_stood(newsroom: Newsroom) -> None:
    form = opened(newsroom, a_date(newsroom))
    values = {field.id: field.value for field in form.fields}
    assert form.order == RESULT.order
    assert values["figures"].splitlines() == [
        "total (was 900 passengers) = ",
        "route: Island (was 150 passengers) = ",
        "route: North (was 500 passengers) = ",
        "route: South (was 250 passengers) = ",
    ]
    assert values["period"] == ""
    assert "published: today" in values["more"]


def test_a_form_that_has_no_room_for_all_series_says_so(newsroom: Newsroom) -> None:
    rows = "\n".join(f"ferry passengers,2023,Pier {number},{number},passengers" for number in range(10, 60))
    newsroom.publish(f"indicator,period,route,value,unit\n{rows}")
    figures = opened(newsroom, a_date(newsroom)).fields[0]
    assert len(figures.value.splitlines()) == 40
    assert figures.label == "Figures, the first 40 of 54"


def test_the_result_is_entered_as_drafts_published_together_and_closes_the_date(newsroom: Newsroom) -> None:
    card = a_date(newsroom)
    typed = opened(newsroom, card).fields[0].value.replace("= \n", "= \n")
    lines = [line + value for line, value in zip(typed.splitlines(), ("910", "160", "510", ""), strict=True)]
    newsroom.later(timedelta(hours=2))
    values = {
        "figures": "\n".join(lines),
        "period": "2024",
        "status": "final",
        "source": "Harbour Office",
        "more": "published: today",
    }
    reply = newsroom.press(Action.ENTER, card, asker=ANA, values=values)
    assert reply.card.headline == "Entered as 3 drafts; somebody else publishes them in the desk's channel."
    review = shown(newsroom)
    assert review.headline == "3 drafts: ferry passengers"
    assert len([row for row in review.rows if ", in 2024, final: " in row.text]) == 3
    done = press(newsroom, Action.PUBLISH, review)
    assert done.card.headline == "Published: 3 figures"
    assert "910" in answered(newsroom)
    tick(newsroom.engine, newsroom.now)
    (date,) = Reader(newsroom.engine, newsroom.now).catalogue().key_dates.values()
    assert date.status is KeyDateStatus.HAPPENED
    assert {one.review for one in Reader(newsroom.engine, newsroom.now).figures_page()} == {Review.PUBLISHED}


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"figures": "total (was 900 passengers) = "}, "figures", "No line has a value"),
        ({"figures": "total 910"}, "figures", "has no “=” before its value"),
        ({"figures": "total = 9,1"}, "figures", "total: “9,1” is not a number; write 9.1"),
        ({"figures": "total = 910\nroute: Nort = 5"}, "figures", "route: Nort: The ledger has no code “Nort”"),
        ({"figures": "total = 910\ntotal = 911"}, "figures", "“total” is there twice"),
        ({"figures": "total = 910", "period": "soon"}, "period", "“soon” is not a period"),
        ({"figures": "total = 910", "more": "unit: %"}, "", ""),
        ({"figures": "total = 910", "more": "published: 1/2/2024"}, "more:published", "write 2024-01-02 or 2024-02-01"),
    ],
)
def test_what_is_wrong_with_a_result_is_said_at_its_field(
    newsroom: Newsroom, values: dict[str, str], field: str, told: str
) -> None:
    card = a_date(newsroom)
    reply = newsroom.press(Action.ENTER, card, asker=ANA, values=values)
    if not field:
        assert reply.faults == ()
        return
    assert reply.card.tone is Tone.REFUSED
    ((name, text_),) = [(fault.field, fault.text) for fault in reply.faults]
    assert name == field
    assert told in text_
    assert all_waiting(newsroom.engine) == []


def test_a_preliminary_count_is_awaited_for_its_period(newsroom: Newsroom) -> None:
    newsroom.publish("indicator,period,value,unit,status\nsailings lost,2024,12,sailings,preliminary\n")
    form = opened(newsroom, a_date(newsroom, "sailings lost"))
    values = {field.id: field.value for field in form.fields}
    assert values["figures"] == "total (was 12 sailings, preliminary) = "
    assert values["period"] == "2024"


def test_a_date_that_brings_nothing_known_has_no_form(newsroom: Newsroom) -> None:
    moment = parse_moment("2024-05-02 10:00", "UTC", newsroom.now)
    date = keydates.add(newsroom.engine, Draft("Open day", moment), "terminal", newsroom.now)
    reply = newsroom.press_ref(Action.ENTER, date.id, asker=ANA)
    assert reply.form is None
    assert "Nothing is known of what this date brings" in reply.card.headline
    assert reply.card.tone is Tone.REFUSED
    gone = newsroom.press_ref(Action.ENTER, "no-such-date", asker=ANA)
    assert gone.card.tone is Tone.REFUSED
