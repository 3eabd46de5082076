"""The digest as a card: what is to come, what is new, what was corrected, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.ask.prose import Prose
from bot.cards.card import Card, Row, Tone
from bot.cards.dates import When, day_text, title, when_lines
from bot.cards.reminder import figure_row
from bot.domain import Figure, KeyDate

NOTHING_NEW = "Nothing new since the last digest."


@dataclass(frozen=True, slots=True)
class News:
    """A figure that is new to a channel, and the one that it takes the place of. `corrects`: that one was of the same
    status, so it is a correction."""

    figure: Figure
    replaces: Figure | None = None
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What a digest tells. `more`: how many further figures are new. `asked` are open questions, the most asked first,
    out of `open_questions`; `newly_asked` of these came up since the last digest."""

    ahead: Sequence[KeyDate]
    news: Sequence[News]
    more: int
    asked: Sequence[str]
    open_questions: int
    newly_asked: int

    def __bool__(self) -> bool:
        """Whether there is anything to say: questions that were open before are not."""
        return bool(self.ahead or self.news or self.newly_asked)


def digest_card(contents: Contents, day: date, zone: str, prose: Prose) -> Card:
    """`day` is the digest's local date, `zone` the channel's."""
    rows = tuple(_rows(contents, zone, prose))
    return Card(Tone.TOLD, f"Figures desk, {day_text(day, prose.style)}", rows or (Row("", NOTHING_NEW),))


def _rows(contents: Contents, zone: str, prose: Prose) -> Iterator[Row]:
    for number, key_date in enumerate(contents.ahead):
        lines = when_lines(When.of(key_date), zone, prose.style)
        yield Row("" if number else "Coming", f"{title(key_date, prose)}: {'; '.join(lines)}")
    yield from _news("Corrected", (one for one in contents.news if one.corrects), prose, warns=True)
    yield from _news("Superseded", (one for one in contents.news if one.replaces and not one.corrects), prose)
    yield from _news("New", (one for one in contents.news if not one.replaces), prose)
    if contents.more:
        yield Row("", f"and {contents.more:,} more new figures")
    for number, question in enumerate(contents.asked):
        yield Row("" if number else "Asked", f"“{question}”")
    if contents.open_questions > len(contents.asked):
        yield Row("", f"and {contents.open_questions - len(contents.asked):,} more open questions")


def _news(label: str, news: Iterable[News], prose: Prose, warns: bool = False) -> Iterator[Row]:
    for number, one in enumerate(news):
        replaced = one.replaces
        note = f", was {prose.value(replaced)}{prose.moment(replaced, one.figure)}" if replaced else ""
        row = figure_row("" if number else label, one.figure, prose, note)
        yield Row(row.label, row.text, row.url, warns=warns)
