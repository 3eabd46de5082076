"""One question against one ledger: its readings tried from the likeliest on, and what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.answer import Answer, Name
from bot.ask.compose import Composer
from bot.ask.compute import pair
from bot.ask.compute.about import sourced
from bot.ask.compute.bench import Bench, Load
from bot.ask.compute.derived import contradicted
from bot.ask.compute.difference import gaps
from bot.ask.explain import explain, named, understood_as
from bot.ask.grammar.cue import Cue
from bot.ask.knowledge import Knowledge
from bot.ask.operations import compute
from bot.ask.outcome import Choice, Dispute, Missing, Outcome, Result, Stop, unless_disputed
from bot.ask.prose import Prose
from bot.ask.proving import is_nameless, offered, refuted, rivals_of
from bot.ask.query import Query
from bot.ask.reading import Reading
from bot.ask.refuse import doubted, doubted_whatever, unbounded, unexplained
from bot.ask.resolve import Resolver
from bot.ask.select import Picked, by_rivals, figures_of
from bot.domain import Figure
from bot.store.reader import Reader

_CLOSE = 0.1
"""Readings no further apart than this in cost are equally likely: if they lead to different figures, we ask back."""
_FALLBACK = 0.25
"""How much worse a reading may be that is taken because the better ones lack the figure."""
_ANY = 0.8
"""The same, and how far apart readings may be to be equally likely, where the question names none of their figures."""
_OPEN = 0.15
"""What it costs a reading that it leaves something to be asked back."""
_HARDLY_NAMED = 0.6
"""A reading that costs so much is named by little more than its codes."""
_SPARSE = 0.15
"""What it costs a reading to tell when something was highest among no more times than two."""
_READINGS = 8
_QUOTED = 0.5
NAMELESS = "Say which figure you mean: of those that you name we hold several."
"""What it speaks for a reading that it holds a figure of the very value that the question quotes."""
_TELLING = 100
"""Whole numbers from this on hardly fit two figures by accident."""
_SMALL = 200
"""With no more readings than this, all are gone through for gaps."""


@dataclass(frozen=True, slots=True)
class Found:
    """A reading with what came of it."""

    reading: Reading
    bench: Bench
    outcome: Outcome


class Inquiry:
    """A question's way from its readings to an answer."""

    def __init__(
        self, query: Query, reader: Reader, known: Knowledge, prose: Prose, indicators: Iterable[str], load: Load
    ) -> None:
        self.query = query
        self._reader = reader
        self._known = known
        self._prose = prose
        self._load = load
        self._indicators = tuple(indicators)
        readings = Resolver(known.lexicon, query).readings(self._indicators, lambda id_: known.shelf(reader, id_))
        self.readings = self._by_quoted_value(readings)

    def answer(self, composer: Composer) -> Answer:
        found = [self._try(reading) for reading in _worth_trying(self.readings)]
        if not found:
            return self._refused(composer)
        found.sort(key=_likelihood)
        best = found[0]
        close = [one for one in found if _likelihood(one) - _likelihood(best) <= _closeness(best)]
        words = understood_as(self.query, best.reading, self._prose)
        meant = [*close, *(self._rivals(best) if len(close) == 1 else [])]
        if sum(isinstance(one.outcome, Result) for one in meant) == 1:
            named = self._unless_nameless(best)
            meant, best = [named if one is best else one for one in meant], named
        answer = _answer(best, meant, words, composer).telling(names=_named(meant))
        return answer.explained(lambda: explain(self.query, best.reading, self._prose))

    def _rivals(self, best: Found) -> list[Found]:
        """What comes of other indicators' readings that are as likely meant, by the rules and not by their cost."""
        if not isinstance(best.outcome, Result):
            return []
        others: dict[str, Reading] = {}
        for reading in self.readings:
            if not reading.unexplained and reading.entry is not best.reading.entry:
                others.setdefault(reading.entry.indicator.id, reading)
        rivals = rivals_of(best.bench, best.outcome, list(others.values())) if others else []
        found = [self._try(reading) for reading in rivals[:_READINGS]]
        unit = [figure.unit for figure in _figures(best.outcome)[:1]]
        return [one for one in found if [figure.unit for figure in _figures(one.outcome)[:1]] == unit]

    def _by_quoted_value(self, readings: list[Reading]) -> list[Reading]:
        """The readings, where a number of the question names one of them: the one that holds a figure of that value.

        Small whole numbers name nothing: too many figures have them.
        """
        for place, reading in enumerate(readings[:_READINGS]):
            numbers = self.query.numbers(reading.claimed)
            quoted = {number for number in numbers if number >= _TELLING or number % 1}
            if reading.unexplained or not quoted:
                continue
            rows = [row for row in reading.shelf.rows if reading.single.items() <= dict(row.key.dimensions).items()]
            if any(one.value in quoted for held in self._bench(reading).figures(rows).values() for one in held):
                readings[place] = replace(reading, is_named=True, cost=reading.cost - _QUOTED)
        return sorted(readings, key=lambda reading: reading.cost)

    def first(self) -> Found | None:
        """The likeliest reading with what comes of it, where every word is explained."""
        found = [self._try(reading) for reading in _worth_trying(self.readings)]
        return min(found, key=_likelihood, default=None)

    def single(self) -> Found | None:
        """The one reading that leads to a figure held as such, where there is just one."""
        found = [self._try(reading) for reading in _worth_trying(self.readings)]
        held = [one for one in found if (result := _result(one.outcome)) is not None and result.value is not None]
        if not held or any(
            isinstance(one.outcome, Choice) and one.reading.cost <= held[0].reading.cost for one in found
        ):
            return None
        as_likely = [one for one in held[1:] if one.reading.cost - held[0].reading.cost <= _CLOSE]
        first = _result(held[0].outcome) or held[0].outcome
        return None if any(_differs(_result(one.outcome) or one.outcome, first) for one in as_likely) else held[0]

    def _bench(self, reading: Reading) -> Bench:
        known, reader = self._known, self._reader
        return Bench(
            self.query,
            reading,
            known.catalogue,
            self._prose,
            known.lexicon,
            lambda indicator: known.shelf(reader, indicator),
            self._load,
        )

    def _try(self, reading: Reading) -> Found:
        bench = self._bench(reading)
        outcome = compute(bench)
        if isinstance(outcome, Result):
            doubt = doubted(bench, outcome) or refuted(self.query, (bench,), outcome)
            if doubt is not None:
                return Found(reading, bench, doubt)
            others = tuple(self._prose.options(tuple(bench.passed_over)))
            outcome = contradicted(bench, outcome)
            if others:
                outcome = replace(outcome, options=(*outcome.options, *others))
            outcome = sourced(bench, outcome)
        if isinstance(outcome, Dispute):
            outcome = doubted_whatever(bench, outcome) or outcome
        if isinstance(outcome, Choice):
            outcome = unbounded(bench, outcome) or offered(bench, outcome)
        return Found(reading, bench, outcome)

    def _unless_nameless(self, found: Found) -> Found:
        """A refusal where nothing is said of what was found but members: of things that are counted, which are then no
        members of it ("how many cyclists are there"), or that other indicators have, too."""
        result = found.outcome
        if not isinstance(result, Result) or not is_nameless(self.query, found.bench, result):
            return found
        if not (self.query.counted and self.query.wants_count) and not self._is_of_others(found.reading):
            return found
        return replace(found, outcome=Missing("a figure by name", NAMELESS, figures_of(result.used)))

    def _is_of_others(self, reading: Reading) -> bool:
        """Whether other indicators have the members that a question names."""
        members = [(dimension, code) for dimension, codes in reading.bound.items() for code in codes]
        others = (self._known.shelf(self._reader, id_) for id_ in self._indicators if id_ != reading.entry.indicator.id)
        return any(
            all(code in shelf.codes.get(dimension, {}) for dimension, code in members)
            for shelf in others
            if shelf is not None
        )

    def _refused(self, composer: Composer) -> Answer:
        """The refusal, with the nearest figures: those of the reading that explains most, if it explains enough.

        A bare "what was the gap?" is asked back instead.
        """
        gaps = self._gaps()
        if len(gaps) > 1:
            return composer.ambiguous("gap", [], gaps, "a gap")
        if not self.readings:
            return composer.abstained(unexplained(self.query, None, self._prose, ()), "nothing the ledger holds")
        best = self.readings[0]
        nearest: tuple[Figure, ...] = ()
        if best.unexplained.bit_count() * 2 <= self.query.content.bit_count() and self._is_spoken_of(best):
            nearest = _figures(self._try(best).outcome)
        missing = unexplained(self.query, best, self._prose, nearest)
        words = understood_as(self.query, best, self._prose) if nearest else "nothing the ledger holds"
        answer = composer.abstained(missing, words).telling(names=named(best) if nearest else ())
        return answer.explained(lambda: explain(self.query, best, self._prose))

    def _is_spoken_of(self, reading: Reading) -> bool:
        """Whether the question has a word or a name of what it would be told of: sharing a time is nothing near."""
        named = any(mention.kind != "period" for mention in reading.named)
        return named or bool(reading.bound) or bool(reading.explained & self.query.content & ~self.query.time_words)

    def _gaps(self) -> list[Result]:
        """The gaps between the two sides of each indicator that has two, where a gap is all that is asked for."""
        query = self.query
        if query.content or not query.has(Cue.GAP) or query.times or len(self.readings) > _SMALL:
            return []
        return [gap for reading in self.readings if not reading.bound for gap in gaps(self._bench(reading))][:_READINGS]


def combined(query: Query, kind: str, left: Found, right: Found) -> Outcome:
    """Two single figures put together, as the question about the pair of them asks."""
    one, other = _held(left), _held(right)
    if one is None or other is None or one.figure.id == other.figure.id:
        return Missing("two figures", "That asks for two figures, and we hold only one of them.")
    try:
        outcome: Result | Missing | Choice = pair.apply(left.bench, kind, one, other)
    except Stop as stop:
        outcome = stop.outcome
    if isinstance(outcome, Result):
        outcome = refuted(query, (left.bench, right.bench), outcome) or outcome
    return unless_disputed(outcome, left.bench.disputes)


def _held(found: Found) -> Picked | None:
    """The one figure that a result is made of."""
    result = _result(found.outcome)
    return result.used[0] if result is not None and len(result.used) == 1 else None


def _result(outcome: Outcome) -> Result | None:
    """What is answered, or would be if nobody disputed it."""
    outcome = outcome.withheld if isinstance(outcome, Dispute) else outcome
    return outcome if isinstance(outcome, Result) else None


def _likelihood(found: Found) -> float:
    """Its reading's cost; more where something is left open, and most where the ledger lacks the figure."""
    outcome = found.outcome.withheld if isinstance(found.outcome, Dispute) else found.outcome
    if isinstance(outcome, Missing):
        return found.reading.cost + _FALLBACK
    return found.reading.cost + _OPEN * isinstance(found.outcome, Choice) + _SPARSE * _is_sparse(found)


def _is_sparse(found: Found) -> bool:
    """Whether it is told when something was highest, or lowest, of two times alone."""
    ranked = found.bench.wants(Cue.HIGHEST, Cue.LOWEST) and found.bench.query.asks_when
    result = _result(found.outcome)
    return ranked and result is not None and len(result.used) == 2


def _closeness(best: Found) -> float:
    """How near another reading must be to be as likely: words that hardly name the best one leave more room."""
    if not _names_a_figure(best.reading):
        return _ANY
    return _CLOSE if best.reading.cost < _HARDLY_NAMED else 1.5 * _CLOSE


def _worth_trying(readings: list[Reading]) -> list[Reading]:
    """The readings that explain every word, from the cheapest to those not much dearer."""
    full = [
        reading
        for reading in readings
        if not reading.unexplained and reading.is_named and reading.explained & reading.carried
    ]
    return [reading for reading in full if reading.cost <= full[0].cost + _reach(full[0])][:_READINGS]


def _reach(best: Reading) -> float:
    """How much dearer a reading may be that is tried: much more where the question names no figure but only what to
    compare ("which party came second")."""
    return _FALLBACK if _names_a_figure(best) else _ANY


def _names_a_figure(reading: Reading) -> bool:
    return reading.says_label or bool(reading.bound) or bool(reading.named)


def _answer(best: Found, close: list[Found], words: str, composer: Composer) -> Answer:
    if isinstance(best.outcome, Missing):
        return composer.abstained(best.outcome, words)
    if isinstance(best.outcome, Choice):
        figures = [figure for one in close if isinstance(one.outcome, Choice) for figure in one.outcome.figures]
        return composer.ambiguous(best.outcome.between, list(dict.fromkeys(figures)), [], words)
    disputed = _disputed(best, close)
    if disputed or isinstance(best.outcome, Dispute):
        results = [one.outcome for one in close if isinstance(one.outcome, Result)]
        if results:
            return composer.ambiguous("figure", list(figures_of(disputed)), results, words)
        return composer.disputed(disputed, words)
    others = [one.outcome for one in close if isinstance(one.outcome, Result) and _differs(one.outcome, best.outcome)]
    if others:
        return composer.ambiguous("figure", [], [best.outcome, *others], words)
    return composer.answered(best.outcome, words)


def _named(found: list[Found]) -> Iterator[Name]:
    return (name for one in found for name in named(one.reading))


def _disputed(best: Found, close: list[Found]) -> list[Picked]:
    """The disputes that the likeliest reading rests on, and those that others as likely would."""
    disputes = [
        one.outcome
        for one in close
        if isinstance(one.outcome, Dispute) and (one is best or isinstance(one.outcome.withheld, Result))
    ]
    return list(by_rivals(one for dispute in disputes for one in dispute.between).values())


def _differs(one: Outcome, other: Outcome) -> bool:
    return not (isinstance(one, Result) and isinstance(other, Result)) or (one.value, one.unit) != (
        other.value,
        other.unit,
    )


def _figures(outcome: Outcome) -> tuple[Figure, ...]:
    if isinstance(outcome, Result):
        return figures_of(outcome.used)
    if isinstance(outcome, Dispute):
        return figures_of(outcome.between)
    return outcome.nearest if isinstance(outcome, Missing) else outcome.figures
