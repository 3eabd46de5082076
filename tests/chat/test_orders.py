"""Orders from a channel: key dates and subscriptions, by a line of words, by a form and by buttons."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text as sql

from bot.ask.prose import Prose
from bot.calendar import keydates, subscriptions
from bot.calendar.tick import tick
from bot.cards.card import Action, Card, Tone
from bot.chat.access import Access
from bot.chat.nouns import Asker, Place, Reply, Visibility
from bot.chat.orders import Order, of_form, read
from bot.chat.subscription_cards import subscriptions_card
from bot.delivery.limits import Rate
from bot.delivery.nouns import Address
from bot.domain import KeyDateStatus
from bot.ledger.open_questions import still_open
from bot.store.engine import writing
from bot.store.reader import Reader
from tests.calendar.newsroom import insert_date
from tests.chat.later import hide
from tests.chat.newsroom import NEWS, Newsroom, with_config
from tests.delivery.office import Board


@pytest.mark.parametrize(
    ("text", "verb", "values"),
    [
        ("dates", "dates", {}),
        ("Dates?", "dates", {}),
        ("subscriptions", "subscriptions", {}),
        ("List subscriptions", "subscriptions", {}),
        ("please show us all our subscriptions?", "subscriptions", {}),
        ("what are my subscriptions?", "subscriptions", {}),
        ("subscriptions pause 1", "pause", {"number": "1"}),
        ("Subscriptions remove 9", "unsubscribe", {"number": "9"}),
        ("subscription resume 2", "resume", {"number": "2"}),
        ("unfollow", "unfollow", {}),
        ("unfollow turnout in 2022", "unfollow", {"question": "turnout in 2022"}),
        ("subscribe", "subscribe", {}),
        ("subscribe to turnout", "subscribe", {"topics": "turnout"}),
        (
            'subscribe to "Doors, reminders and all" reminders 3 days',
            "subscribe",
            {"topics": "Doors, reminders and all", "reminders": "3 days"},
        ),
        (
            "Subscribe to ferry passengers, result reminders 1 day, 1 hour digest weekdays 08:30 quiet 22:00-07:00",
            "subscribe",
            {
                "topics": "ferry passengers, result",
                "reminders": "1 day, 1 hour",
                "digest": "weekdays 08:30",
                "quiet": "22:00-07:00",
            },
        ),
        ("subscribe digest daily 07:00", "subscribe", {"digest": "daily 07:00"}),
        ("subscribe remind 1 hour zone Europe/Berlin", "subscribe", {"reminders": "1 hour", "zone": "Europe/Berlin"}),
        ("dates add", "dates add", {}),
        (
            "dates add Final result at tomorrow 10am zone Pacific/Auckland brings turnout",
            "dates add",
            {"title": "Final result", "at": "tomorrow 10am", "zone": "Pacific/Auckland", "brings": "turnout"},
        ),
        (
            "dates add “Doors open at noon” at 2027-05-20 source The Gazette",
            "dates add",
            {"title": "Doors open at noon", "at": "2027-05-20", "source": "The Gazette"},
        ),
        ("dates move Final result to friday 9:30", "dates move", {"title": "Final result", "at": "friday 9:30"}),
        (
            "dates add Race at the pier at 2027-05-20 9:00",
            "dates add",
            {"title": "Race at the pier", "at": "2027-05-20 9:00"},
        ),
        (
            "dates add Vote at Friday at 18 zone UTC",
            "dates add",
            {"title": "Vote", "at": "Friday at 18", "zone": "UTC"},
        ),
        ("dates move Back to work to Monday at 8am", "dates move", {"title": "Back to work", "at": "Monday at 8am"}),
        ("dates add At sea at tomorrow", "dates add", {"title": "At sea", "at": "tomorrow"}),
        ('dates add "Tea at noon" at tomorrow at 11', "dates add", {"title": "Tea at noon", "at": "tomorrow at 11"}),
        ("dates add Race zone UTC at tomorrow", "dates add", {"title": "Race", "zone": "UTC", "at": "tomorrow"}),
        ("dates add Race at the pier", "dates add", {"title": "Race", "at": "the pier"}),
        (
            "dates add Race at tomorrow zone UTC at 5pm source A source B",
            "dates add",
            {"title": "Race", "at": "tomorrow at 5pm", "zone": "UTC", "source": "A source B"},
        ),
        ('dates cancel "Final result"', "dates cancel", {"title": "Final result"}),
        ("pause 3", "pause", {"number": "3"}),
        ("unsubscribe 3", "unsubscribe", {"number": "3"}),
    ],
)
def test_read(text: str, verb: str, values: dict[str, str]) -> None:
    assert read(text) == Order(verb, values)


@pytest.mark.parametrize(
    "text",
    [
        "how many subscribers?",
        "dates of birth in 2020",
        "subscribed readers",
        "pauses in 2020",
        "",
        "what dates?",
        "help",
    ],
)
def test_a_question_is_no_order(text: str) -> None:
    assert read(text) is None


def test_a_form_gives_an_order() -> None:
    assert of_form("subscribe", {"topics": " turnout ", "digest": "", "number": "7"}) == Order(
        "subscribe", {"topics": "turnout"}
    )
    assert of_form("dates cancel", {"title": "x"}) is None
    assert of_form("nonsense", {}) is None
    empty = of_form("subscribe", {})
    assert empty is not None
    assert empty.form is None, "a form that was sent is not asked for again"


def _order(newsroom: Newsroom, text: str, **others: Any) -> Reply:
    return newsroom.ask(newsroom.command(text, **others))


def _texts(card: Card) -> str:
    return "\n".join([card.headline, *(f"{row.label}: {row.text}" for row in card.rows)])


def test_a_date_is_added_moved_shown_and_cancelled(newsroom: Newsroom) -> None:
    added = _order(newsroom, "dates add Ferry report at tomorrow 10am zone Pacific/Auckland brings ferry passengers")
    assert "Ferry report, Thursday, 2 May 2024, 10:00 (Pacific/Auckland)" in added.card.headline
    moved = _order(newsroom, "dates move Ferry report to 2024-05-09")
    assert "Thursday, 9 May 2024" in moved.card.headline
    assert "moved from" in _texts(_order(newsroom, "dates show ferry report").card)
    assert "Ferry report" in _order(newsroom, "dates").card.headline
    _order(newsroom, "dates cancel Ferry report")
    assert keydates.find(newsroom.engine, "Ferry report", newsroom.now).status is KeyDateStatus.CANCELLED
    assert _order(newsroom, "dates confirm Ferry report").card.tone is Tone.REFUSED


def test_past_and_coming_are_told_by_the_newsroom_s_calendar(newsroom: Newsroom) -> None:
    _order(newsroom, "dates add Ferry report at 2024-05-02 zone Pacific/Auckland")
    newsroom.now = datetime(2024, 5, 2, 19, 30, tzinfo=UTC)
    for zone, told in (
        ("Pacific/Auckland", "Ferry report, Thursday, 2 May 2024 (yesterday)"),
        ("UTC", "Next: Ferry report, Thursday, 2 May 2024 in Pacific/Auckland (today)"),
        ("Pacific/Pago_Pago", "Next: Ferry report, Thursday, 2 May 2024 in Pacific/Auckland (today)"),
    ):
        newsroom.zone = zone
        newsroom.restart()
        card = _order(newsroom, "dates").card
        assert told in _texts(card)
        assert card.headline == ("No key date is ahead." if zone == "Pacific/Auckland" else told)
        shown = "yesterday" if zone == "Pacific/Auckland" else "today"
        assert f"scheduled, {shown}" in _texts(_order(newsroom, "dates show Ferry report").card)
        days = {"yesterday": "one day ago", "today": "in zero days"}[shown]
        assert days in _order(newsroom, "how many days until the ferry report?").card.headline


def test_without_a_zone_the_channel_s_own_counts(newsroom: Newsroom) -> None:
    newsroom.zone = "Europe/Berlin"
    newsroom.restart()
    assert "(Europe/Berlin)" in _order(newsroom, "dates add One at tomorrow 10am").card.headline
    _order(newsroom, "subscribe reminders 1 day zone Pacific/Auckland")
    assert "(Pacific/Auckland)" in _order(newsroom, "dates add Two at tomorrow 10am").card.headline


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("dates add Old at 2020-01-01", "has passed"),
        ("dates add Gap at 2024-09-29 02:30 zone Pacific/Auckland", "02:30"),
        ("dates add Nowhere at tomorrow 10am zone Mars/Olympus", "Mars/Olympus"),
        ("dates add Nothing", "write it as"),
        ("dates add End at 9999-12-31 23:59 zone UTC", "write a year from 1800 to 2200"),
        ("dates move Unknown to tomorrow 10am", "Unknown"),
        ("subscribe to turnips digest daily 07:00", "turnips"),
        ("subscribe to ferry passengers", "Nothing would ever come"),
        ("subscribe digest never", "never"),
        ('subscribe to "ferry passengers" reminders 3 dayz', "“3 dayz” is no time before a date"),
        ("pause 77", "77"),
        ("pause", "by its number"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_to_write(newsroom: Newsroom, text: str, told: str) -> None:
    card = _order(newsroom, text).card
    assert card.tone is Tone.REFUSED
    assert told in card.headline
    assert subscriptions.listed(newsroom.engine) == []


def test_an_order_without_values_opens_a_form(newsroom: Newsroom) -> None:
    reply = _order(newsroom, "subscribe")
    assert reply.form is not None
    assert [one.id for one in reply.form.fields] == ["topics", "reminders", "digest", "quiet", "zone"]
    assert "subscribe …" in reply.card.headline
    sent = newsroom.command("")
    done = newsroom.chat.order(sent, reply.form.order, {"reminders": "1 day", "zone": "UTC"}, newsroom.now)
    assert done.card.headline == "Subscribed to everything. This channel has one subscription."
    (held,) = subscriptions.listed(newsroom.engine)
    assert (held.address, held.created_by) == (NEWS, "board/w1/u1")


def test_an_order_may_come_with_its_values_one_by_one(newsroom: Newsroom) -> None:
    event = newsroom.command("")
    values = {"title": "Results at last", "at": "2024-05-20 14:00", "zone": "Pacific/Auckland"}
    assert "Results at last" in newsroom.chat.obey(event, Order("dates add", values), newsroom.now).card.headline
    moved = newsroom.chat.obey(
        event, Order("dates move", {"title": "Results at last", "at": "2024-05-21"}), newsroom.now
    )
    assert "21 May 2024" in moved.card.headline
    with_config(newsroom, access=Access(groups=frozenset({"editors"})))
    refused = newsroom.chat.obey(event, Order("dates cancel", {"title": "Results at last"}), newsroom.now)
    assert refused.card.tone is Tone.REFUSED


def test_labels_and_titles_are_completed_for_those_who_may_use_them(newsroom: Newsroom) -> None:
    _order(newsroom, "dates add First report at 2024-05-10")
    ana, chat, now = Asker("u1", "Ana", ("reporters",)), newsroom.chat, newsroom.now
    assert chat.autocomplete(ana, NEWS, "ferry", now) == ["ferry passengers"]
    assert chat.titles(ana, NEWS, "first", now) == ["First report"]
    chat = with_config(newsroom, access=Access(editors=frozenset({"editors"}))).chat
    assert chat.autocomplete(ana, NEWS, "ferry", now) == ["ferry passengers"]
    assert chat.autocomplete(ana, NEWS, "ferry", now, "dates add") == []
    assert chat.titles(ana, NEWS, "first", now) == []
    editor = replace(ana, groups=("editors",))
    assert chat.autocomplete(editor, NEWS, "ferry", now, "dates add") == ["ferry passengers"]
    assert chat.titles(editor, NEWS, "first", now) == ["First report"]
    chat = with_config(newsroom, access=Access(channels=frozenset({("board", "sport")}))).chat
    assert (chat.autocomplete(editor, NEWS, "", now), chat.titles(editor, NEWS, "", now)) == ([], [])


def test_suggestions_have_a_limit_of_their_own(newsroom: Newsroom) -> None:
    with_config(newsroom, user_rate=Rate(1, 60), suggestion_rate=Rate(4, 60, burst=2))
    ana, ben = Asker("u1"), Asker("u2")

    def suggested(asker: Asker) -> bool:
        return newsroom.chat.autocomplete(asker, NEWS, "ferry", newsroom.now) != []

    assert [suggested(ana) for _ in range(5)] == [True] * 3 + [False] * 2
    assert newsroom.chat.titles(ana, NEWS, "", newsroom.now) == []
    assert suggested(ben)
    assert newsroom.ask(newsroom.command("dates")).card.tone is Tone.TOLD, "they are not counted as questions"
    newsroom.later(timedelta(minutes=1))
    assert suggested(ana)


def test_orders_are_not_counted_as_questions_and_have_the_same_limit_of_their_own(newsroom: Newsroom) -> None:
    with_config(newsroom, user_rate=Rate(3, 60, burst=2))
    told = [_order(newsroom, "subscriptions").card.tone for _ in range(4)]
    assert told == [Tone.TOLD] * 3 + [Tone.REFUSED]
    assert newsroom.ask(newsroom.command("how many ferry passengers on North in 2022?")).card.tone is Tone.ANSWERED


def test_a_list_of_subscriptions_is_no_open_question(newsroom: Newsroom) -> None:
    for text in ("subscriptions", "list our subscriptions", "show me the subscriptions please"):
        newsroom.ask(newsroom.mention(text))
    assert [one.text for one in still_open(newsroom.engine)] == []


SECOND = "dates add first REPORT at 2027-05-20 9:00 zone UTC"


def _is_asked(reply: Reply) -> bool:
    return (
        reply.card.tone is Tone.REFUSED
        and "Is yours another one? Then give the same order again" in reply.card.headline
    )


def _reports(newsroom: Newsroom) -> int:
    return len([one for one in keydates.held(newsroom.engine, newsroom.now).values() if "report" in one.label.lower()])


@pytest.fixture
def planned(newsroom: Newsroom) -> Newsroom:
    """With a date that a second one is to be added beside."""
    _order(newsroom, "dates add First report at 2027-05-20 zone UTC")
    return newsroom


def test_a_second_date_of_the_same_title_and_day_is_asked_about(planned: Newsroom) -> None:
    before = _reports(planned)
    asked = _order(planned, SECOND)
    assert asked.card.headline.startswith("“First report” on 2027-05-20 is there already; move it (")
    assert _is_asked(asked)
    assert _reports(planned) == before
    assert _order(planned, SECOND).card.headline.startswith("Added: First REPORT, Thursday, 20 May 2027, 09:00")
    assert _reports(planned) == before + 1
    assert _is_asked(_order(planned, SECOND)), "a third one is asked about anew"


@pytest.mark.parametrize(
    "other",
    [
        {"asker": Asker("u2")},
        {"place": Place(Address("board", "w1", "sport"))},
        {"text": SECOND.replace("9:00", "10:00")},
        {"later": timedelta(minutes=11)},
    ],
    ids=lambda value: next(iter(value)),
)
def test_another_s_order_or_another_order_is_not_meant(planned: Newsroom, other: dict[str, Any]) -> None:
    before = _reports(planned)
    _order(planned, SECOND)
    planned.later(other.get("later", timedelta(0)))
    told = {name: value for name, value in other.items() if name != "later"}
    event = replace(planned.command(SECOND), **told)
    assert _is_asked(planned.ask(event))
    assert _reports(planned) == before


def test_a_message_that_is_answered_anew_is_not_given_again(planned: Newsroom) -> None:
    before, event = _reports(planned), planned.mention(SECOND)
    assert _is_asked(planned.chat.answer(event, planned.now))
    assert _is_asked(planned.chat.answer(event, planned.now))
    assert _reports(planned) == before


def test_a_form_that_stays_open_is_sent_again(planned: Newsroom) -> None:
    before, event = _reports(planned), planned.command("")
    values = {"title": "First report", "at": "2027-05-20 9:00", "zone": "UTC"}
    assert _is_asked(planned.chat.order(event, "dates add", values, planned.now))
    assert planned.chat.order(event, "dates add", values, planned.now).card.headline.startswith("Added: First report")
    assert _reports(planned) == before + 1


def test_nobody_types_faster_than_suggestions_come(newsroom: Newsroom) -> None:
    _order(newsroom, "dates add First report at 2024-05-10")
    for _ in range(600):
        assert newsroom.chat.autocomplete(Asker("u1"), NEWS, "ferry", newsroom.now) != []
        newsroom.later(timedelta(seconds=0.1))


def test_titles_are_those_of_dates_that_can_be_changed(newsroom: Newsroom) -> None:
    for text in ("Second report at 2024-05-20", "First report at 2024-05-10", "Ball at 2024-05-11"):
        _order(newsroom, f"dates add {text}")
    _order(newsroom, "dates cancel Ball")
    assert newsroom.chat.orders.titles("", newsroom.now) == ["First report", "Second report"]
    assert newsroom.chat.orders.titles("SECOND", newsroom.now) == ["Second report"]


def test_a_date_that_cannot_be_worked_with_is_in_no_list_and_mended_by_an_order(newsroom: Newsroom) -> None:
    _order(newsroom, "dates add Ferry report at 2024-05-10 zone Pacific/Auckland")
    insert_date(newsroom.engine, at="9999-12-31", at_time="9999-12-31 23:59:00", zone="UTC")
    insert_date(newsroom.engine, id="party", label="Party", at="2024-05-20", zone="Evil/Zone")
    for text in ("dates", "when is the ferry report?", "how many days until the ferry report?"):
        told = _texts(_order(newsroom, text).card)
        assert "Ferry report" in told
        assert "Old thing" not in told
    _, dates, _ = newsroom.chat.overview(Asker("u1"), Address("board", "w1", ""), newsroom.now)
    assert dates.headline.startswith("Next: Ferry report")
    assert newsroom.chat.orders.titles("", newsroom.now) == ["Ferry report"]
    for title in ("Old thing", "party"):
        refused = _order(newsroom, f"dates show {title}").card
        assert refused.tone is Tone.REFUSED
        assert "move it to when it is (dates move" in refused.headline
    assert "Cancelled: Old thing, 9999-12-31 UTC." in _order(newsroom, "dates cancel old").card.headline
    assert "(UTC)" in _order(newsroom, "dates move Party to 2024-05-21 10:00").card.headline
    shown = _texts(_order(newsroom, "dates show Party").card)
    assert "moved from 2024-05-20 Evil/Zone to Tuesday, 21 May 2024, 10:00 (UTC)" in shown


def test_a_subscription_that_cannot_be_worked_with_is_in_no_list_and_removed_by_its_number(newsroom: Newsroom) -> None:
    _order(newsroom, "subscribe digest daily 07:00 zone UTC")
    (held,) = subscriptions.listed(newsroom.engine)
    _break_subscription(newsroom)
    for text in ("subscriptions", "dates", "dates add Ferry report at 2024-05-10"):
        assert _order(newsroom, text).card.tone is Tone.TOLD
    assert _order(newsroom, "subscriptions").card.headline == "This channel is not subscribed to anything."
    assert "cannot be worked with, as “Evil/Zone”" in _order(newsroom, f"resume {held.id}").card.headline
    anew = _order(newsroom, "subscribe digest daily 07:00 zone UTC")
    assert anew.card.headline == "Subscribed to everything. This channel has one subscription."
    _break_subscription(newsroom)
    assert _order(newsroom, f"unsubscribe {held.id}").card.tone is Tone.TOLD
    assert "no subscription" in _order(newsroom, f"unsubscribe {held.id}").card.headline


def _break_subscription(newsroom: Newsroom) -> None:
    with writing(newsroom.engine) as connection:
        connection.execute(sql("UPDATE subscription SET zone = 'Evil/Zone'"))


def test_a_channel_is_shown_what_was_told_there_and_nowhere_else(newsroom: Newsroom) -> None:
    sport = Address("board", "w1", "sport")
    for address in (NEWS, sport):
        event = replace(newsroom.command("subscribe reminders 1 day"), place=Place(address))
        newsroom.ask(event)
    _order(newsroom, "dates add Ferry report at 2024-05-02 12:30 zone UTC")
    for later in (timedelta(0), timedelta(hours=1)):
        newsroom.later(later)
        tick(newsroom.engine, newsroom.now, desk=None)
    assert {post.address for post in newsroom.posts() if post.kind == "reminder"} == {NEWS, sport}
    shown = _texts(_order(newsroom, "dates show Ferry report").card)
    assert "w1/news" in shown
    assert "sport" not in shown


def test_a_workspace_is_seen_as_a_whole(newsroom: Newsroom) -> None:
    whole = Address("board", "w1", "")
    _order(newsroom, "subscribe digest daily 07:00")
    member = Asker("u1", channels=frozenset({"news"}))
    _, dates, held = newsroom.chat.overview(member, whole, newsroom.now)
    assert dates.headline == "The ledger holds no key dates."
    assert held.headline == "Your channels have one subscription."
    assert "board:w1/news" in held.rows[0].text
    assert "None" in newsroom.chat.overview(member, Address("board", "w2", ""), newsroom.now)[2].headline
    with_config(newsroom, access=Access(groups=frozenset({"editors"})))
    (refused,) = newsroom.chat.overview(member, whole, newsroom.now)
    assert refused.tone is Tone.REFUSED


def test_of_a_workspace_only_the_channels_one_is_in_are_seen(newsroom: Newsroom) -> None:
    whole = Address("board", "w1", "")
    _order(newsroom, "subscribe digest daily 07:00")
    stranger, unknown = Asker("u1", channels=frozenset({"sport"})), Asker("u1")
    assert newsroom.chat.overview(stranger, whole, newsroom.now)[2].headline == "None of your channels is subscribed."
    told = newsroom.chat.overview(unknown, whole, newsroom.now)[2]
    assert "could not be found out" in told.headline
    assert "ask for “subscriptions” in their channel" in _texts(told)
    with_config(newsroom, access=Access(channels=frozenset({("board", "sport")})))
    both = Asker("u1", channels=frozenset({"sport", "news"}))
    assert newsroom.chat.overview(both, whole, newsroom.now)[2].headline == "None of your channels is subscribed."


def test_a_channel_that_the_bot_cannot_post_in(newsroom: Newsroom) -> None:
    card = _order(newsroom, "subscribe digest daily 07:00", can_post=False).card
    assert card.headline.startswith("The bot cannot post in this channel")
    assert subscriptions.listed(newsroom.engine) == []


def test_a_subscription_is_paused_resumed_and_removed_by_buttons(newsroom: Newsroom) -> None:
    card = _order(newsroom, "subscribe to ferry passengers reminders 1 day digest weekdays 08:30 zone UTC").card
    assert "ferry passengers" in _texts(card)
    assert [button.label.split()[0] for button in card.buttons] == ["Pause", "Remove"]
    paused = newsroom.press(Action.PAUSE, card)
    assert paused.in_place
    assert "paused" in _texts(paused.card)
    resumed = newsroom.press(Action.RESUME, paused.card)
    assert "paused" not in _texts(resumed.card)
    removed = newsroom.press(Action.REMOVE, resumed.card)
    assert removed.card.headline == "This channel is not subscribed to anything."
    assert newsroom.press_ref(Action.PAUSE, "1").card.tone is Tone.REFUSED


def test_another_channel_s_subscription_is_not_ours_to_pause(newsroom: Newsroom) -> None:
    _order(newsroom, "subscribe digest daily 07:00 zone UTC")
    (held,) = subscriptions.listed(newsroom.engine)
    elsewhere = Place(Address("board", "w1", "sport"))
    assert newsroom.press_ref(Action.PAUSE, str(held.id), place=elsewhere).card.tone is Tone.REFUSED
    whole = {"place": Place(Address("board", "w1", "")), "asker": Asker("u2", channels=frozenset({"news"}))}
    paused = newsroom.press_ref(Action.PAUSE, str(held.id), **whole).card
    assert paused.headline == "Your channels have one subscription."
    other = Place(Address("board", "w2", ""))
    assert newsroom.press_ref(Action.RESUME, str(held.id), **{**whole, "place": other}).card.tone is Tone.REFUSED
    for channels in (None, frozenset({"sport"})):
        stranger = {**whole, "asker": Asker("u2", channels=channels)}
        told = [newsroom.press_ref(Action.REMOVE, ref, **stranger).card.headline for ref in (str(held.id), "77")]
        assert told == [f"There is no subscription {ref}; list them to see their numbers." for ref in (held.id, 77)]
    assert subscriptions.get(newsroom.engine, held.id).paused_at is not None


def test_only_editors_change_anything(newsroom: Newsroom) -> None:
    with_config(newsroom, access=Access(editors=frozenset({"editors"})))
    for text in ("subscribe digest daily 07:00", "dates add X at tomorrow 10am", "subscribe"):
        reply = _order(newsroom, text)
        assert "Only the desk's editors" in reply.card.headline
        assert reply.form is None
    assert _order(newsroom, "dates").card.tone is Tone.TOLD
    editor = Asker("u9", "Eve", ("editors",))
    assert _order(newsroom, "subscribe digest daily 07:00 zone UTC", asker=editor).card.tone is Tone.TOLD
    assert newsroom.press_ref(Action.REMOVE, "1").card.tone is Tone.REFUSED


def test_an_order_for_all_to_see_is_posted(newsroom: Newsroom) -> None:
    reply = newsroom.ask(newsroom.mention("dates", visibility=Visibility.PUBLIC))
    assert reply.posted
    newsroom.later(timedelta(days=1))
    assert newsroom.cards() == [reply.card]


@pytest.mark.parametrize(
    "text",
    ["ledger withdraw xyz --why wrong", "Ledger correct abc", "withdraw figure qs4feonyaq", "factdesk ledger log"],
)
def test_who_corrects_a_figure_in_a_chat_is_told_where_that_is_done(newsroom: Newsroom, text: str) -> None:
    card = _order(newsroom, text).card
    assert card.headline.startswith("Figures are corrected and withdrawn in the terminal")


@pytest.mark.parametrize("text", ["withdraw ferries", "correct ferry passengers"])
def test_words_that_may_begin_a_question_are_one(newsroom: Newsroom, text: str) -> None:
    assert "in the terminal" not in _order(newsroom, text).card.headline


def test_a_channel_is_told_that_somebody_subscribed_it_once(newsroom: Newsroom) -> None:
    event = newsroom.command("subscribe to ferry passengers reminders 1 day")
    newsroom.ask(event)
    newsroom.chat.answer(event, newsroom.now)  # Its process crashed before it was done.
    (post,) = newsroom.posts()
    told = Card.from_json(post.payload["card"])
    assert (post.kind, post.address, told.headline) == (
        "subscribed",
        NEWS,
        "Ana subscribed this channel to ferry passengers.",
    )
    assert [row.text for row in told.rows[:2]] == ["reminders 1 day", "times in UTC"]


def test_who_subscribes_again_is_told_so_and_the_channel_is_not(newsroom: Newsroom) -> None:
    text = "subscribe to ferry passengers reminders 1 day"
    for said in (text, text, f"{text}, 1 hour", text.replace("1 day", "1 hour, 1 day")):
        newsroom.later(timedelta(minutes=1))
        headline = _order(newsroom, said).card.headline
    assert headline.startswith("This channel is subscribed to ferry passengers already")
    assert [post.kind for post in newsroom.posts()] == ["subscribed", "subscribed"]
    _order(newsroom, "pause 1")
    assert _order(newsroom, f"{text}, 1 hour").card.headline.startswith("Subscribed to")


def test_whom_a_list_is_for_alone_has_no_buttons_that_they_may_not_use(newsroom: Newsroom) -> None:
    _order(newsroom, "subscribe to ferry passengers reminders 1 day")
    with_config(newsroom, access=Access(editors=frozenset({"editors"})))
    assert _order(newsroom, "subscriptions").card.buttons == ()
    for asker in (Asker("u9", "Eve", ("editors",)), Asker("u1", "Ana", groups_known=False)):
        assert len(_order(newsroom, "subscriptions", asker=asker).card.buttons) == 2
    assert len(newsroom.ask(newsroom.mention("subscriptions")).card.buttons) == 2


def test_where_all_saw_it_nothing_more_is_said(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention("subscribe to ferry passengers reminders 1 day"))
    assert [post.kind for post in newsroom.posts()] == ["answer"]


def test_what_is_withheld_by_then_is_not_named(newsroom: Newsroom) -> None:
    _order(newsroom, "dates add Ferry report at 2024-06-10")
    (id_,) = Reader(newsroom.engine, newsroom.now).catalogue().key_dates
    _order(newsroom, "subscribe to Ferry report reminders 1 day")
    hide(newsroom, id_)
    newsroom.later(timedelta(minutes=1))
    newsroom.relay(Board())
    assert newsroom.cards()[-1].headline == "Ana subscribed this channel."


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("unsubscribe", "Say which one by its number, as in “unsubscribe 3”"),
        ("subscriptions pause", "Say which one by its number"),
        ("subscriptions remove 9", "There is no subscription 9"),
        ("unfollow", "“unsubscribe 3”"),
        ("unfollow ferry passengers on North in 2022", "“unsubscribe 3”"),
        ("dates add Regatta", "No day or time is given; write"),
    ],
)
def test_an_order_that_lacks_something_is_told_what(newsroom: Newsroom, order: str, told: str) -> None:
    assert told in newsroom.ask(newsroom.command(order)).card.headline


def test_many_subscriptions_are_changed_by_number(newsroom: Newsroom) -> None:
    _order(newsroom, "subscribe digest daily 08:00")
    (one,) = subscriptions.listed(newsroom.engine)
    prose = Prose(Reader(newsroom.engine, newsroom.now).catalogue(), newsroom.chat.desk.style)
    many = [replace(one, id=number) for number in range(1, 8)]
    card = subscriptions_card(many, prose, whole=False)
    assert card.buttons == ()
    (told,) = (row.text for row in card.rows if row.label == "Change one")
    assert told == "“pause 7”, “resume 7” or “unsubscribe 7”, by its number"
    assert len(subscriptions_card(many[:6], prose, whole=False).buttons) == 12
    assert "Change one" not in _texts(subscriptions_card(many, prose, whole=False, changes=False))
