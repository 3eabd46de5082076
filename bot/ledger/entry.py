"""A figure as somebody types it, read as the cells of an import are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace

from bot.ask.text import fold
from bot.domain import Catalogue, Concept, Figure, Qualifier, Review, SeriesKey, Status
from bot.errors import WrongEntry, as_sentence
from bot.ingest.batch import Batch
from bot.ingest.concepts import Concepts
from bot.ingest.decimals import parse_value
from bot.ingest.faults import BadCell, Faults
from bot.ingest.identity import figure_id, slug
from bot.ingest.observations import observed
from bot.ingest.rivals import Rivals
from bot.ingest.table import Row, typed
from bot.ledger.checks.held import Held
from bot.ledger.named import Meant, cited, codes_meant, meant
from bot.ledger.vintage import standing

INDICATOR, CODES, PERIOD, VALUE, UNIT = "indicator", "codes", "period", "value", "unit"
QUALIFIER, STATUS, SOURCE, LOCATOR, URL = "qualifier", "status", "source", "locator", "url"
PUBLISHED, ATTRIBUTED, NOTE, EMBARGO = "published_on", "attributed_to", "note", "embargo_until"
_FILE = "entry"
_PLACEHOLDERS = {INDICATOR: "-", VALUE: "0"}
"""What stands for a cell that is wrong, so that the others are read as well."""
_LONGEST = 2_000
"""Characters of a cell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The cells, by the names of an import's columns; a blank one says nothing. `codes` are “party: Labour; region:
    North”, names are ids or labels, and what begins with “new:” is to be added to the ledger."""

    indicator: str = ""
    codes: str = ""
    period: str = ""
    value: str = ""
    unit: str = ""
    qualifier: str = ""
    status: str = ""
    source: str = ""
    url: str = ""
    locator: str = ""
    published_on: str = ""
    attributed_to: str = ""
    note: str = ""
    embargo_until: str = ""

    def over(self, other: Entry) -> Entry:
        """Both of them; of what both say, this goes first."""
        said: Mapping[str, str] = asdict(self)
        return replace(other, **{name: text for name, text in said.items() if text.strip()})


@dataclass(slots=True)
class _Reading:
    """The names of one entry, resolved: the cells of its row, and what each is to be called."""

    held: Held
    faults: list[tuple[str, str]] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def name(self, cell: str, text: str, find: Callable[[str], Meant]) -> None:
        """A cell that names something: its id, where the ledger holds it."""
        try:
            found = find(text)
        except BadCell as bad:
            self.faults.append((cell, as_sentence(bad)))
            return
        self.cells[cell] = slug(found.text) if found.new else found.text
        if found.new:
            self.labels[self.cells[cell]] = found.text

    def number(self, cell: str, text: str) -> None:
        try:
            parse_value(text)
        except BadCell as bad:
            self.faults.append((cell, as_sentence(bad)))
        else:
            self.cells[cell] = text

    def code(self, dimension: Meant, code: Meant) -> None:
        self.dimensions[dimension.text] = dimension.text
        self.cells[dimension.text] = code.text


def entry_of(figure: Figure, held: Held) -> Entry:
    """The cells of a figure, by its labels where they name nothing else; its `published_on` has to be its own."""
    catalogue = held.catalogue
    labels = {
        INDICATOR: _label(catalogue.indicators, figure.indicator),
        ATTRIBUTED: _label(catalogue.agents, figure.attributed_to),
    }
    parts = []
    for dimension, code in figure.dimensions:
        codes = {id_: one for (named, id_), one in catalogue.codes.items() if named == dimension}
        parts.append(f"{_label(catalogue.dimensions, dimension)}: {_label(codes, code)}")
    return Entry(
        codes="; ".join(parts),
        period=figure.period.iso,
        value=f"{figure.value:f}",
        unit=figure.unit or "",
        qualifier="" if figure.qualifier is Qualifier.EXACT else figure.qualifier.value,
        status="" if figure.status is Status.NORMAL else figure.status.value,
        source=figure.source or "",
        locator=figure.locator or "",
        published_on=figure.published_on.iso if figure.published_on else "",
        note=figure.note or "",
        embargo_until=figure.embargo_until.isoformat() if figure.embargo_until else "",
        **labels,
    )


def _label(concepts: Mapping[str, Concept], id_: str | None) -> str:
    """What `meant` finds it by."""
    label = concepts[id_].label if id_ and id_ in concepts else ""
    alone = sum(fold(label) in (fold(one.label), fold(one.id)) for one in concepts.values()) == 1
    is_plain = not any(sign in label for sign in ";=:")
    return label if label and alone and is_plain else id_ or ""


def read_entry(entry: Entry, held: Held) -> Batch:
    """The draft, alone, with what it names. What its series leaves no doubt of, its unit and base, it has from there.
    Raises WrongEntry with a fault for each field that is wrong."""
    said, faults = _cleaned(entry)
    reading = _Reading(held, faults)
    catalogue = held.catalogue
    for name in set(said) - {INDICATOR, CODES, SOURCE, ATTRIBUTED, VALUE}:
        reading.cells[name] = said[name]
    if VALUE in said:
        reading.number(VALUE, said[VALUE])
    if INDICATOR in said:
        reading.name(INDICATOR, said[INDICATOR], lambda text: meant("indicator", catalogue.indicators.values(), text))
    if ATTRIBUTED in said:
        reading.name(ATTRIBUTED, said[ATTRIBUTED], lambda text: _claimant(held, text))
    if SOURCE in said:
        reading.name(SOURCE, said[SOURCE], lambda text: cited(catalogue.sources, text))
    if CODES in said:
        try:
            used = held.breakdowns(reading.cells.get(INDICATOR, ""))
            for dimension, code in codes_meant(said[CODES], used, catalogue).items():
                reading.code(dimension, code)
        except BadCell as bad:
            faults.append((CODES, as_sentence(bad)))
    faults += [(name, "It is empty; it is needed.") for name in (INDICATOR, VALUE) if name not in said]
    return _batch(reading)


def series_of(entry: Entry, held: Held) -> SeriesKey:
    """The series that an entry names. Raises BadCell."""
    indicator = meant("indicator", held.catalogue.indicators.values(), typed(entry.indicator)).text
    found = codes_meant(entry.codes, held.breakdowns(indicator), held.catalogue)
    return SeriesKey(indicator, tuple(sorted((dimension.text, code.text) for dimension, code in found.items())))


def _claimant(held: Held, text: str) -> Meant:
    """Who claims things is new more often than not."""
    try:
        return meant("claimant", held.catalogue.agents.values(), text)
    except BadCell:
        return meant("claimant", held.catalogue.agents.values(), f"new: {text}")


def _cleaned(entry: Entry) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """What is filled in, and what of it cannot be kept."""
    found: dict[str, str] = {}
    faults = list[tuple[str, str]]()
    for name, text in asdict(entry).items():
        try:
            cell = "; ".join(typed(line) for line in text.splitlines()) if name == CODES else typed(text)
            if len(cell) > _LONGEST:
                raise BadCell(f"The text has {len(cell):,} characters", f"shorten it to {_LONGEST:,}")
        except BadCell as bad:
            faults.append((name, as_sentence(bad)))
            continue
        if cell.strip("; "):
            found[name] = cell
    return found, faults


def _batch(reading: _Reading) -> Batch:
    faults = Faults()
    labels = reading.labels
    concepts = Concepts.named_by(lambda cell: cell)
    source = reading.held.catalogue.sources.get(reading.cells.get(SOURCE, ""))
    if source is not None:
        concepts.sources.items[source.id] = source
    for dimension in reading.dimensions:
        concepts.dimensions.refer(dimension)
    row = Row(_FILE, 1, {**_PLACEHOLDERS, **reading.cells}, faults)
    figures = [figure for _, figure in observed([row], reading.dimensions, concepts)]
    wrong = reading.faults + [
        (one.column if one.column in Entry.__slots__ else CODES, as_sentence(f"{one.wrong}; {one.right}"))
        for one in faults.problems
    ]
    if wrong or not figures:
        # Of a field the first fault says all.
        raise WrongEntry(list({name: (name, text) for name, text in reversed(wrong)}.values())[::-1])
    found = Rivals(_FILE)
    drafted = replace(_filled(figures[0], reading.held), review=Review.DRAFT)
    found.add(replace(drafted, id=figure_id(drafted)), 1)
    return _described(concepts.batch(found), labels, reading.held.catalogue)


def _described(batch: Batch, labels: Mapping[str, str], held: Catalogue) -> Batch:
    """With what the ledger does not hold alone: what it holds stays as it is described there."""
    return replace(
        batch,
        indicators=tuple(
            replace(one, label=labels[one.id]) for one in batch.indicators if one.id not in held.indicators
        ),
        agents=tuple(replace(one, label=labels[one.id]) for one in batch.agents if one.id not in held.agents),
        sources=tuple(
            replace(one, title=labels.get(one.id, one.title)) for one in batch.sources if one.id not in held.sources
        ),
        dimensions=tuple(one for one in batch.dimensions if one.id not in held.dimensions),
        codes=tuple(one for one in batch.codes if (one.dimension, one.id) not in held.codes),
    )


def _filled(figure: Figure, held: Held) -> Figure:
    """With the unit and the base of the figure of its series that is the latest, where it does not say its own; and
    with its unit written as that one's is. The first of a series has what all others of its indicator have."""
    beside = held.published(SeriesKey(figure.indicator, figure.dimensions))
    alike = [one for one in beside if one.attributed_to == figure.attributed_to] or beside
    if not alike:
        found = held.told_of(figure.indicator)
        unit, universe = next(iter(found)) if len(found) == 1 else (None, None)
        return replace(figure, unit=figure.unit or unit, universe=figure.universe or universe)
    last = max(alike, key=lambda one: (one.period.iso == figure.period.iso, one.period.iso, standing(one), one.id))
    said = figure.unit or held.unit_of(figure)
    unit = last.unit if figure.unit is None or said == held.unit_of(last) else figure.unit
    return replace(figure, unit=unit, universe=figure.universe or last.universe)
