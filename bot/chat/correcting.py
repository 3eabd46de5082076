"""What is said where a figure was given that has changed since: a post about it, and a mark on the message itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.ask.pipeline import Desk
from bot.ask.prose import Prose
from bot.calendar.followed import Known, Turn, places_of
from bot.calendar.given import Given, given_by
from bot.calendar.nouns import MARK, RECEIPTS, TELLS, Place
from bot.calendar.telling_followers import change_of
from bot.calendar.wording import is_named
from bot.cards.card import Card, Row
from bot.cards.changed import Message, Occasion, correction_card, mark_rows, unnamed_correction, unnamed_mark
from bot.cards.followed import Change
from bot.chat import receipts
from bot.chat.cards import warned
from bot.chat.posts import CARD, MESSAGE_REF
from bot.chat.receipts import Receipt
from bot.chat.service import ChatDesk
from bot.chat.standing import answered_anew, in_words
from bot.chat.told import Told
from bot.delivery.manage import of_marker, of_subject
from bot.delivery.nouns import Delivery, Payload
from bot.delivery.relay import Compose
from bot.delivery.verdict import Withheld
from bot.domain import Outcome
from bot.errors import UnclearReading
from bot.ledger.vintage import latest
from bot.ledger.vintage import standing as standing_of
from bot.store import changes_to_tell as store
from bot.store.changes_to_tell import Pair
from bot.store.engine import snapshot, writing
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC

_WITHHELD = "what became of the figure is under embargo by now; it is told once that is over"
_OTHERS_WITHHELD = "the message tells of other figures, which are under embargo by now"
_ASKED_ANEW = 50
"""Answers that are looked through for those that were computed from a figure."""
_SHOWN_ANEW = 3


def composer(chat: ChatDesk) -> Compose:
    """Composes corrections and marks by the public's rights. What may not be told now is to be told again once it may;
    it names nothing until then. None where there is nothing to say any more: the receipts are not kept, the figure
    stands again, the message says something else by now."""

    def compose(delivery: Delivery, now: datetime) -> Payload | Withheld | None:
        return (_marked if delivery.kind == MARK else _correction)(chat, delivery, now)

    return compose


@dataclass(frozen=True, slots=True)
class _News:
    """What a delivery is to tell: `figures` are those (ids) that changed, by the receipts that told of them, and
    `changes` what became of each; of those in `unnamed` nothing is left that would have the figure's name. `is_first`:
    no receipt was told of anything before."""

    figures: Mapping[str, Sequence[str]]
    given: Mapping[str, Given]
    turns: Mapping[str, Turn]
    changes: Mapping[str, Change]
    unnamed: frozenset[str]
    prose: Prose
    is_withheld: bool
    is_first: bool

    def further(self, receipt: str) -> set[str]:
        """The ids of what is told of in the place of a receipt's figures."""
        return {id_ for figure in self.figures[receipt] for id_ in self.turns[figure].now}


def _correction(chat: ChatDesk, delivery: Delivery, now: datetime) -> Payload | Withheld | None:
    news = _news(chat.desk, delivery, now)
    if not news.changes:
        return Withheld(_WITHHELD) if news.is_withheld else None
    told = [given for given in news.given.values() if given.receipt in news.figures]
    last_first = sorted(told, key=lambda one: (one.given_at, one.message_ref or ""), reverse=True)
    computed = receipts.find_all(chat.desk.engine, [one.receipt for one in last_first[:_ASKED_ANEW]])
    anew, further = list[tuple[str, str]](), {one.receipt: news.further(one.receipt) for one in told}
    for receipt in computed:
        found = _anew(chat.desk, receipt, news.figures[receipt.id], now)
        if found is not None:
            anew.append((receipt.answer.text, found[0]))
            further[receipt.id] |= found[1]
    receipts.add_figures(chat.desk.engine, further)
    if not chat.config.access.may_see(delivery.address):
        return _with(delivery, unnamed_correction())
    days = [one.given_at for one in last_first] if news.is_first else []
    occasion = _occasion(last_first, days, delivery, chat.desk.zone)
    shown = list(dict.fromkeys(anew))[:_SHOWN_ANEW]
    named = [change for figure, change in news.changes.items() if figure not in news.unnamed]
    unnamed = [news.changes[figure] for figure in sorted(news.unnamed)]
    return _with(delivery, correction_card(named, unnamed, shown, occasion, news.prose))


def _marked(chat: ChatDesk, delivery: Delivery, now: datetime) -> Payload | Withheld | None:
    news = _news(chat.desk, delivery, now)
    if not news.changes:
        return Withheld(_WITHHELD) if news.is_withheld else None
    engine, shown = chat.desk.engine, _shown(chat.desk, delivery)
    post = _post(chat, shown) if shown is not None and shown.id in news.figures else None
    if shown is None or post is None:
        return None
    with snapshot(engine) as connection:
        ever = store.told_to(connection, shown.id)
        places = places_of(connection, {*shown.answer.told, *(pair.figure for pair in ever)})
        known = Known(connection, places.values(), now)
        if not all(map(known.is_accounted_for, shown.answer.told)):
            return Withheld(_OTHERS_WITHHELD)
        changed = _to_mark(known, places, post.figures, ever)
        changes = _changes(known, changed, delivery.created_at)
    if not chat.config.access.may_see(delivery.address):
        return None
    rows = list(_mark_rows(chat.desk, changes, places, news.prose, named=len(post.figures) > 1))
    anew, further = _anew(chat.desk, shown, list(changes), now), news.further(shown.id)
    if anew is not None:
        rows.append(Row("Now", f"asked again, this is answered: {anew[0]}", warns=True))
        further |= anew[1]
    receipts.add_figures(engine, {shown.id: further})
    return _with(delivery, warned(post.card, rows))


def _with(delivery: Delivery, card: Card) -> Payload:
    """However late: of many places the last is told when the rate limits allow, which is no news to its readers."""
    return {**delivery.payload, CARD: card.as_json()}


def _mark_rows(
    desk: Desk, changes: Mapping[str, Change], places: Mapping[str, Place], prose: Prose, *, named: bool
) -> Iterator[Row]:
    for figure, change in changes.items():
        if is_named(places[figure], prose):
            yield from mark_rows([change], desk.zone, prose, named=named)
        else:
            yield unnamed_mark(change, desk.zone, prose)


def _to_mark(
    known: Known, places: Mapping[str, Place], figures: Collection[str], ever: Sequence[Pair]
) -> dict[str, Turn]:
    """What became of the figures of a message itself; or, where they stand again, of what had taken their place and
    was told of in it."""
    found: dict[str, Turn] = {}
    for place in dict.fromkeys(places[pair.figure] for pair in ever):
        stated = (known.figure(id_) for id_ in figures if places.get(id_) == place)
        # What a message tells as superseded by another figure in it says so there.
        own = [figure.id for figure in latest(filter(None, stated))]
        told = [pair.figure for pair in ever if places[pair.figure] == place]
        found |= _turns(known, own) or _turns(known, told[-1:])
    return found


def _news(desk: Desk, delivery: Delivery, now: datetime) -> _News:
    reader = Reader(desk.engine, now)
    prose = Prose(desk.knowledge(reader, PUBLIC, now).catalogue, desk.style)
    with snapshot(desk.engine) as connection:
        pairs = store.told_by(connection, delivery.marker, delivery.payload.get(RECEIPTS, ()))
        places = places_of(connection, {pair.figure for pair in pairs})
        known = Known(connection, places.values(), now)
        given = given_by(connection, {pair.receipt for pair in pairs})
        is_first = not store.were_told_before(connection, given, delivery.marker)
        held_back = store.held_back(connection, [pair.change for pair in pairs], now)
        withheld = [one for one in pairs if one.change in held_back or not known.is_accounted_for(one.figure)]
        told = [one for one in pairs if one not in withheld]
        turns = _turns(known, (pair.figure for pair in told))
        figures: dict[str, list[str]] = {}
        for one in told:
            if one.figure in turns:
                figures.setdefault(one.receipt, []).append(one.figure)
        figures = {receipt: _last_told(known, ids, places, turns) for receipt, ids in figures.items()}
        turns = {id_: turn for id_, turn in turns.items() if any(id_ in ids for ids in figures.values())}
        unnamed = frozenset(figure for figure in turns if not is_named(places[figure], prose))
        changes = _changes(known, turns, delivery.created_at)
    if withheld:
        with writing(desk.engine) as connection:
            store.reopen(connection, withheld)
    return _News(figures, given, turns, changes, unnamed, prose, is_withheld=bool(withheld), is_first=is_first)


def _turns(known: Known, figures: Iterable[str]) -> dict[str, Turn]:
    accounted = [figure for figure in dict.fromkeys(figures) if known.is_accounted_for(figure)]
    return {figure: turn for figure in accounted if (turn := known.became(figure)) is not None}


def _last_told(known: Known, ids: Sequence[str], places: Mapping[str, Place], turns: Mapping[str, Turn]) -> list[str]:
    """Without those that were told of as superseded or corrected by another of these: what has become of both is one
    news."""
    last: dict[tuple[Place, tuple[str, ...]], tuple[Any, ...]] = {}
    for id_ in ids:
        key = places[id_], turns[id_].now
        last[key] = max(last.get(key, ()), _order(known, id_))
    return [id_ for id_ in ids if _order(known, id_) == last[places[id_], turns[id_].now]]


def _order(known: Known, id_: str) -> tuple[Any, ...]:
    """What is told later is greater: a later vintage, and what a correction put in the place of another."""
    figure, retracted = known.figure(id_), known.change(id_)
    stood = standing_of(figure) if figure is not None else ()
    return (stood, retracted is None, retracted.change.at.timestamp() if retracted is not None else 0.0)


def _changes(known: Known, turns: Mapping[str, Turn], noticed_at: datetime) -> dict[str, Change]:
    return {figure: change_of(known, turn, noticed_at) for figure, turn in turns.items()}


def _anew(desk: Desk, receipt: Receipt, changed: Sequence[str], now: datetime) -> tuple[str, set[str]] | None:
    """What the same question answers now, and the figures (ids) that this tells of, where the answer was computed from
    a figure that changed. None: it was not, or it cannot be asked again, or the answer reads the same."""
    answer = receipt.answer
    inputs = answer.computation.inputs if answer.computation else ()
    if answer.outcome is not Outcome.ANSWERED or set(inputs).isdisjoint(changed):
        return None
    try:
        anew = answered_anew(desk, Told.of(answer), now)
    except UnclearReading:
        return None
    return None if anew is None or anew.text == answer.text else (in_words(anew, desk.style), set(anew.told))


def _occasion(given: Sequence[Given], days: Sequence[datetime], delivery: Delivery, zone: str) -> Occasion:
    """Messages are named where it is not below the one that there is, or in their thread."""
    beside = delivery.payload.get("reply_to") or delivery.payload.get("thread")
    in_person = delivery.address.person is not None
    messages = {one.message_ref: one.given_at for one in given if one.message_ref and not beside and not in_person}
    named = [Message(ref, at) for ref, at in messages.items() if ref is not None]
    return Occasion(days, zone, in_person, named)


def _shown(desk: Desk, delivery: Delivery) -> Receipt | None:
    """The receipt of what the message says by now: of the last answer that was picked in it, or edited into it."""
    by_message = receipts.of_message(desk.engine, delivery.address, delivery.payload[MESSAGE_REF])
    return by_message or receipts.find(desk.engine, delivery.subject)


@dataclass(frozen=True, slots=True)
class _Post:
    """What a message says, and the figures (ids) that it told of from the beginning."""

    card: Card
    figures: tuple[str, ...]


def _post(chat: ChatDesk, shown: Receipt) -> _Post | None:
    """As it was posted, or else as it was picked; None: nobody knows any more."""
    engine, answer = chat.desk.engine, shown.answer
    if shown.is_answer:
        sent = of_subject(engine, shown.kind, shown.id, shown.address)
    else:
        sent = of_marker(engine, shown.id)
    if sent is not None and CARD in sent.payload:
        return _Post(Card.from_json(sent.payload[CARD]), tuple(sent.payload.get(TELLS, ())))
    if not shown.is_answer:
        return None
    options = (id_ for option in (*answer.alternatives, *answer.nearest) for id_ in option.figures)
    inputs = answer.computation.inputs if answer.computation else ()
    figures = dict.fromkeys([*(figure.id for figure in answer.figures), *inputs, *options])
    return _Post(chat.card(chat.known(answer, shown.revision or 0), shown.id, shares=False), tuple(figures))
