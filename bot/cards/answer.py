"""Answers and figures as cards: the sentence first, then all that a sub-editor checks."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlsplit

from bot.answer import Answer, Citation, CitedFigure, Option
from bot.ask.say.amounts import written
from bot.ask.style import HouseStyle
from bot.cards.card import Aside, Card, Moment, Row, Tone, labelled, standing_in
from bot.cards.many import first_of, shortened
from bot.domain import Outcome, Qualifier, Status
from bot.periods import PartialDate, Period

_NO_SOURCE = "source not recorded"


@dataclass(frozen=True, slots=True)
class AnswerCards:
    """Cards in the house's style."""

    style: HouseStyle

    def of_answer(self, answer: Answer, explain: bool = False, numbered: bool = False) -> Card:
        """`explain` adds how each word was read, `numbered` the numbers of `by_number`."""
        rows = self._answer_rows(answer, explain)
        if numbered:
            numbers = itertools.count(1)
            rows = (replace(row, text=f"{next(numbers)}. {row.text}") if row.picks else row for row in rows)
        moments = tuple(Moment(text, at) for text, at in answer.moments)
        tone = Tone(answer.outcome.value)
        return Card(tone, _headline(answer), tuple(rows), moments=moments, figure=self._figure(answer))

    def of_figure(self, sentence: str, figure: CitedFigure, rows: Iterable[Row] = ()) -> Card:
        """One figure, with further rows at its end."""
        base = [Row("Base", figure.universe)] if figure.universe else []
        return Card(Tone.TOLD, sentence, (*base, *self.figure_rows([figure]), *rows))

    def _answer_rows(self, answer: Answer, explain: bool) -> Iterator[Row]:
        base = answer.base or _shared_base(answer)
        in_full = self._in_full(answer)
        if in_full:
            yield Row("In full", in_full)
        if base:
            yield Row("Base", base)
        if answer.computation:
            yield Row("Workings", shortened(answer.computation.expression), aside=Aside.WORKINGS)
        if answer.outcome is Outcome.ANSWERED:
            yield from self.figure_rows(answer.figures)
        yield from labelled("Caveats", answer.caveats, warns=True)
        yield from _option_rows("Which one" if answer.outcome is Outcome.AMBIGUOUS else "Also", answer.alternatives)
        if answer.missing and _is_left_unsaid(answer.missing, answer):
            yield Row("Missing", answer.missing)
        yield from _option_rows("Nearest", answer.nearest)
        if answer.outcome is not Outcome.ABSTAINED:
            yield Row("Read as", answer.understood_as)
        if explain:
            yield from labelled("Words", (f"{word.words}: {word.read_as}" for word in answer.explanation))

    def _figure(self, answer: Answer) -> str:
        """The value, or the day, as the sentence of an answer has it: a value with its unit, or the number alone where
        it stands there once; "" where it is put in another way, or where many are listed."""
        lists = len(answer.figures) > 1 and answer.computation is None
        if answer.outcome is not Outcome.ANSWERED or lists:
            return ""
        if answer.value is None:
            day = self.style.date(PartialDate(answer.date)) if answer.date is not None else ""
            # A day with its time is one thing: a platform tells it by the reader's own clock.
            moments = (text for text, _ in answer.moments if day and standing_in(day, text))
            return next((one for one in (*moments, day) if standing_in(one, answer.text)), "")
        value, qualifier = Decimal(answer.value), Qualifier(answer.qualifier or Qualifier.EXACT)
        amount = abs(value)  # A sentence says that something fell by it.
        whole = (
            written(self.style, value, answer.unit, qualifier),
            written(self.style, amount, answer.unit, qualifier),
            written(self.style, amount, answer.unit, Qualifier.EXACT),
            self.style.quantity(amount, answer.unit),
        )
        bare = (self.style.number(amount), self.style.quantity(amount, None))
        return next(
            (form for form in whole if standing_in(form, answer.text)),
            next((form for form in bare if _stands_once(form, answer.text)), ""),
        )

    def figure_rows(self, figures: Sequence[CitedFigure], every: bool = False) -> Iterator[Row]:
        """Period, status, claimant and source; of several figures a line each, and a source they share once with all
        its places. Of many the first few and how many more there are, unless `every` one is wanted."""
        if len(figures) == 1:
            (figure,) = figures
            if period := self._period(figure.period):
                yield Row("Period", period)
            if _tells(figure):
                yield Row("Status", _standing(figure))
            if figure.attributed_to:
                yield Row("Claimed by", figure.attributed_to)
        else:
            shown = figures if every else first_of(figures)
            rows = [*labelled("Figures", map(self._line, shown))]
            if len(shown) < len(figures):
                rows.append(Row("", f"and {len(figures) - len(shown):,} more, of {len(figures):,}"))
            # No chart has what was superseded: that is told in lines.
            aside = Aside.SERIES if all(figure.superseded_by is None for figure in figures) else None
            yield from (replace(row, aside=aside) for row in rows)
        sources = [source for source in _merged(figures, every) if self._citation(source)]
        cited = sources if every else first_of(sources)
        for number, source in enumerate(cited):
            yield Row("" if number else "Source", self._citation(source), url=source.url)
        if len(cited) < len(sources):
            yield Row("", f"and {len(sources) - len(cited):,} more")
        if unrecorded := _unrecorded(figures):
            yield Row("Unrecorded", unrecorded)

    def citations(self, figures: Sequence[CitedFigure]) -> list[str]:
        """Each source once, as it is cited."""
        return [self._citation(source) or _NO_SOURCE for source in _merged(figures)]

    def _line(self, figure: CitedFigure) -> str:
        """A figure among others: its value, what it is of, its period and its standing."""
        qualifier = Qualifier(figure.qualifier)
        claimed = f"claimed by {figure.attributed_to}" if figure.attributed_to else None
        parts = [
            self.style.quantity(Decimal(figure.value), figure.unit, qualifier),
            *(code for _, code in figure.dimensions),
            self._period(figure.period),
            _standing(figure) if _tells(figure) else None,
            claimed,
        ]
        return ", ".join(part for part in parts if part)

    def _in_full(self, answer: Answer) -> str | None:
        """The exact value of an answer, where its sentence has it rounded."""
        if answer.value is None or answer.outcome is not Outcome.ANSWERED:
            return None
        value, qualifier = Decimal(answer.value), Qualifier(answer.qualifier or Qualifier.EXACT)
        exact = self.style.quantity(value, answer.unit, qualifier)
        return exact if written(self.style, value, answer.unit, qualifier) != exact else None

    def _period(self, iso: str) -> str:
        return self.style.span(Period(iso))

    def _citation(self, source: Citation) -> str:
        """Publisher, title, date and place, as far as they are recorded; "" where nothing is."""
        published = f"published {self.style.date(PartialDate(source.published_on))}" if source.published_on else None
        title = f"“{source.title}”" if source.title else None
        # An address is shown beside it: who publishes there is all that it adds.
        host = urlsplit(source.url).netloc if source.url and not (source.publisher or title) else None
        return ", ".join(part for part in (source.publisher, title, host, published, source.locator) if part)


def by_number(answer: Answer) -> tuple[Option, ...]:
    """The options that only a number or a button picks, as no question leads to them."""
    return tuple(option for option in (*answer.alternatives, *answer.nearest) if _is_picked(option))


def _is_picked(option: Option) -> bool:
    return option.ask is None and option.reading is not None


def _stands_once(form: str, text: str) -> bool:
    found = standing_in(form, text)
    return found is not None and standing_in(form, text[found.end() :]) is None


def _headline(answer: Answer) -> str:
    """The sentence. Of a question back the question alone: the rows name the choices, each on a line of its own."""
    if answer.outcome is Outcome.AMBIGUOUS and answer.alternatives:
        question, mark, choices = answer.text.partition("? ")
        if choices.startswith(answer.alternatives[0].text):
            return question + mark.strip()
    return answer.text


def _is_left_unsaid(missing: str, answer: Answer) -> bool:
    """Whether what is missing are words of the question that the sentence leaves out. Any others only name again what
    the sentence says ("that average")."""
    asked = answer.question.casefold()
    return missing.casefold() not in answer.text.casefold() and all(
        word in asked for word in missing.casefold().split()
    )


def _shared_base(answer: Answer) -> str | None:
    """The base that all figures of an answer have in common."""
    bases = {figure.universe for figure in answer.figures}
    return bases.pop() if answer.outcome is Outcome.ANSWERED and len(bases) == 1 else None


def _standing(figure: CitedFigure) -> str:
    by = (figure.superseded_by or "").split()
    if len(by) > 1:
        return f"{figure.status}, superseded by figures {', '.join(by[:-1])} and {by[-1]}, which disagree"
    return figure.status + (f", superseded by figure {by[0]}" if by else "")


def _tells(figure: CitedFigure) -> bool:
    """Whether the standing is worth its place on a line: most figures are normal, and stand."""
    return figure.status != Status.NORMAL.value or figure.superseded_by is not None


def _unrecorded(figures: Sequence[CitedFigure]) -> str:
    """What the ledger does not know of figures that a reader looks for, said once: "publisher; period of 2 of 3
    figures"."""
    lacking = Counter(what for figure in figures for what in _lacking(figure))
    count = len(figures)
    of_some = f"of {{}} of {count} figures"
    return "; ".join(what if times == count else f"{what} {of_some.format(times)}" for what, times in lacking.items())


def _lacking(figure: CitedFigure) -> Iterator[str]:
    source = figure.source
    if not figure.period:
        yield "period"
    if not (source.publisher or source.title or source.url):
        yield "source"
        return
    if not source.publisher:
        yield "publisher"
    if not source.published_on:
        yield "date of publication"


def _merged(figures: Iterable[CitedFigure], every: bool = False) -> list[Citation]:
    """Each source once, with the places in it that were used."""
    places: dict[Citation, dict[str, None]] = {}
    for source in (figure.source for figure in figures):
        held = places.setdefault(replace(source, locator=None), {})
        if source.locator:
            held[source.locator] = None
    return [replace(source, locator=_places(list(held), every) or None) for source, held in places.items()]


def _places(held: Sequence[str], every: bool) -> str:
    shown = held if every else first_of(held)
    more = f"; and {len(held) - len(shown):,} more" if len(shown) < len(held) else ""
    return "; ".join(shown) + more


def _option_rows(label: str, options: Iterable[Option]) -> Iterator[Row]:
    for number, option in enumerate(options):
        yield Row("" if number else label, option.text, ask=option.ask, picks=_is_picked(option))
