"""Orders: what is asked of the desk that is no question, read from a line of words or from a form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from bot.ask.parse import MAX_CHARACTERS
from bot.calendar.moments import is_moment
from bot.cards.form import Form
from bot.chat.forms import FORMS
from bot.chat.plain_words import order_in
from bot.chat.words import (
    ADD,
    AT,
    BRINGS,
    CANCEL,
    CONFIRM,
    DATES,
    DIGEST,
    EMBARGOED,
    ENTER,
    FOLLOW,
    FOR_ONE_ALONE,
    LANGUAGE,
    MOVE,
    NEWS,
    NUMBER,
    PAUSE,
    QUESTION,
    QUIET,
    REMINDERS,
    RESUME,
    SHOW,
    SOURCE,
    SUBSCRIBE,
    SUBSCRIPTIONS,
    TITLE,
    TOPICS,
    UNFOLLOW,
    UNSUBSCRIBE,
    ZONE,
)

# The first value needs no word before it.
_VALUES: Mapping[str, tuple[str, ...]] = {
    ADD: (TITLE, AT, ZONE, BRINGS, SOURCE),
    MOVE: (TITLE, AT, ZONE),
    CANCEL: (TITLE,),
    CONFIRM: (TITLE,),
    SHOW: (TITLE,),
    DATES: (),
    NEWS: (),
    SUBSCRIBE: (TOPICS, REMINDERS, DIGEST, QUIET, ZONE, LANGUAGE),
    SUBSCRIPTIONS: (),
    PAUSE: (NUMBER,),
    RESUME: (NUMBER,),
    UNSUBSCRIBE: (NUMBER,),
    FOLLOW: (QUESTION,),
    UNFOLLOW: (QUESTION,),
    EMBARGOED: (),
    ENTER: (),
}
_OTHER_WORDS = {TOPICS: "to", AT: "to", REMINDERS: "remind"}
"""Another word that may stand before a value."""
_QUOTED = re.compile(r"\s*[\"“„]([^\"“”„]*)[\"”“](?=\s|$)")


_ASKING = re.compile(
    r"\s*(?:please\s+)?(?:(?:list|show|see|what\s+are|which\s+are)\s+)?(?:(?:me|us)\s+)?"
    r"(?:all\s+)?(?:the\s+|my\s+|our\s+)?",
    re.IGNORECASE,
)
"""What may stand before the name of the list of subscriptions: no figure is asked for with it either."""
_LIST = re.compile(rf"{_ASKING.pattern}{SUBSCRIPTIONS}(?:\s+please)?\s*[.?!]*\s*", re.IGNORECASE)

_OF_THE_LIST = re.compile(
    rf"\s*{SUBSCRIPTIONS[:-1]}s?\s+({PAUSE}|{RESUME}|remove|{UNSUBSCRIBE})(?=\s+\d|\s*$)", re.IGNORECASE
)
"""What is done to one of the list, as its buttons and the terminal's commands are called: “subscriptions remove 3”."""
_OF_ONE = {"remove": UNSUBSCRIBE}

_FIRST_WORD = re.compile(r"\s*([^\s.?!]+)")
_FIRST_WORDS = {verb.partition(" ")[0] for verb in _VALUES}


@dataclass(frozen=True, slots=True)
class Order:
    """What is ordered, and the values that were given, by name."""

    verb: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> Form | None:
        """The form to fill in, for an order that was given without any value."""
        return None if self.values else FORMS.get(self.verb)

    @property
    def length(self) -> int:
        """Of all its values, in characters; a number is read whatever its length."""
        return sum(len(value) for name, value in self.values.items() if name != NUMBER)

    @property
    def longest(self) -> str:
        """The name of its longest value."""
        return max(self.values, key=lambda name: len(self.values[name]), default="")

    def as_json(self) -> dict[str, Any]:
        return {"verb": self.verb, "values": dict(self.values)}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Order:
        """The inverse of `as_json`."""
        return cls(body["verb"], body["values"])

    @property
    def is_for_one_alone(self) -> bool:
        """Whether nobody but the one who gives it may see what comes of it."""
        return self.form is not None or self.verb in FOR_ONE_ALONE


def read(text: str) -> Order | None:
    """The order that a text begins with; None: it is no order.

    “dates add "Final result" at tomorrow 10am zone Pacific/Auckland”, “subscribe to turnout reminders 1 day, 1 hour
    digest weekdays 08:30”, “pause 3”. A verb that needs a value and has none, but for those with a form, is an order
    without values, so that what is missing can be said.
    """
    if order_in(text) == NEWS:
        return Order(NEWS)
    text = SUBSCRIPTIONS if _LIST.fullmatch(text) else text
    if done := _OF_THE_LIST.match(text):
        verb = done[1].lower()
        text = f"{_OF_ONE.get(verb, verb)}{text[done.end() :]}"
    first = _FIRST_WORD.match(text)
    if first is None or first[1].lower() not in _FIRST_WORDS:
        return None
    words = " ".join(text.split())
    for verb in sorted(_VALUES, key=len, reverse=True):
        match = re.match(rf"{verb}(?=[\s.?!]|$)[.?!]*\s*", words, re.IGNORECASE)
        if match is None:
            continue
        rest = words[match.end() :]
        if not _VALUES[verb]:
            return None if rest else Order(verb)
        if len(rest) > MAX_CHARACTERS:
            # It is refused for its length: nobody has to find out what it says.
            return Order(verb, {_VALUES[verb][0]: rest})
        return Order(verb, _values(rest, _VALUES[verb]))
    return None


def of_form(verb: str, values: Mapping[str, str]) -> Order | None:
    """The order of a form that was sent; None for what is no form of ours."""
    if verb not in FORMS:
        return None
    known = {one.id for one in FORMS[verb].fields}
    given = {name: text.strip() for name, text in values.items() if name in known and text.strip()}
    return Order(verb, given or {TOPICS: ""})


def _values(text: str, names: tuple[str, ...]) -> dict[str, str]:
    """The values of a line, by the words before them; the first needs none, and may stand between quotation marks."""
    first, *others = names
    found: dict[str, str] = {}
    if first in _OTHER_WORDS:
        text = re.sub(rf"^{_OTHER_WORDS[first]}\s+", "", text, flags=re.IGNORECASE)
    if quoted := _QUOTED.match(text):
        found[first] = quoted[1].strip()
        text = text[quoted.end() :]
    words = {word: name for name in others for word in (name, _OTHER_WORDS.get(name)) if word}
    parts = re.split(rf"(?:^|\s)({'|'.join(words)})(?=\s|$)", f" {text}", flags=re.IGNORECASE) if words else [text]
    given = [_Part(None, "", parts[0].strip())]
    for word, value in zip(parts[1::2], parts[2::2], strict=True):
        given.append(_Part(words[word.lower()], word, value.strip()))
    for part in _with_words_in_titles(given):
        name = first if part.name is None else part.name
        if not part.value or (part.name is None and first in found):
            continue
        # What is given twice is kept as it stands: whoever reads the value refuses it, and nothing is passed over.
        found[name] = f"{found[name]} {part.word} {part.value}" if name in found else part.value
    return found


class _Part(NamedTuple):
    """The value `name` of a line, behind the `word` that says so; None: what stands before any."""

    name: str | None
    word: str
    value: str


def _with_words_in_titles(parts: Sequence[_Part]) -> list[_Part]:
    """The same, where the words for when something is may also stand in what goes before and in the time itself: “Race
    at the beach at tomorrow at 10am” is “Race at the beach”, “tomorrow at 10am”."""
    found: list[_Part] = []
    for name, group in groupby(parts, lambda part: part.name):
        run = list(group)
        if name != AT or not found:
            found += run
            continue
        texts = [" ".join(f"{one.word} {one.value}" for one in run[place:]) for place in range(len(run))]
        times = [text.partition(" ")[2] for text in texts]
        begins = next((place for place, time in enumerate(times) if is_moment(time)), 0)
        before = found.pop()
        title = " ".join(filter(None, (before.value, *(f"{one.word} {one.value}" for one in run[:begins]))))
        found += [before._replace(value=title), _Part(AT, run[begins].word, times[begins])]
    return found
