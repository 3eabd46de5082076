"""What this engine reads and finds, as the rules of `prove` want it. It goes when the engine goes; the rules stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bot.ask.cells import Shelf
from bot.ask.compute.bench import Bench
from bot.ask.lexicon import Lexicon
from bot.ask.meaning import Meaning, selections
from bot.ask.outcome import Choice, Missing, Result
from bot.ask.prove import heads, parts
from bot.ask.prove.finding import Asked, Finding, Given, Member, Verdict
from bot.ask.prove.named_times import is_of, none_for
from bot.ask.prove.rules import OF_MEANINGS, judged
from bot.ask.query import Query, TimeWords
from bot.ask.reading import Reading
from bot.ask.times import partial
from bot.ask.when import When
from bot.domain import Figure
from bot.periods import Period


def refuted(query: Query, benches: Sequence[Bench], result: Result) -> Missing | None:
    """A refusal of a result that a rule vetoes or doubts, with its figures as the nearest; None for any other."""
    given = given_of(benches, result)
    finding = judged(asked_of(query, benches, given.figures), given)
    if finding.verdict is Verdict.PROVEN:
        return None
    return Missing(finding.missing, finding.sentence, tuple(one.figure for one in result.used))


def judged_meaning(
    query: Query, lexicon: Lexicon, shelf_of: Callable[[str], Shelf | None], meaning: Meaning, result: Result
) -> Finding:
    """What the rules find of the result of a meaning."""
    of = selections(meaning)
    shelves = [shelf for one in of if (shelf := shelf_of(one.indicator)) is not None]
    members = frozenset(pair for one in of for pair in one.dimensions)
    figures = tuple(one.figure for one in result.used)
    indicators = [figure.indicator for figure in figures]
    given = _given(
        lexicon, result, indicators, shelves, lambda: frozenset(chain.from_iterable(_names_of(lexicon, figures)))
    )
    return judged(_asked(query, query.times, figures, members), given, OF_MEANINGS)


def is_nameless(query: Query, bench: Bench, result: Result) -> bool:
    """Whether a question says nothing of what is answered with but its members: "how many did Aster have"."""
    given = given_of((bench,), result)
    asked = asked_of(query, (bench,), given.figures)
    return bool(asked.members) and heads.says_nothing_of(asked, given)


def offered(bench: Bench, choice: Choice) -> Choice | Missing:
    """What may be offered of a choice: no figure for another time than one that is named, or within a stretch of them
    of which an end is held."""
    asked = asked_of(bench.query, (bench,), choice.figures)
    times = asked.times
    kept = tuple(figure for figure in choice.figures if any(is_of(figure, time) for time in times))
    if not times or (kept and asked.is_span):
        return choice
    if kept:
        return replace(choice, figures=kept)
    lacking = none_for(times, asked, bench.prose.style.period)
    return Missing(lacking.missing, lacking.sentence, choice.figures)


def rivals_of(bench: Bench, result: Result, readings: Sequence[Reading]) -> list[Reading]:
    """Of these readings, those that are as likely to be meant as the one that was answered."""
    given = given_of((bench,), result)
    asked = asked_of(bench.query, (bench,), given.figures)
    return [
        reading
        for reading in readings
        if parts.is_as_likely(asked, given, bench.lexicon.measure(reading.entry.indicator.id))
    ]


def asked_of(query: Query, benches: Sequence[Bench], figures: Sequence[Figure]) -> Asked:
    """What is asked, where the answer is made of these figures or one of them is offered."""
    times = benches[0].reading.times if len(benches) == 1 else query.times
    members = (
        (dimension, code) for bench in benches for dimension, codes in bench.reading.bound.items() for code in codes
    )
    named = max(len(bench.reading.names("period")) for bench in benches)
    return _asked(query, times, figures, frozenset(members), named)


def _period(when: When, figures: Sequence[Figure]) -> Period | None:
    """The period that is named; for a month without a year that of the figure for it, or else the month of the year
    that the last of the figures is of."""
    if when.period is not None:
        return when.period
    held = next((figure.period for figure in figures if when.fits(figure.period)), None)
    ends = [figure.period.end for figure in figures if figure.period.end is not None]
    return held or (partial(f"{max(ends).year}-{when.month:02}") if ends else None)


def _held_as_one(query: Query, times: Sequence[TimeWords], figures: Sequence[Figure]) -> When | None:
    """The stretch between two times, where all figures are of just that: a fall "between 2010 and 2019" is held as
    such, and no time is missing."""
    if not query.span or len(times) != 2 or not figures:
        return None
    stretch = times[0].when.until(times[1].when)
    return stretch if stretch and all(figure.period == stretch.period for figure in figures) else None


def _asked(
    query: Query, times: Sequence[TimeWords], figures: Sequence[Figure], members: frozenset[Member], named: int = 0
) -> Asked:
    periods = [(time.when, period) for time in times if (period := _period(time.when, figures)) is not None]
    stretch = _held_as_one(query, times, figures)
    if stretch is not None and stretch.period is not None:
        periods = [(stretch, stretch.period)]
    # The name of a source asks for nothing, whatever its words mean elsewhere.
    tokens = [one for place, one in enumerate(query.sentence.tokens) if not query.source_words >> place & 1]
    return Asked(
        words=tuple(token.norm for token in tokens),
        stems=tuple(token.stem for token in tokens),
        written=tuple(token.text for token in tokens),
        times=tuple(period for _, period in periods),
        undated=frozenset(period for when, period in periods if when.period is None),
        moments=max(len(query.statuses), len({period for _, period in periods}) + named),
        statuses=query.statuses,
        is_span=query.span and stretch is None,
        axis=query.axis,
        members=members,
        counts=frozenset(query.counted) if query.wants_count else frozenset(),
    )


def given_of(benches: Sequence[Bench], result: Result) -> Given:
    lexicon, style = benches[0].lexicon, benches[0].prose.style
    figures = tuple(one.figure for one in result.used)
    indicators = [*(figure.indicator for figure in figures), *(one.indicator.id for one in benches)]
    shelves = [bench.shelf for bench in benches]
    given = _given(lexicon, result, indicators, shelves, lambda: _named(lexicon, figures, benches))
    return replace(given, written=style.period)


def _given(
    lexicon: Lexicon,
    result: Result,
    indicators: Iterable[str],
    shelves: Iterable[Shelf],
    naming: Callable[[], frozenset[str]],
) -> Given:
    return Given(
        operation=result.operation,
        value=result.value,
        unit=result.unit,
        figures=tuple(one.figure for one in result.used),
        measures=tuple(map(lexicon.measure, dict.fromkeys(indicators))),
        dimensions={
            dimension: lexicon.dimension_words.get(dimension, frozenset())
            for shelf in shelves
            for dimension in shelf.codes
        },
        whole_dimensions=frozenset(id_ for id_, one in lexicon.catalogue.dimensions.items() if one.whole),
        bases=lexicon.base_names,
        members=lexicon.catalogue.codes,
        is_alone=len(lexicon.catalogue.indicators) == 1,
        naming=naming,
    )


def _named(lexicon: Lexicon, figures: Sequence[Figure], benches: Sequence[Bench]) -> frozenset[str]:
    """The stems of the members of the figures, of their dimensions, and of the periods and agents that are named."""
    found = list(_names_of(lexicon, figures))
    stems = benches[0].query.stems
    found += [
        tuple(stem for place, stem in enumerate(stems) if mention.mask >> place & 1)
        for bench in benches
        for mention in bench.reading.named
    ]
    return frozenset(chain.from_iterable(found))


def _names_of(lexicon: Lexicon, figures: Sequence[Figure]) -> Iterator[tuple[str, ...]]:
    members = {pair for figure in figures for pair in figure.dimensions}
    yield from (phrase.stems for pair in members for phrase in lexicon.code_phrases(*pair))
    yield from (tuple(lexicon.dimension_words.get(dimension, ())) for dimension, _ in members)
    yield from (phrase.stems for phrase in lexicon.scope_words)
