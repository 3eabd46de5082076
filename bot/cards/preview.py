"""What a file would bring, as a card: what was taken for what, its first figures as sentences, what was left out and
what was assumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from bot.ask.prose import Prose
from bot.ask.say.results import statement
from bot.ask.style import HouseStyle
from bot.cards.card import Card, Row, Tone, labelled
from bot.domain import Catalogue, Figure
from bot.errors import Problem
from bot.ingest.batch import Batch
from bot.ingest.reading import Assumption, Reading, said_of
from bot.ingest.sampled import Sample

_FIRST = 3
"""Figures that are put into words."""
_NAMED = 6
"""Members, units and labels that are named; the others are counted."""
_PROBLEMS = 10


def preview_of_table(
    sample: Sample,
    style: HouseStyle,
    losses: Sequence[str] = (),
    problems: Sequence[Problem] = (),
    doubts: Sequence[Assumption] = (),
) -> Card:
    """One table of a file. `losses` is what of the file could not be read or would not stand, `problems` what is at
    fault in it, and `doubts` are those about the file as a whole."""
    reading = sample.reading
    about = _about(sample.batch, style)
    rows = chain(
        labelled("Read as", (f"{role}: {words}" for role, words in reading.header.items())),
        about,
        _totals(reading),
        labelled("Left out", map(str, reading.left_out)),
        labelled("Warning", (*losses, *sample.batch.warnings), warns=True),
        _at_fault(problems),
        _assumed((*doubts, *reading.assumptions)),
    )
    where = reading.file if reading.sheet is None else f"{reading.file}, sheet “{reading.sheet}”"
    return Card(Tone.TOLD, f"{where}: {_count(sample.batch, sample.complete)}", tuple(rows))


def preview_of_package(
    name: str, batch: Batch, style: HouseStyle, problems: Sequence[Problem] = (), warnings: Sequence[str] = ()
) -> Card:
    """A data package in Factdesk's own layout: nothing had to be found out."""
    warned = labelled("Warning", (*batch.warnings, *warnings), warns=True)
    rows = chain(_about(batch, style), warned, _at_fault(problems))
    return Card(Tone.TOLD, f"{name}: {_count(batch, complete=True)}", tuple(rows))


def _at_fault(problems: Sequence[Problem]) -> Iterator[Row]:
    if problems:
        yield Row("Refused", "An import would record nothing of it before this is mended:", warns=True)
        yield from labelled("At fault", _some(list(map(str, problems)), _PROBLEMS), warns=True)


def _about(batch: Batch, style: HouseStyle) -> Iterator[Row]:
    """What the figures are, by their own words."""
    prose = Prose(_catalogue(batch), style)
    figures = batch.figures
    yield from labelled("Measures", _some([prose.label(one.id) for one in batch.indicators]))
    yield Row("Periods", _periods(figures, prose))
    yield Row("Units", ", ".join(_some(_units(figures, prose))) or "none said; --unit says one for all")
    yield from labelled("Breakdowns", _breakdowns(batch, prose))
    yield from labelled("Source", _some(list(dict.fromkeys(map(prose.source, figures)))))
    indicators = prose.catalogue.indicators
    first = figures[:_FIRST]
    yield from labelled("Says", (statement(prose, one, one.unit or indicators[one.indicator].unit) for one in first))


def _breakdowns(batch: Batch, prose: Prose) -> Iterator[str]:
    """Each dimension with some of its members."""
    members: dict[str, list[str]] = {one.id: [] for one in batch.dimensions}
    for code in batch.codes:
        members[code.dimension].append(prose.code(code.dimension, code.id))
    yield from (f"{prose.dimension(id_)}: {', '.join(_some(names))}" for id_, names in members.items() if names)


def _periods(figures: Sequence[Figure], prose: Prose) -> str:
    periods = sorted(
        {one.period for one in figures if one.period.iso}, key=lambda period: (period.start or period.end, period.iso)
    )
    if not periods:
        return "not recorded; --map period=COLUMN says which column has them"
    first, last = prose.style.span(periods[0]), prose.style.span(periods[-1])
    without = sum(not one.period.iso for one in figures)
    span = first if len(periods) == 1 else f"{first} … {last}, {len(periods):,} in all"
    return f"{span}; {'1 figure has' if without == 1 else f'{without:,} figures have'} none" if without else span


def _units(figures: Iterable[Figure], prose: Prose) -> list[str]:
    indicators = prose.catalogue.indicators
    units = (one.unit or indicators[one.indicator].unit or "none" for one in figures)
    found = list(dict.fromkeys(units))
    return [] if found == ["none"] else found


def _totals(reading: Reading) -> Iterator[Row]:
    told = [
        f"{whole} is the total of {', '.join(_some(list(parts)))}" if parts else f"{whole} is a total"
        for wholes in reading.wholes.values()
        for whole, parts in wholes.items()
    ]
    return labelled("Totals", _some(told))


def _assumed(assumptions: Iterable[Assumption]) -> Iterator[Row]:
    """What is doubtful stands out."""
    for one in sorted(assumptions, key=lambda one: not one.doubtful):
        label = "In doubt" if one.doubtful else "Assumed"
        yield Row(label, said_of(one), warns=one.doubtful)


def _some(texts: Sequence[str], most: int = _NAMED) -> list[str]:
    return list(texts) if len(texts) <= most else [*texts[:most], f"{len(texts) - most:,} more"]


def _count(batch: Batch, complete: bool) -> str:
    count = len(batch.figures)
    figures = f"{count:,} figure{'' if count == 1 else 's'}"
    return figures if complete else f"more than {figures}, of which the first are shown"


def _catalogue(batch: Batch) -> Catalogue:
    return Catalogue(
        revision=0,
        indicators={one.id: one for one in batch.indicators},
        dimensions={one.id: one for one in batch.dimensions},
        codes={(one.dimension, one.id): one for one in batch.codes},
        universes={one.id: one for one in batch.universes},
        periods={one.id: one for one in batch.periods},
        agents={one.id: one for one in batch.agents},
        sources={one.id: one for one in batch.sources},
        key_dates={},
    )
