"""What became of figures that were given, as cards for where they were given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.ask.prose import Prose
from bot.ask.say import sides
from bot.cards.card import Card, Row, Tone, labelled
from bot.cards.dates import instant_text
from bot.cards.followed import Change, change_rows, values_of_kinds
from bot.cards.many import first_of
from bot.domain import Figure, Status
from bot.ledger.vintage import standing
from bot.periods import PartialDate
from bot.zones import day_in

_ROUGH = {Status.FORECAST: "forecast", Status.ESTIMATE: "estimate"}
"""What is called by its status alone."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message that gave a figure: the platform's name of it, and when it was given (UTC)."""

    ref: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where and when figures were given: on the `days` (instants in UTC; none: that is not known), `in_person` or for
    all in a channel; `messages` are to be named, as the card is below none of them."""

    days: Sequence[datetime]
    zone: str
    in_person: bool = False
    messages: Sequence[Message] = ()

    @property
    def whose(self) -> str:
        return "you were given" if self.in_person else "was given here"

    def words(self, prose: Prose) -> str:
        """As “given here on 30 October 2027”."""
        where = "you were given" if self.in_person else "given here"
        if not self.days:
            return where
        first, last = (_day(at, self.zone, prose) for at in (min(self.days), max(self.days)))
        return f"{where} on {first}" if first == last else f"{where} from {first} to {last}"


def correction_card(
    changes: Sequence[Change],
    unnamed: Sequence[Change],
    anew: Sequence[tuple[str, str]],
    occasion: Occasion,
    prose: Prose,
) -> Card:
    """`unnamed` are withdrawals after which nothing is left that would have its figure's name; `anew`: answers that
    were computed from a figure, as they were given and as they are now."""
    sentences = [_sentence(change, occasion, prose) for change in changes]
    lost = f"A figure that {occasion.whose} is not given any more."
    sentences += [lost for _ in unnamed]
    rows: list[Row] = []
    if len(sentences) > 1:
        rows += labelled("Changed", first_of(sentences))
        rows += _rest(len(sentences), len(first_of(sentences)))
    for change in first_of(changes):
        rows += [*change_rows(change, occasion.zone, prose), *_why(change)]
    for change in first_of(unnamed):
        rows += [Row("Withdrawn", f"on {_day(change.at, occasion.zone, prose)}", warns=True), *_why(change)]
    for then, now in anew:
        rows += [Row("Computed from it", then, small=True), Row("Now", now, warns=True)]
    rows += _messages(occasion, prose)
    whose = "that you were given" if occasion.in_person else "that were given here"
    headline = sentences[0] if len(sentences) == 1 else f"{len(sentences)} figures {whose} have changed."
    only = changes[0].now if len(sentences) == len(changes) == 1 else ()
    return Card(Tone.TOLD, headline, tuple(rows), figure=prose.value(only[0]) if len(only) == 1 else "")


def unnamed_correction() -> Card:
    """The same where it is not known whether whoever was given the figure may see it now: nothing of it."""
    rows = (Row("See it", "ask again where you may ask"),)
    return Card(Tone.TOLD, "A figure that you were given has changed.", rows)


def unnamed_mark(change: Change, zone: str, prose: Prose) -> Row:
    """Of a withdrawal after which nothing is left that would have its figure's name."""
    return Row("Withdrawn", f"the figure is not given any more {_when(change, zone, prose)}", warns=True)


def mark_rows(changes: Sequence[Change], zone: str, prose: Prose, *, named: bool) -> Iterator[Row]:
    """What is to be known of a message that gave figures, above what it says. `named`: it tells of others, too."""
    for change in changes:
        was, now = values_of_kinds(change.was, prose), values_of_kinds(change.now, prose)
        about = f"{_what(change.was[0], prose)}: " if named else ""
        when = _when(change, zone, prose)
        if not change.now:
            yield Row("Withdrawn", f"{about}the figure of {was} is not given any more {when}", warns=True)
        elif change.withdrawn:
            yield Row(
                "Withdrawn",
                f"{about}the figure of {was} is not given any more {when}; {_instead(change, now)}",
                warns=True,
            )
        elif change.corrected:
            yield Row("Corrected", f"{about}{now}, not {was} {when}", warns=True)
        else:
            stated = f"{now} ({prose.sources(change.now)})"
            yield Row("Superseded", f"{about}{_newer(change)} is {stated}; here it was {was}", warns=True)


def _sentence(change: Change, occasion: Occasion, prose: Prose) -> str:
    old, given = change.was[0], occasion.words(prose)
    what, verb = _within(old, prose), "are" if sides.verb(prose, old) == "were" else "is"
    was, now = values_of_kinds(change.was, prose), values_of_kinds(change.now, prose)
    if not change.now:
        it = "they were" if verb == "are" else "it was"
        return f"Withdrawn: {what} {verb} not given any more; {it} {was} as {given}."
    if change.withdrawn:
        return f"Withdrawn: {what} {verb} not {was} any more, as {given}; {_instead(change, now)}."
    if change.corrected:
        return f"Correction: {what} {verb} {now}, not {was} as {given}."
    lead = _lead(change)
    earlier = f"the {_called(old)} {given}"
    if was == now:
        return f"{lead} in for {what}: {now}, as {earlier} was."
    return f"{lead} in for {what}: {now}; {earlier} was {was}."


def _instead(change: Change, now: str) -> str:
    """What had been replaced, or what came after it since."""
    if standing(change.now[0]) < standing(change.was[0]):
        return f"the figure before it, {now}, stands again"
    return f"the one given now is {now}"


def _lead(change: Change) -> str:
    if len(change.now) > 1:
        return "Figures that disagree are"
    said = _newer(change)
    return f"{said[:1].upper()}{said[1:]} is"


def _newer(change: Change) -> str:
    """“the final figure”, “a newer figure”."""
    now = change.now[0].status
    if now is Status.NORMAL or now is change.was[0].status:
        return f"a newer {_ROUGH.get(now, 'figure')}"
    return f"the {_ROUGH.get(now) or f'{now} figure'}"


def _called(old: Figure) -> str:
    """What the one is called that was given: "preliminary one"."""
    return "one" if old.status is Status.NORMAL else _ROUGH.get(old.status) or f"{old.status} one"


def _what(figure: Figure, prose: Prose) -> str:
    """Before a colon: "catch (Hoki) in 2020"."""
    return _in_period(prose.subject(figure.indicator, figure.dimensions), figure, prose)


def _within(figure: Figure, prose: Prose) -> str:
    """Within a sentence: "the catch (Hoki) in 2020"."""
    return _in_period(sides.subject(prose, figure), figure, prose)


def _in_period(subject: str, figure: Figure, prose: Prose) -> str:
    period = prose.period(figure.period)
    return f"{subject} {period}" if period else subject


def _when(change: Change, zone: str, prose: Prose) -> str:
    why = f"{change.why}, " if change.why else ""
    return f"({why}{_day(change.at, zone, prose)})"


def _why(change: Change) -> Iterator[Row]:
    if change.why:
        yield Row("Why", change.why, warns=True)


def _messages(occasion: Occasion, prose: Prose) -> Iterator[Row]:
    shown = first_of(occasion.messages)
    for number, message in enumerate(shown):
        when = instant_text(message.at, occasion.zone, prose.style)
        yield Row("" if number else "Given", when, message=message.ref)
    yield from _rest(len(occasion.messages), len(shown))


def _rest(count: int, shown: int) -> Iterator[Row]:
    if shown < count:
        yield Row("", f"and {count - shown:,} more")


def _day(at: datetime, zone: str, prose: Prose) -> str:
    return prose.style.date(PartialDate(day_in(at, zone).isoformat()))
