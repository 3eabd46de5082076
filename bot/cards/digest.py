"""The digest as a card: what is to come, what is new, what was corrected, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.ask.prose import Prose
from bot.cards.card import Card, Row, Tone, labelled
from bot.cards.changed import mark_rows
from bot.cards.dates import When, day_text, moment_of, title, when_lines
from bot.cards.followed import Change
from bot.cards.reminder import figure_row, unrecorded, withdrawn_note
from bot.domain import Figure, KeyDate

_DISPUTED, _CORRECTED, _SUPERSEDED, _NEW = "Disputed", "Corrected", "Superseded", "New"
_UNANSWERED = "Unanswered"
TO_DO = (
    "the ledger does not answer these yet: an editor of the desk can enter the figures with `/figure add`, or whoever"
    " runs Factdesk import a file that has them"
)
_WARN = (_DISPUTED, _CORRECTED)
NOTHING_NEW = "Nothing new since the last digest."


@dataclass(frozen=True, slots=True)
class News:
    """A figure that is new to a channel, or rivals of which one is, and the one, or the rivals, that they take the
    place of. `corrects`: that one was of the same status, so it is a correction. `withdrawn`: when a later one was
    withdrawn (UTC), so that this one stands."""

    figures: tuple[Figure, ...]
    replaces: tuple[Figure, ...] = ()
    corrects: bool = False
    withdrawn: datetime | None = None

    @property
    def label(self) -> str:
        if len(self.figures) > 1:
            return _DISPUTED
        return _CORRECTED if self.corrects else _SUPERSEDED if self.replaces else _NEW

    @property
    def is_new(self) -> bool:
        """Whether it takes the place of nothing, and is disputed by nothing."""
        return self.label == _NEW and self.withdrawn is None


@dataclass(frozen=True, slots=True)
class Several:
    """So many new figures of one indicator, told in one line: they are too many to be told one by one. `latest` is one
    of their latest period."""

    count: int
    latest: Figure


@dataclass(frozen=True, slots=True)
class Contents:
    """What a digest tells. `several`: of which indicators many figures are new; `more`: how many further ones are.
    `asked` are open questions, the most asked first, out of `open_questions`; `newly_asked` of these came up since the
    last digest. `withdrawn`: what was taken out of answers since then, with what stands in its place, if anything."""

    ahead: Sequence[KeyDate]
    news: Sequence[News]
    more: int
    asked: Sequence[str]
    open_questions: int
    newly_asked: int
    withdrawn: Sequence[Change] = ()
    several: Sequence[Several] = ()

    @property
    def figures(self) -> list[Figure]:
        """All that it tells of."""
        taken = (figure for one in self.withdrawn for figure in (*one.was, *one.now))
        latest = (one.latest for one in self.several)
        return [*(figure for one in self.news for figure in (*one.figures, *one.replaces)), *taken, *latest]

    def __bool__(self) -> bool:
        """Whether there is anything to say: questions that were open before are not."""
        return bool(self.ahead or self.news or self.several or self.withdrawn or self.newly_asked)


def digest_card(contents: Contents, day: date, zone: str, prose: Prose) -> Card:
    """`day` is the digest's local date, `zone` the channel's."""
    return _card(f"Figures desk, {day_text(day, prose.style)}", contents, NOTHING_NEW, zone, prose)


def news_card(contents: Contents, days: int, zone: str, prose: Prose) -> Card:
    """What came in the last days, for whoever asks; `zone` is the reader's."""
    found = contents.news or contents.several or contents.more
    headline = f"New in the last {days} days:" if found else f"No figure is new in the last {days} days."
    return _card(headline, contents, "", zone, prose)


def _card(headline: str, contents: Contents, nothing: str, zone: str, prose: Prose) -> Card:
    rows = tuple(_rows(contents, zone, prose)) or (labelled("", [nothing] if nothing else []))
    moments = tuple(moment for one in contents.ahead for moment in moment_of(When.of(one), zone, prose.style))
    return Card(Tone.TOLD, headline, tuple(rows), moments=moments)


def _rows(contents: Contents, zone: str, prose: Prose) -> Iterator[Row]:
    for number, key_date in enumerate(contents.ahead):
        lines = when_lines(When.of(key_date), zone, prose.style)
        yield Row("" if number else "Coming", f"{title(key_date, prose)}: {'; '.join(lines)}")
    yield from mark_rows(contents.withdrawn, zone, prose, named=True)
    for label in (_DISPUTED, _CORRECTED, _SUPERSEDED, _NEW):
        yield from _news(label, (one for one in contents.news if one.label == label), zone, prose)
    led = any(one.label == _NEW for one in contents.news)
    for number, many in enumerate(contents.several):
        yield Row("" if number or led else _NEW, _summed(many, prose))
    if contents.more:
        yield Row("", f"and {contents.more:,} more new figures")
    told = [*(one.figures for one in contents.news), *((many.latest,) for many in contents.several)]
    yield from unrecorded(told, prose)
    yield from labelled(_UNANSWERED, (f"“{question}”" for question in contents.asked))
    if contents.open_questions > len(contents.asked):
        yield Row("", f"and {contents.open_questions - len(contents.asked):,} more")
    if contents.asked:
        yield Row("To do", TO_DO)


def _news(label: str, news: Iterable[News], zone: str, prose: Prose) -> Iterator[Row]:
    for number, one in enumerate(news):
        was = one.replaces
        note = f", was {prose.values(was)}{prose.moment(was[0], one.figures[0])}" if was else ""
        note += withdrawn_note(one.withdrawn, zone, prose)
        row = figure_row("" if number else label, one.figures, prose, note)
        yield Row(row.label, row.text, row.url, warns=label in _WARN)


def _summed(many: Several, prose: Prose) -> str:
    label, period = prose.label(many.latest.indicator), prose.style.span(many.latest.period)
    until = f", to {period}" if period else ""
    return f"{label[:1].upper()}{label[1:]}: {many.count:,} figures{until}"
