"""The values of an order, all of them read before anything is done: whatever is wrong is told at once, by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from bot.ask.locale import style_of
from bot.ask.parse import MAX_CHARACTERS
from bot.calendar import keydates, subscriptions
from bot.calendar.errors import InvalidRule, OverlongText, UnclearMoment, UnprintableText
from bot.calendar.keydates import Draft
from bot.calendar.moments import Moment, parse_moment
from bot.calendar.rules import DigestRule, Offset, QuietHours, parse_offsets
from bot.calendar.subscriptions import Wish
from bot.cards.form import Fault, Field, Form, WrongValues
from bot.chat import words
from bot.chat.withholding import is_to_withhold
from bot.delivery.nouns import Address
from bot.domain import Catalogue
from bot.errors import AmbiguousTime, FactdeskError, ImpossibleTime, StoreUnavailable, UnknownZone, as_sentence
from bot.zones import zone_of

NO_EMBARGO_HERE = (
    "What is added in a chat is known to all at once. A date under embargo is added in the terminal: "
    "factdesk dates add … --embargo-until WHEN. If a title only speaks of an embargo, name it without a day, a time, "
    "brackets or “embargoed”, as in “Vote on the oil embargo”."
)
OF_ITS_OWN_WORDS = (InvalidRule, OverlongText, UnclearMoment, UnknownZone, UnprintableText)
"""Why an order is not carried out that says nothing but what the order itself does."""
_NO_ZONE = "UTC"
"""By its clocks a time is read whose own zone is wrong: no time is missing there, and none comes twice."""
_SHOWN = 40
"""Characters of a value that a sentence quotes."""

Values = Mapping[str, str]


class Faults:
    """What is found to be wrong; of a field, the first that is found."""

    def __init__(self) -> None:
        self._found: dict[str, Fault] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(
        self, field: str, text: str, *, of_time: bool = False, in_words: bool = False, of_own_words: bool = False
    ) -> None:
        self._found.setdefault(field, Fault(field, text, of_time, in_words, of_own_words))

    @contextmanager
    def at(self, field: str) -> Iterator[None]:
        """What is raised inside is wrong with the field. StoreUnavailable is nobody's fault, and goes on."""
        try:
            yield
        except StoreUnavailable:
            raise
        except FactdeskError as error:
            twice, own = isinstance(error, AmbiguousTime), isinstance(error, OF_ITS_OWN_WORDS)
            of_time = twice or isinstance(error, ImpossibleTime)
            self.add(field, as_sentence(error), of_time=of_time, in_words=twice, of_own_words=own)

    def complain(self) -> None:
        """Raises WrongValues, if anything is wrong."""
        if self:
            raise WrongValues(self._found.values())


def as_in_form(form: Form, values: Values) -> Faults:
    """What a form would not have let through: an empty field that is required, a text that is too long for its field,
    and what is none of a field's options."""
    faults = Faults()
    for field in form.fields:
        given = values.get(field.id, "")
        if field.required and not given:
            faults.add(field.id, f"“{field.label}” is empty; it is needed.")
        if _is_overlong(field, given):
            sentence = f"This has {len(given):,} characters; shorten it to {_longest(field):,}."
            faults.add(field.id, sentence, of_own_words=True)
        elif field.options and given:
            _require_offered(faults, field, given)
    return faults


def bounded(form: Form, values: Values) -> Values:
    """The values of a form without those that are too long, of which nothing else is looked at."""
    overlong = {field.id for field in form.fields if _is_overlong(field, values.get(field.id, ""))}
    return {name: value for name, value in values.items() if name not in overlong}


def draft(values: Values, zone: str, newsroom: str, catalogue: Catalogue, now: datetime, faults: Faults) -> Draft:
    """A key date to be, by the clocks of `zone` where the values name none. Raises WrongValues, with those found
    before."""
    moment = _moment(values, zone, newsroom, now, faults)
    title, brings, source = values.get(words.TITLE, ""), values.get(words.BRINGS), values.get(words.SOURCE)
    if not title:
        faults.add(words.TITLE, "It has no title; say what happens.", of_own_words=True)
    with faults.at(words.TITLE):
        keydates.require_usable("title", title)
    with faults.at(words.SOURCE):
        keydates.require_usable("source", source)
    if brings:
        with faults.at(words.BRINGS):
            keydates.named(catalogue.indicators, brings)
    for name in (name for name, value in values.items() if is_to_withhold({name: value})):
        faults.add(name, NO_EMBARGO_HERE)
    faults.complain()
    assert moment is not None, "a moment that cannot be read is a fault"
    return Draft(title, moment, brings, source)


def wish(values: Values, address: Address, zone: str, catalogue: Catalogue, faults: Faults) -> Wish:
    """A subscription to be, in `zone` where the values name none. Raises WrongValues, with those found before."""
    named = values.get(words.ZONE) or zone
    with faults.at(words.ZONE):
        zone_of(named)
    topics = subscriptions.topics_in(catalogue, values.get(words.TOPICS, ""))
    wrong = [sentence for topic in topics if (sentence := _why_no_topic(catalogue, topic))]
    if wrong:
        faults.add(words.TOPICS, " ".join(wrong))
    offsets: tuple[Offset, ...] = ()
    rule, quiet = None, None
    if words.REMINDERS in values:
        with faults.at(words.REMINDERS):
            offsets = parse_offsets(values[words.REMINDERS])
    if words.DIGEST in values:
        with faults.at(words.DIGEST):
            rule = DigestRule.parse(values[words.DIGEST], _known(named))
    if words.QUIET in values:
        with faults.at(words.QUIET):
            quiet = QuietHours.parse(values[words.QUIET])
    if words.LANGUAGE in values:
        with faults.at(words.LANGUAGE):
            style_of(values[words.LANGUAGE])
    if words.REMINDERS not in values and words.DIGEST not in values:
        with faults.at(words.REMINDERS):
            raise InvalidRule(subscriptions.NOTHING_WOULD_COME)
    faults.complain()
    its_zone = values.get(words.ZONE) or (rule.zone if rule else zone)
    return Wish(address, its_zone, topics, offsets, rule, quiet, values.get(words.LANGUAGE))


def _moment(values: Values, zone: str, newsroom: str, now: datetime, faults: Faults) -> Moment | None:
    named = values.get(words.ZONE) or zone
    with faults.at(words.ZONE):
        zone_of(named)
    moment = None
    with faults.at(words.AT):
        moment = parse_moment(values.get(words.AT, ""), _known(named), now, newsroom)
        keydates.require_to_come(moment, now)
    return moment


def _known(zone: str) -> str:
    try:
        return zone_of(zone).key
    except FactdeskError:
        return _NO_ZONE


def _why_no_topic(catalogue: Catalogue, topic: str) -> str | None:
    try:
        subscriptions.resolve_topics(catalogue, [topic])
    except FactdeskError as error:
        return as_sentence(error)
    return None


def _longest(field: Field) -> int:
    return field.longest or MAX_CHARACTERS


def _is_overlong(field: Field, given: str) -> bool:
    return len(given) > _longest(field)


def _require_offered(faults: Faults, field: Field, given: str) -> None:
    others = [one for one in (part.strip() for part in given.split(",")) if one not in field.options]
    if others:
        shown = others[0] if len(others[0]) <= _SHOWN else f"{others[0][:_SHOWN]}…"
        faults.add(field.id, f"“{shown}” is not on the list of this field; choose from it.")
