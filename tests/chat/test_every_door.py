"""Every way into the desk times every right: who may is served; who may not is told nothing, and changes nothing.

The tables are whole: a right, a method of the desk, an order, a form or a button that has no row here fails a test.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.calendar import keydates
from bot.calendar.keydates import Draft
from bot.calendar.moments import parse_moment
from bot.cards.card import Action, Card, Tone
from bot.chat import orders, presses, words
from bot.chat.access import Access
from bot.chat.drafting import DRAFT_ACTIONS
from bot.chat.forms import FORMS
from bot.chat.nouns import Asker, Inbound, Place, Reply, Visibility
from bot.chat.orders import Order
from bot.chat.service import ChatDesk
from bot.delivery.limits import Rate
from bot.delivery.nouns import Address
from bot.store.visibility import DESK
from tests.chat.doors import FOLLOWED, SECRETS, TITLE, WITHHELD, state
from tests.chat.newsroom import NEWS, Newsroom, with_config
from tests.chat.test_presses import QUESTION, VAGUE

SPORT = Address("board", "w1", "sport")
PLENTY = Rate(2_000, 60, burst=1_000)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Right:
    """Somebody who may, and somebody who may not, where each is."""

    access: Access
    who: Asker
    stranger: Asker
    where: Address = NEWS
    elsewhere: Address = NEWS
    to_change: bool = False


ANA = Asker("u1", "Ana", ("reporters",), channels=frozenset({"news"}))
RIGHTS = {
    "workspaces": Right(
        Access(workspaces=frozenset({("board", "w1")})), ANA, ANA, elsewhere=Address("board", "w2", "news")
    ),
    "channels": Right(
        Access(channels=frozenset({("board", "news")})),
        ANA,
        replace(ANA, channels=frozenset({"sport"})),
        elsewhere=SPORT,
    ),
    "channels that nobody tells": Right(
        Access(channels=frozenset({("board", "news")})), ANA, replace(ANA, channels=None), elsewhere=SPORT
    ),
    "groups": Right(Access(groups=frozenset({"reporters"})), ANA, replace(ANA, groups=("sales",))),
    "editors": Right(
        Access(editors=frozenset({"editors"})), replace(ANA, groups=("editors",)), replace(ANA), to_change=True
    ),
    "guests": Right(Access(), ANA, replace(ANA, guest_of="w7")),
    "guests of an organisation that is not named": Right(Access(), ANA, replace(ANA, guest_of="")),
    "guests that are not listed": Right(
        Access(workspaces=frozenset({("board", "w1"), ("board", "w7")})),
        replace(ANA, guest_of="w7"),
        replace(ANA, guest_of="w8"),
    ),
}


@dataclass
class Room:
    """A newsroom that holds something of each kind, and whoever comes to a door of it."""

    newsroom: Newsroom
    known: Mapping[str, Card]
    asker: Asker
    address: Address

    def inbound(self, text: str, visibility: Visibility = Visibility.PRIVATE) -> Inbound:
        return replace(self.newsroom.mention(text), asker=self.asker, place=Place(self.address), visibility=visibility)

    def serve(self, text: str, visibility: Visibility = Visibility.PRIVATE) -> Reply:
        return self.newsroom.ask(self.inbound(text, visibility))

    def outside(self) -> Address:
        """The workspace as a whole."""
        return self.address._replace(channel="")

    def press(self, action: Action, *, outside: bool = False, **others: Any) -> Reply:
        place = Place(self.outside() if outside else self.address)
        ref = self._ref(action, outside=outside)
        return self.newsroom.press_ref(action, ref, asker=self.asker, place=place, **others)

    def _ref(self, action: Action, *, outside: bool) -> str:
        if action is Action.UNFOLLOW:
            return "6"
        if action is Action.FILL:
            return words.SUBSCRIBE
        if action in presses.SUBSCRIPTION_ACTIONS:
            ends = action is Action.REMOVE
            return ("5" if outside else "4") if ends else "1"
        card = self.known[VAGUE if action is Action.PICK else QUESTION]
        return next(one.ref for one in (*card.buttons, *card.choices) if one.action is action)


@dataclass(frozen=True)
class Door:
    """`come`: come in by it; what is shown. `served`: part of what whoever may is shown. `changes`: for editors.
    `withheld`: for nobody where no editors are named. `at_home`: for no guests."""

    come: Callable[[Room], Reply | list[Card] | list[str]]
    served: str
    changes: bool = False
    withheld: bool = False
    at_home: bool = False


def _obey(verb: str, **values: str) -> Callable[[Room], Reply]:
    return lambda room: room.newsroom.chat.obey(room.inbound(""), Order(verb, values), room.newsroom.now)


def _send(verb: str, **values: str) -> Callable[[Room], Reply]:
    return lambda room: room.newsroom.chat.order(room.inbound(""), verb, values, room.newsroom.now)


def _say(text: str, visibility: Visibility = Visibility.PRIVATE) -> Callable[[Room], Reply]:
    return lambda room: room.serve(text, visibility)


def _asked_again(room: Room) -> Reply:
    """What is at hand, since somebody asked it before."""
    room.newsroom.chat._answers.follow(QUESTION, None, room.newsroom.now)
    return room.serve(QUESTION, Visibility.PUBLIC)


def _taken_up_again(room: Room) -> Reply:
    event = room.inbound(QUESTION)
    assert room.newsroom.chat.take(event, room.newsroom.now)
    return room.newsroom.chat.answer(Inbound.from_json(event.as_json()), room.newsroom.now)


def _pressed(action: Action, **others: Any) -> Callable[[Room], Reply]:
    return lambda room: room.press(action, **others)


SENTENCES = {
    words.DATES: ("dates", TITLE),
    words.NEWS: ("what's new?", "ew in the last 7 days"),
    words.SHOW: (f"dates show {TITLE}", TITLE),
    words.ADD: ("dates add Other at 2024-07-01", "Added: Other"),
    words.MOVE: (f"dates move {TITLE} to 2024-07-02", "Moved"),
    words.CONFIRM: (f"dates confirm {TITLE} 1", "Confirmed"),
    words.CANCEL: (f"dates cancel {TITLE} 2", "Cancelled"),
    words.SUBSCRIBE: ("subscribe digest daily 07:00", "subscription"),
    words.SUBSCRIPTIONS: ("subscriptions", "subscription"),
    words.PAUSE: ("pause 1", "paused"),
    words.RESUME: ("resume 1", "subscription"),
    words.UNSUBSCRIBE: ("unsubscribe 2", "subscri"),
    words.EMBARGOED: ("embargoed", WITHHELD),
    words.FOLLOW: ("follow ferry passengers on North in 2022", "You follow"),
    words.UNFOLLOW: ("unfollow", "lists what is followed"),
    words.ENTER: ("add", "Enter"),
}
VALUES = {
    words.DATES: {},
    words.NEWS: {},
    words.SHOW: {"title": TITLE},
    words.ADD: {"title": "Other again", "at": "2024-07-01"},
    words.MOVE: {"title": TITLE, "at": "2024-07-02"},
    words.CONFIRM: {"title": f"{TITLE} 3"},
    words.CANCEL: {"title": f"{TITLE} 4"},
    words.SUBSCRIBE: {"digest": "daily 07:00"},
    words.SUBSCRIPTIONS: {},
    words.PAUSE: {"number": "1"},
    words.RESUME: {"number": "1"},
    words.UNSUBSCRIBE: {"number": "3"},
    words.EMBARGOED: {},
    words.FOLLOW: {"question": "ferry passengers on North in 2022"},
    words.UNFOLLOW: {},
    words.ENTER: {"indicator": "ferry passengers", "period": "2031", "value": "7"},
}
SENT = {
    words.ADD: {"title": "Other at last", "at": "2024-07-01"},
    words.SUBSCRIBE: {"reminders": "1 hour"},
    words.ENTER: {"indicator": "ferry passengers", "period": "2032", "value": "8"},
}
PRESSED: dict[Action, tuple[dict[str, Any], str]] = {
    Action.SOURCE: ({}, "90.5"),
    Action.WORKINGS: ({}, "90.5"),
    Action.COPY: ({}, "punctual"),
    Action.SHARE: ({}, "Shared"),
    Action.WRONG: ({"note": "wrong year"}, "Sent to the desk"),
    Action.PICK: ({}, "punctual"),
    Action.PAUSE: ({}, "paused"),
    Action.RESUME: ({}, "subscription"),
    Action.REMOVE: ({}, "subscri"),
    Action.FOLLOW: ({}, "You follow"),
    Action.UNFOLLOW: ({}, "not follow"),
    Action.FILL: ({}, "Subscribe this channel"),
}


def _door(verb: str, come: Callable[[Room], Reply]) -> Door:
    withheld = verb in words.FOR_ONE_ALONE
    return Door(come, SENTENCES[verb][1], verb in words.CHANGES or withheld, withheld, verb == words.FOLLOW)


NOT_DOORS = {
    "take": "stores what arrived, and says whether it is new",
    "unfinished": "gives back what arrived, to be served again",
    "shown": "writes down that a reply was shown",
    "finish": "writes down that a reply was shown",
    "post": "puts what a door gave into the outbox",
    "failed": "says that something failed, under its reference",
    "refusal": "is what the doors ask",
    "known": "draws an answer that somebody has",
    "card": "draws an answer that somebody has",
    "welcome": "tells a channel that is answered in how to ask, whoever brought the desk there",
    "welcome_card": "is what that channel is told",
}
DOORS: dict[str, Door] = {
    "serve: a question": Door(_say(QUESTION), "punctual"),
    "serve: a question for all to see": Door(_say(QUESTION, Visibility.PUBLIC), "punctual"),
    "serve: what is at hand": Door(_asked_again, "punctual"),
    "serve: a question that needs a choice": Door(_say(VAGUE), "punctual"),
    "serve: help": Door(_say("help"), "Ask for a figure"),
    "serve: an order's form": Door(_say("subscribe"), "say more", changes=True),
    "answer: what was taken before": Door(_taken_up_again, "punctual"),
    **{f"serve: {verb}": _door(verb, _say(text)) for verb, (text, _) in SENTENCES.items()},
    **{f"obey: {verb}": _door(verb, _obey(verb, **values)) for verb, values in VALUES.items()},
    **{
        f"order: {verb}": Door(_send(verb, **values), SENTENCES[verb][1], True, withheld=verb == words.ENTER)
        for verb, values in SENT.items()
    },
    **{
        f"press: {action}": Door(
            _pressed(action, **others),
            served,
            action in (*presses.SUBSCRIPTION_ACTIONS, Action.UNFOLLOW, Action.FILL),
            at_home=action is Action.FOLLOW,
        )
        for action, (others, served) in PRESSED.items()
    },
    **{
        f"press outside of channels: {action}": Door(_pressed(action, outside=True), PRESSED[action][1], changes=True)
        for action in presses.SUBSCRIPTION_ACTIONS
    },
    "press: wrong, for its form": Door(_pressed(Action.WRONG), "Sent to the desk"),
    "overview": Door(
        lambda room: room.newsroom.chat.overview(room.asker, room.outside(), room.newsroom.now), "w1/news"
    ),
    "overview of a channel": Door(
        lambda room: room.newsroom.chat.overview(room.asker, room.address, room.newsroom.now), "reminders 1 day"
    ),
    "examples": Door(
        lambda room: room.newsroom.chat.examples(room.asker, room.address, room.newsroom.now), "ferry passengers"
    ),
    "autocomplete": Door(
        lambda room: room.newsroom.chat.autocomplete(room.asker, room.address, "f", room.newsroom.now), "ferry"
    ),
    "autocomplete of an order's value": Door(
        lambda room: room.newsroom.chat.autocomplete(room.asker, room.address, "f", room.newsroom.now, words.ADD),
        "ferry",
        changes=True,
    ),
    "autocomplete of a figure's indicator": Door(
        lambda room: room.newsroom.chat.autocomplete(room.asker, room.address, "f", room.newsroom.now, words.ENTER),
        "ferry",
        changes=True,
        withheld=True,
    ),
    "titles": Door(
        lambda room: room.newsroom.chat.titles(room.asker, room.address, "", room.newsroom.now), TITLE, changes=True
    ),
}


def test_every_right_method_order_form_and_button_has_its_row() -> None:
    assert {one.name for one in fields(Access)} <= set(RIGHTS)
    methods = {name for name, _ in inspect.getmembers(ChatDesk, inspect.isfunction) if not name.startswith("_")}
    assert methods == {door.partition(":")[0].split(" of ")[0] for door in DOORS if "press" not in door} | set(
        NOT_DOORS
    )
    entries = {
        name for name, found in inspect.getmembers(presses, inspect.isfunction) if found.__module__ == presses.__name__
    }
    assert {name for name in entries if not name.startswith("_")} == {"press"}
    assert set(SENTENCES) == set(VALUES) == set(orders._VALUES)
    assert set(SENT) == set(FORMS)
    # A report is resolved in the desk's own channel, as drafts are published: test_reports.py and test_drafting.py.
    assert set(PRESSED) == set(Action) - {Action.RESOLVE, *DRAFT_ACTIONS}


@pytest.fixture
def known(newsroom: Newsroom) -> Mapping[str, Card]:
    """What is there before anybody comes: answers, a key date, a subscription."""
    with_config(newsroom, user_rate=PLENTY, channel_rate=PLENTY)
    for title in (TITLE, *(f"{TITLE} {number}" for number in range(1, 5))):
        newsroom.ask(newsroom.command(f"dates add {title} at 2024-06-01"))
    hidden = Draft(WITHHELD, parse_moment("2024-06-02", "UTC", newsroom.now), embargo_until=newsroom.now + _A_DAY)
    keydates.add(newsroom.engine, hidden, "desk", newsroom.now, DESK)
    for topic in ("ferry passengers", "punctual sailings", "coldest water", "everything", TITLE):
        newsroom.ask(newsroom.command(f"subscribe to {topic} reminders 1 day"))
    newsroom.ask(newsroom.mention(FOLLOWED))
    return {question: newsroom.ask(newsroom.command(question)).card for question in (QUESTION, VAGUE)}


@pytest.mark.parametrize("right", RIGHTS.values(), ids=RIGHTS)
def test_strangers_are_refused_at_every_door_and_told_nothing(
    newsroom: Newsroom, known: Mapping[str, Card], right: Right
) -> None:
    with_config(newsroom, access=right.access)
    room = Room(newsroom, known, right.stranger, right.elsewhere)
    before = state(newsroom.engine)
    for name, door in _doors(right):
        posts = len(newsroom.posts())
        shown = door.come(room)
        said = "\n".join([_text(shown), *(str(post.payload) for post in newsroom.posts()[posts:])])
        assert _is_refused(shown), name
        assert [secret for secret in SECRETS if secret in said] == [], name
        assert state(newsroom.engine) == before, name


@pytest.mark.parametrize("right", RIGHTS.values(), ids=RIGHTS)
def test_who_may_is_served_at_every_door(newsroom: Newsroom, known: Mapping[str, Card], right: Right) -> None:
    with_config(newsroom, access=right.access)
    room = Room(newsroom, known, right.who, right.where)
    for name, door in DOORS.items():
        shown = door.come(room)
        if (door.withheld and not right.access.editors) or (door.at_home and right.who.guest_of):
            assert _is_refused(shown), name
            continue
        assert not _is_refused(shown), (name, _text(shown))
        assert door.served in _text(shown), name
        assert door.withheld or WITHHELD not in _text(shown), name


def _doors(right: Right) -> Iterator[tuple[str, Door]]:
    return ((name, door) for name, door in DOORS.items() if door.changes or not right.to_change)


def _is_refused(shown: Reply | list[Card] | list[str]) -> bool:
    """No suggestion is a refusal, too."""
    if isinstance(shown, Reply):
        return shown.card.tone is Tone.REFUSED and shown.form is None
    return all(isinstance(one, Card) and one.tone is Tone.REFUSED for one in shown)


def _text(shown: Reply | list[Card] | list[str]) -> str:
    if isinstance(shown, Reply):
        return str(shown.card)
    return "\n".join(map(str, shown))
