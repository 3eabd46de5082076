"""What was found to the Answer that adapters render: citations, caveats, other readings, nearest figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bot.answer import Answer, Citation, CitedFigure, Computation, Option
from bot.ask import told_apart
from bot.ask.offers import reading_of
from bot.ask.outcome import Missing, Result
from bot.ask.prose import Prose
from bot.ask.select import Picked
from bot.domain import Figure, Outcome
from bot.errors import as_sentence
from bot.ledger.vintage import side_by_side
from bot.ledger.withdrawals import Withdrawals

_NEAREST = 3
_OPTIONS = 12


@dataclass(frozen=True, slots=True)
class Meant:
    """A reading that may be meant: in words, as JSON, and what it comes to."""

    words: str
    reading: Mapping[str, Any]
    result: Result


class Composer:
    """Answers to one question, in one ledger's words. `leads_to` tells whether a question may be offered."""

    def __init__(
        self,
        question: str,
        prose: Prose,
        withdrawals: Withdrawals | None = None,
        zone: str = "UTC",
        leads_to: told_apart.LeadsTo = told_apart.leads_nowhere,
        reading_of_result: Callable[[Result], Mapping[str, Any] | None] = lambda _: None,
    ) -> None:
        """`zone` (IANA) is where the days of withdrawals are told for; `reading_of_result` gives what is answered as a
        meaning."""
        self._question = question
        self._prose = prose
        self._withdrawals = withdrawals or Withdrawals()
        self._zone = zone
        self._leads_to = leads_to
        self._reading_of_result = reading_of_result

    def answered(self, result: Result, understood_as: str, alternatives: Sequence[Option] = ()) -> Answer:
        withdrawn = self._withdrawn(result.used)
        answer = Answer(
            question=self._question,
            understood_as=understood_as,
            outcome=Outcome.ANSWERED,
            text=" ".join([_capital(result.sentence), *(f"{said}." for said in withdrawn)]),
            value=None if result.value is None else f"{result.value:f}",
            unit=result.unit,
            qualifier=None if result.value is None else result.qualifier.value,
            date=result.date,
            figures=tuple(self.cited(one.figure, one.replaced_by) for one in _distinct(result.used)),
            computation=self._computation(result),
            caveats=tuple(dict.fromkeys([*_reasons(withdrawn), *self._standing(result.used), *result.caveats])),
            alternatives=(*result.options, *alternatives),
            base=result.base,
            label=result.label,
            reading=self._reading_of_result(result),
        )
        options = (id_ for option in answer.alternatives for id_ in option.figures)
        return answer.telling([*told_by(result), *options])

    def ambiguous(self, between: str, figures: list[Figure], results: list[Result], understood_as: str) -> Answer:
        """Ask back: which of these figures, or which of these answers."""
        options = [*self._prose.options(figures), *(self._of_result(result) for result in results)]
        options = list({option.text: option for option in options}.values())
        listed = "; ".join(option.text for option in options[:_OPTIONS])
        are_more = len(options) > _OPTIONS
        more = f"; and {len(options) - _OPTIONS} more" if are_more else ""
        asked = f"Which {between} do you mean{f', of {len(options):,} figures' if are_more else ''}?"
        cited = [*figures, *(one.figure for result in results for one in result.used)][:_OPTIONS]
        answer = Answer(
            question=self._question,
            understood_as=understood_as,
            outcome=Outcome.AMBIGUOUS,
            text=f"{asked} {listed}{more}." if listed else asked,
            figures=tuple(self.cited(figure) for figure in dict.fromkeys(cited)),
            alternatives=tuple(options[:_OPTIONS]),
        )
        # Those that there is no room for are told of as well, by their number.
        return answer.telling([*_ids(figures), *(id_ for result in results for id_ in told_by(result))])

    def did_you_mean(self, meant: Sequence[Meant]) -> Answer:
        """Ask back which of these readings is meant, the likeliest first."""
        options = tuple(
            Option(
                _capital(f"{one.words}: {self._comes_to(one.result)}"),
                None if one.result.value is None else f"{one.result.value:f}",
                one.result.unit,
                tuple(used.figure.id for used in one.result.used),
                reading=one.reading,
            )
            for one in meant
        )
        cited = [used.figure for one in meant for used in one.result.used][:_OPTIONS]
        answer = Answer(
            question=self._question,
            understood_as=" | ".join(one.words for one in meant),
            outcome=Outcome.AMBIGUOUS,
            text=f"Did you mean {self._prose.list_of([f'“{one.words}”' for one in meant], 'or')}?",
            figures=tuple(self.cited(figure) for figure in dict.fromkeys(cited)),
            alternatives=options,
        )
        return answer.telling(id_ for one in meant for id_ in told_by(one.result))

    def _comes_to(self, result: Result) -> str:
        """A result on few words: its names, its value."""
        value = (
            None if result.value is None else self._prose.style.quantity(result.value, result.unit, result.qualifier)
        )
        names = self._prose.list_of([self._prose.style.spelling(name) for name in result.label or ()])
        return ", ".join(part for part in (names, value) if part) or result.sentence.rstrip(".")

    def disputed(self, between: Sequence[Picked], understood_as: str) -> Answer:
        """Ask back where figures of equal standing disagree: all of them are shown, and none is the answer."""
        options = tuple(islice(told_apart.options_of(self._prose, between, self._leads_to), told_apart.MOST))
        cited = islice(((figure, one.replaced_by) for one in between for figure in one.figures), told_apart.MOST)
        answer = Answer(
            question=self._question,
            understood_as=understood_as,
            outcome=Outcome.AMBIGUOUS,
            text=told_apart.question(self._prose, between, options),
            figures=tuple(self.cited(figure, replaced_by) for figure, replaced_by in cited),
            caveats=tuple(self._superseded(one) for one in between[: told_apart.MOST] if one.replaced_by),
            alternatives=options,
        )
        # Those that there is no room for are told of as well, by their number.
        return answer.telling(_ids(figure for one in between for figure in (*one.figures, *one.replaced_by)))

    def _of_result(self, result: Result) -> Option:
        figure = result.used[0].figure if result.used and result.expression is None else None
        return Option(
            _capital(result.sentence.rstrip(".")),
            None if result.value is None else f"{result.value:f}",
            result.unit,
            tuple(one.figure.id for one in result.used),
            self._prose.question_for(figure) if figure else None,
            reading_of(figure) if figure else None,
        )

    def abstained(self, missing: Missing, understood_as: str) -> Answer:
        nearest = tuple(islice(self._prose.options(missing.nearest), _NEAREST))
        answer = Answer(
            question=self._question,
            understood_as=understood_as,
            outcome=Outcome.ABSTAINED,
            text=missing.sentence,
            missing=missing.words or None,
            nearest=nearest,
        )
        # What rivals say is in the sentence, whether or not there is room for them among the nearest.
        said = (*missing.beside, *(missing.nearest if missing.regardless else ()))
        return answer.telling([*_ids(said), *(id_ for option in nearest for id_ in option.figures)])

    def cited(self, figure: Figure, replaced_by: Sequence[Figure] = ()) -> CitedFigure:
        prose, catalogue = self._prose, self._prose.catalogue
        source = catalogue.sources.get(figure.source or "")
        indicator = catalogue.indicators[figure.indicator]
        universe = catalogue.universes.get(figure.universe or indicator.universe or "")
        published = figure.published_on.iso if figure.published_on else None
        return CitedFigure(
            id=figure.id,
            indicator=prose.label(figure.indicator),
            dimensions=tuple(
                (prose.dimension(dimension), prose.code(dimension, code)) for dimension, code in figure.dimensions
            ),
            period=figure.period.iso,
            value=f"{figure.value:f}",
            unit=figure.unit or indicator.unit,
            qualifier=figure.qualifier.value,
            status=figure.status.value,
            attributed_to=prose.claimant(figure),
            published_on=published,
            source=Citation(
                source.publisher if source else None,
                source.title if source else None,
                source.url if source else None,
                published,
                figure.locator,
            ),
            superseded_by=" ".join(one.id for one in replaced_by) or None,
            universe=prose.style.spelling(universe.label) if universe else None,
        )

    def _computation(self, result: Result) -> Computation | None:
        if result.expression is None:
            return None
        return Computation(result.operation, result.expression, tuple(one.figure.id for one in result.used))

    def _withdrawn(self, used: Sequence[Picked]) -> dict[str, list[str]]:
        """What is said of figures that stand again as those in their place were withdrawn, each with the reasons. The
        sentence says so itself: pasted alone, it would give an old figure for the latest one."""
        found: dict[str, list[str]] = {}
        for one in _distinct(used):
            if one.replaced_by:
                continue
            for change in self._withdrawals.later_than((one.figure, *one.restated)):
                said = self._prose.withdrawn(change.at, self._zone, one.figure if len(used) > 1 else None)
                found.setdefault(_capital(said), []).append(change.why or "")
        return found

    def _standing(self, used: Sequence[Picked]) -> list[str]:
        """What a reader must know of the figures: superseded, not final, disputed, claimed."""
        prose = self._prose
        notes: list[str] = []
        for one in _distinct(used):
            figure = one.figure
            if one.replaced_by and all(other.figure not in one.replaced_by for other in used):
                notes.append(self._superseded(one))
            elif not one.replaced_by and not figure.status.is_settled:
                notes.append(f"Not final: {prose.status(figure)}.")
            notes += [
                f"Another figure of equal standing: {prose.value(rival)} ({prose.source(rival)})."
                for rival in one.set_aside
            ]
            if len(used) == 1:
                others = side_by_side(one.elsewhere)
                notes += [f"Also held: {prose.short(*rivals)} ({prose.sources(rivals)})." for rivals in others]
            if figure.note:
                of = f"{prose.short(figure)}: " if len(used) > 1 else ""
                notes.append(_capital(as_sentence(f"{of}{figure.note}")))
            if figure.attributed_to and len(used) > 1:
                notes.append(f"{prose.value(figure)} is a claim by {prose.claimant(figure)}.")
        return notes

    def _superseded(self, picked: Picked) -> str:
        return f"Superseded: {self._prose.replaced(picked.figures, picked.replaced_by)}"


def _reasons(withdrawn: Mapping[str, Sequence[str]]) -> list[str]:
    return [as_sentence(f"{said}: {why}") for said, reasons in withdrawn.items() for why in reasons]


def told_by(result: Result) -> Iterator[str]:
    """The ids of all figures that a result tells of: in its words, and by what a reader must know of them."""
    yield from _ids(result.beside)
    for one in result.used:
        elsewhere = one.elsewhere if len(result.used) == 1 else ()
        yield from _ids([*one.figures, *one.set_aside, *one.replaced_by, *elsewhere])


def _ids(figures: Iterable[Figure]) -> Iterator[str]:
    return (figure.id for figure in figures)


def _distinct(used: Sequence[Picked]) -> list[Picked]:
    return list({one.figure.id: one for one in used}.values())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
