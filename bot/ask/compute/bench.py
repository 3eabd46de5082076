"""The workbench of the operations: the question as read, and the figures it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from bot.ask.cells import Open, Row, Shelf
from bot.ask.grammar.cue import Cue
from bot.ask.grammar.shares import PER
from bot.ask.lengths import of_one_length
from bot.ask.lexicon import Lexicon
from bot.ask.names import union
from bot.ask.outcome import Choice, Missing, Stop
from bot.ask.prose import Prose
from bot.ask.prove.wholes import wholes
from bot.ask.query import Query
from bot.ask.reading import Reading
from bot.ask.select import Absent, Picked, Wish, across, by_rivals, figures_of, last_of, pick
from bot.ask.text import stem as stem_of
from bot.ask.when import When
from bot.ask.words import TIME_NOUNS
from bot.domain import Catalogue, Figure, Indicator, SeriesKey, Status

Load = Callable[[Sequence[int]], list[Figure]]
"""Reads the figures of these series (ids)."""
_EACH = frozenset(stem_of(word) for word in ("per", "each", "every"))
"""Stems of labels that are for each of something already."""


@dataclass
class Bench:
    """One reading of one question, with everything an operation may use.

    Of figures that disagree it hands out the first, and keeps in mind that the answer rests on a dispute (`disputes`,
    as `by_rivals`): then whatever is made of them is withheld.
    """

    query: Query
    reading: Reading
    catalogue: Catalogue
    prose: Prose
    lexicon: Lexicon
    shelf_of: Callable[[str], Shelf | None]
    load: Load
    _loaded: dict[int, list[Figure]] = field(default_factory=dict)
    passed_over: dict[Figure, None] = field(default_factory=dict)
    """What the question fits as well, but for its time or status: an answer names it beside its own."""
    disputes: dict[str, Picked] = field(default_factory=dict)

    @property
    def indicator(self) -> Indicator:
        return self.reading.entry.indicator

    @property
    def shelf(self) -> Shelf:
        return self.reading.shelf

    def figures(self, rows: Sequence[Row]) -> dict[int, list[Figure]]:
        """The figures of each series, loaded in one go."""
        lacking = [row for row in rows if row.id not in self._loaded]
        if lacking:
            by_series: dict[SeriesKey, list[Figure]] = {}
            for figure in self.load([row.id for row in lacking]):
                by_series.setdefault(figure.series, []).append(figure)
            for row in lacking:
                self._loaded[row.id] = by_series.get(row.key, [])
        return {row.id: self._loaded[row.id] for row in rows}

    @property
    def statuses(self) -> tuple[frozenset[Status], ...]:
        """The statuses that the question names, in its order; none where a label says them itself."""
        query = self.query
        return query.statuses if query.status_words & ~self.reading.carried else ()

    def wish(self) -> Wish:
        """What the question says about period, vintage and claimant."""
        return self._wish

    @cached_property
    def _wish(self) -> Wish:
        reading, query = self.reading, self.query
        named = reading.names("period")
        agents = reading.names("agent")
        publishers = {mention.id for mention in reading.names("source")}
        sources = frozenset(key for key, source in self.catalogue.sources.items() if source.publisher in publishers)
        return Wish(
            when=reading.times[0].when if len(reading.times) == 1 else self._stretch(),
            named=self.catalogue.periods[named[0].id].period if len(named) == 1 else None,
            statuses=self.statuses[0] if len(self.statuses) == 1 else None,
            as_of=query.as_of,
            first_given=self.wants(Cue.FIRST_GIVEN),
            agent=agents[0].id if agents else None,
            sources=query.sources or sources or reading.sources or None,
        )

    def _stretch(self) -> When | None:
        """Two times that span one stretch, as one time: "between 2010 and 2019"."""
        times = [time.when for time in self.reading.times]
        if not (self.query.span and len(times) == 2):
            return None
        return times[0].until(times[1])

    def row(self, bound: Mapping[str, str], shelf: Shelf | None = None) -> Row:
        """The cell with these codes. Raises Stop where none or several are held."""
        shelf = shelf or self.shelf
        found = shelf.find(bound)
        if found is None:
            raise Stop(self.no_cell(bound))
        return self._narrowed(found, bound) if isinstance(found, Open) else found

    def pick(self, row: Row, wish: Wish) -> Picked:
        """The figure of a cell that meets the wish. Raises Stop where the cell has none."""
        found = pick(self.figures([row])[row.id], wish)
        if isinstance(found, Absent):
            raise Stop(self.absent(found, wish))
        return found

    def at(self, bound: Mapping[str, str], wish: Wish | None = None, *, rests: bool = True) -> Picked:
        """The figure of the cell with these codes. Not `rests`: the answer may yet do without it."""
        found = self.pick(self.row(bound), wish or self.wish())
        if rests:
            self.rest_on([found])
        return found

    def rest_on(self, picked: Iterable[Picked]) -> None:
        """Notes that the answer, or the refusal, depends on the values of these figures."""
        self.disputes |= by_rivals(picked)

    def held(self, picked: Picked) -> str:
        """A figure on one line, with its rivals."""
        return self.prose.short(*picked.figures)

    def lacks(self, words: str, sentence: str, *picked: Picked) -> Stop:
        """What stops an operation whatever the values are; of a figure the sentence tells what is `held`."""
        return Stop(Missing(words, sentence, figures_of(picked), regardless=True))

    def lacks_each(self, noun: str, picked: Picked) -> Stop:
        sentence = f"We hold no figure for each {noun}, only this: {self.held(picked)}."
        return self.lacks(f"a figure for each {noun}", sentence, picked)

    def together(self, cells: Sequence[Mapping[str, str]], wish: Wish | None = None) -> list[Picked]:
        """The figures of several cells for one period: the last that all of them have, where no time is named."""
        wish = wish or self.wish()
        found = [self.at(bound, wish) for bound in cells]
        if wish.when is not None or wish.named is not None or len({one.figure.period for one in found}) == 1:
            return found
        held = [self._by_period(self.figures([row])[row.id], wish) for row in map(self.row, cells)]
        common = set.intersection(*({one.figure.period for one in series} for series in held))
        last = next((one.figure.period for one in reversed(held[0]) if one.figure.period in common), None)
        return found if last is None else [self.at(bound, replace(wish, named=last)) for bound in cells]

    def along(self, dimension: str, bound: Mapping[str, str], wish: Wish | None = None) -> dict[str, Picked]:
        """Code -> figure, for every code of a dimension that has a figure meeting the wish, all for one period."""
        wish = wish or self.wish()
        rows = self.shelf.along(dimension, bound)
        loaded = self.figures(list(rows.values()))
        found = {code: pick(loaded[row.id], wish) for code, row in rows.items()}
        picked = {code: one for code, one in found.items() if isinstance(one, Picked)}
        if not picked and found:
            absent = next(one for one in found.values() if isinstance(one, Absent))
            raise Stop(self.absent(absent, wish))
        latest = max((one.figure.period.end for one in picked.values() if one.figure.period.end), default=None)
        last = {code: one for code, one in picked.items() if one.figure.period.end == latest or latest is None}
        values = {code: one.figure.value for code, one in last.items()}
        left_out = wholes(dimension, values, self.catalogue.codes)
        together = {code: one for code, one in last.items() if code not in left_out}
        self.rest_on(together.values())
        return together

    def over_time(self, bound: Mapping[str, str], *, rests: bool = True) -> list[Picked]:
        """The cell's figures for every period within the times named, oldest first. Not `rests`: the answer may do
        without some of them."""
        row = self.row(bound)
        figures = self.figures([row])[row.id]
        wish = self.wish()
        within = [
            figure
            for figure in figures
            if (wish.when is None or wish.when.fits(figure.period))
            and (wish.named is None or wish.named.covers(figure.period))
        ]
        if wish.when is None and wish.named is None and wish.statuses is None:
            within = [figure for figure in within if figure.status is not Status.FORECAST] or within
        found = self._by_period(of_one_length(within, self.query.axis), replace(wish, when=None, named=None))
        if not found:
            raise Stop(self.absent(Absent("period", last_of(figures, 3)), wish))
        if rests:
            self.rest_on(found)
        return found

    def over_time_of(self, bound: Mapping[str, str]) -> list[Picked]:
        """The cell's figures for every period held, whatever times the question names, oldest first."""
        row = self.row(bound)
        return self._by_period(self.figures([row])[row.id], replace(self.wish(), when=None, named=None))

    def _by_period(self, figures: Sequence[Figure], wish: Wish) -> list[Picked]:
        found = [
            one
            for period in {figure.period: None for figure in figures}
            if isinstance(one := pick([figure for figure in figures if figure.period == period], wish), Picked)
        ]
        return sorted(found, key=lambda one: (one.figure.period.end or date.max, one.figure.period.days or 0))

    def wants(self, *cues: Cue) -> bool:
        """Whether the question has one of these cues in words that are not just part of a label."""
        return not self._cues.isdisjoint(cues)

    @cached_property
    def _cues(self) -> frozenset[Cue]:
        return frozenset(cue for cue, words in self.query.cues.items() if words & ~self.reading.carried)

    def axis_dimension(self) -> str | None:
        """The dimension that "which party" asks about, where the question leaves it open."""
        for dimension in self.shelf.codes:
            words = self.lexicon.dimension_words.get(dimension, frozenset())
            if dimension not in self.reading.single and words & set(self.query.axis):
                return dimension
        return None

    @cached_property
    def per(self) -> str | None:
        """The noun that a figure is wanted for each of ("per school"); None for times, for a label's own words, and for
        whoever said so ("per the Mayor")."""
        sentence = self.query.sentence
        match = PER.search(sentence.joined)
        if match is None:
            return None
        said_by = union((*self.reading.names("agent"), *self.reading.names("source")))
        if said_by & sentence.mask(*match.span("noun")):
            return None
        own, stem = self.reading.entry.words, stem_of(match["noun"])
        return None if stem in TIME_NOUNS or (own & _EACH and stem in own) else match["noun"]

    def free_dimensions(self) -> list[str]:
        """Dimensions that the question leaves open and that have no total to fall back on."""
        return [
            dimension
            for dimension in self.shelf.codes
            if dimension not in self.reading.bound
            and dimension not in self.shelf.totals
            and all(dimension in dict(row.key.dimensions) for row in self.shelf.rows)
        ]

    def unnamed_dimensions(self) -> list[str]:
        """Dimensions with several codes of which the question names none."""
        return [key for key, codes in self.shelf.codes.items() if key not in self.reading.bound and len(codes) > 1]

    def lexicon_universes(self, indicator: str) -> tuple[str, ...]:
        return self.lexicon.entry(indicator).universes

    def no_cell(self, bound: Mapping[str, str]) -> Missing:
        words = ", ".join(self.prose.code(dimension, code) for dimension, code in bound.items())
        sentence = f"We don't hold that: there is no figure for {words} together in “{self.indicator.label}”."
        return Missing(words, sentence)

    def absent(self, absent: Absent, wish: Wish) -> Missing | Choice:
        """What to say of a wish that a series does not meet: what it lacks, or which of several is meant."""
        if absent.slot == "several":
            return Choice("period", absent.nearest)
        words, sentence = self.prose.absent(absent, wish, self.indicator)
        return Missing(words, sentence, absent.nearest)

    def _asks_what_changed(self) -> bool:
        """Whether it is the change of a figure from its earlier vintage that is asked for, as no times are named."""
        return self.wants(Cue.RISE, Cue.FALL, Cue.CHANGE) and bool(self.statuses) and not self.reading.times

    def _narrowed(self, found: Open, bound: Mapping[str, str]) -> Row:
        """Of several cells, the only one with a figure that meets the wish. Raises Stop where more have one."""
        wish = self.wish()
        loaded = self.figures(found.rows)
        wishes = [replace(wish, statuses=statuses) for statuses in self.statuses] or [wish]
        held = {row: [pick(loaded[row.id], one) for one in wishes] for row in found.rows}
        picked = {
            row: ones[-1]
            for row, ones in held.items()
            if all(isinstance(one, Picked) for one in ones) and isinstance(ones[-1], Picked)
        }
        if len(picked) > 1 and self._asks_what_changed():
            picked = {row: one for row, one in picked.items() if one.replaces} or picked
        if len(picked) == 1 and len(found.rows) > 1:
            others = (pick(loaded[row.id], Wish()) for row in found.rows if row not in picked)
            self.passed_over |= dict.fromkeys(figures_of(one for one in others if isinstance(one, Picked)))
            return next(iter(picked))
        if picked:
            raise Stop(Choice(self.prose.dimension(found.dimension), figures_of(picked.values())))
        several = [one for *_, one in held.values() if isinstance(one, Absent) and one.slot == "several"]
        if len(several) > 1:
            raise Stop(Choice(f"{self.prose.dimension(found.dimension)} and period", across(several)))
        absent = pick(loaded[found.rows[0].id], wish)
        raise Stop(self.absent(absent, wish) if isinstance(absent, Absent) else self.no_cell(bound))
