"""Sentences: how figures, series, sources and what is lacking are put into words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.answer import Option
from bot.ask.offers import reading_of
from bot.ask.select import Absent, Wish
from bot.ask.style import HouseStyle
from bot.domain import Catalogue, Dimensions, Figure, Indicator, Qualifier, Status
from bot.ledger.vintage import side_by_side
from bot.periods import PartialDate, Period
from bot.zones import day_in

_MOST = 12
"""Rivals that are told one by one."""
_MARKS = frozenset({"y", "n", "true", "false"})
_STATUS_NOTE = {
    Status.FORECAST: "a forecast",
    Status.PRE_ELECTION: "from before the election",
    Status.UNOFFICIAL_PARTIAL: "unofficial, of a partial count",
    Status.UNOFFICIAL_COMPLETE: "unofficial, of a complete count",
    Status.OFFICIAL: "official",
    Status.RECOUNT: "from a recount",
    Status.CERTIFIED: "certified",
    Status.AMENDED: "amended",
    Status.ESTIMATE: "an estimate",
    Status.PRELIMINARY: "preliminary",
    Status.PROVISIONAL: "provisional",
    Status.FINAL: "final",
    Status.NORMAL: "",
}


@dataclass(frozen=True, slots=True)
class Prose:
    """Words for the things of one ledger, in the house's style."""

    catalogue: Catalogue
    style: HouseStyle

    def dimension(self, id_: str) -> str:
        dimension = self.catalogue.dimensions.get(id_)
        return self.style.spelling(dimension.label if dimension else id_)

    def code(self, dimension: str, code: str) -> str:
        found = self.catalogue.codes.get((dimension, code))
        return self.style.spelling(found.label if found else code)

    def codes(self, dimensions: Dimensions) -> str:
        return ", ".join(self._code_told(dimension, code) for dimension, code in dimensions)

    def _code_told(self, dimension: str, code: str) -> str:
        """A code as it stands among others; one that only says yes or no, with what it answers: "elected: Y"."""
        label = self.code(dimension, code)
        return f"{self.dimension(dimension)}: {label}" if label.lower() in _MARKS else label

    def subject(self, indicator: str, dimensions: Dimensions) -> str:
        """What a series measures: "catch (Hoki, North)"."""
        label = self.label(indicator)
        return f"{label} ({self.codes(dimensions)})" if dimensions else label

    def value(self, figure: Figure) -> str:
        return self.style.quantity(
            figure.value, figure.unit or self.catalogue.indicators[figure.indicator].unit, figure.qualifier
        )

    def values(self, rivals: Sequence[Figure]) -> str:
        """The value of a figure; of rivals all of them, and that they disagree."""
        told = self.list_of(_shortened([self.value(figure) for figure in rivals]), "or")
        return told if len(rivals) == 1 else f"{told}, which disagree"

    def period(self, period: Period) -> str:
        """A period with its preposition, by the name the ledger gives it where there is one."""
        named = next((named for named in self.catalogue.periods.values() if named.period == period), None)
        if named is not None:
            label = self.style.spelling(named.label)
            return label if label.split(" ")[0].lower() in _PREPOSITIONS else f"in {label}"
        return self.style.period(period)

    def status(self, figure: Figure) -> str:
        return _STATUS_NOTE[figure.status]

    def claimant(self, figure: Figure) -> str | None:
        agent = self.catalogue.agents.get(figure.attributed_to or "")
        return self.style.spelling(agent.label) if agent else figure.attributed_to

    def source(self, figure: Figure) -> str:
        """Where a figure stands, as `cited`."""
        return self.cited(figure.source, figure.published_on, figure.locator)

    def cited(self, source: str | None, published: PartialDate | None, locator: str | None) -> str:
        """Publisher, date and locator, as far as they are recorded; only where nothing is, that is said."""
        return self._recorded(source, published, locator) or "source not recorded"

    def is_cited(self, figure: Figure) -> bool:
        """Whether anything of where a figure stands is recorded."""
        return bool(self._recorded(figure.source, figure.published_on, figure.locator))

    def _recorded(self, source: str | None, published: PartialDate | None, locator: str | None) -> str:
        found = self.catalogue.sources.get(source or "")
        publisher = (found.publisher or found.title) if found else None
        parts = (publisher, self.style.date(published) if published else None, locator)
        return ", ".join(part for part in parts if part)

    def withdrawn(self, at: datetime, zone: str, than: Figure | None = None) -> str:
        """That a later figure (than another) was withdrawn, on the day that it was in a zone, as a clause."""
        which = f"than {self.value(than)}{self.tail(than)} " if than else ""
        day = PartialDate(day_in(at, zone).isoformat())
        return f"a later figure {which}was withdrawn on {self.style.date(day)}"

    def tail(self, figure: Figure) -> str:
        """Period and status as they end a sentence: " in 2020 (final)"."""
        period = self.period(figure.period)
        status = self.status(figure)
        return (f" {period}" if period else "") + (f" ({status})" if status else "")

    def short(self, *rivals: Figure) -> str:
        """A figure, or rivals, on one line, for lists: "catch (Hoki), in 2020, final: 9,250 tonnes"."""
        figure = rivals[0]
        parts = [self.subject(figure.indicator, figure.dimensions), self.period(figure.period), self.status(figure)]
        return ", ".join(part for part in parts if part) + f": {self.values(rivals)}"

    def sources(self, rivals: Sequence[Figure]) -> str:
        """Where a figure, or each of its rivals, stands; what they share is said once."""
        return "; ".join(_shortened(list(dict.fromkeys(map(self.source, rivals)))))

    def replaced(self, then: Sequence[Figure], now: Sequence[Figure]) -> str:
        """What became of a figure, or of rivals, that was superseded, as a sentence without its lead."""
        was = "was" if len(then) == 1 else "were"
        led = "" if len(now) == 1 else "figures of equal standing that disagree: "
        by = f"{led}{self.list_of(list(map(self.value, now)))}{self.tail(now[0])} ({self.sources(now)})"
        return f"{self.list_of(list(map(self.value, then)))}{self.tail(then[0])} {was} replaced by {by}."

    def label(self, indicator: str) -> str:
        """What an indicator is called; names as programs write them with spaces: "vote_share" is a vote share."""
        label = self.style.spelling(self.catalogue.indicators[indicator].label)
        return label if " " in label else label.replace("_", " ").strip()

    def apart(self, one: Figure, other: Figure) -> tuple[str, str]:
        """What tells two figures apart: their differing codes, or else their periods, or else their statuses."""
        if one.dimensions != other.dimensions:
            return self._only(one.dimensions, other.dimensions), self._only(other.dimensions, one.dimensions)
        if one.period != other.period:
            return self.style.span(one.period), self.style.span(other.period)
        return self.status(one) or one.status.value, self.status(other) or other.status.value

    def shared(self, figures: Sequence[Figure]) -> str:
        """The label of several figures of one indicator, with the codes that all of them have."""
        common = set(figures[0].dimensions)
        for figure in figures[1:]:
            common &= set(figure.dimensions)
        return self.subject(figures[0].indicator, tuple(sorted(common)))

    def own_codes(self, figure: Figure, figures: Sequence[Figure]) -> str:
        """The codes of one figure that not all of the others have."""
        rest = {pair for pair in figure.dimensions if any(pair not in other.dimensions for other in figures)}
        return self.codes(tuple(sorted(rest)))

    def moment(self, figure: Figure, other: Figure) -> str:
        """What tells a figure from an earlier or later one of its series, as it ends a phrase."""
        if figure.period != other.period:
            period = self.period(figure.period)
            return f" {period}" if period else ""
        if figure.dimensions != other.dimensions:
            return f" ({self.apart(figure, other)[0]})"
        status = self.status(figure) or (self.style.date(figure.published_on) if figure.published_on else "")
        return f" ({status})" if status else ""

    def _only(self, own: Dimensions, other: Dimensions) -> str:
        return self.codes(tuple(pair for pair in own if pair not in other)) or "all"

    def options(self, figures: Sequence[Figure]) -> Iterator[Option]:
        """Figures as choices: the line, the value, and a complete question and a meaning that lead there alone. Rivals
        are one choice, without a value."""
        for rivals in side_by_side(figures):
            figure, text = rivals[0], self.short(*rivals)
            unit = figure.unit or self.catalogue.indicators[figure.indicator].unit
            value = f"{figure.value:f}" if len(rivals) == 1 else None
            ids = tuple(one.id for one in rivals)
            ask, reading = self.question_for(figure), reading_of(figure)
            yield Option(text[:1].upper() + text[1:], value, unit, ids, ask, reading)

    def question_for(self, figure: Figure) -> str:
        """A complete question that leads to this figure's series and period alone."""
        parts = [self.label(figure.indicator), *(self.code(*pair) for pair in figure.dimensions)]
        if figure.period.iso:
            parts.append(self.period(figure.period))
        if not figure.status.is_settled:
            parts.append(figure.status.value)
        return ", ".join(parts)

    def list_of(self, parts: list[str], last: str = "and") -> str:
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {last} {parts[-1]}"

    def absent(self, absent: Absent, wish: Wish, indicator: Indicator) -> tuple[str, str]:
        """The words for what a series lacks, and the sentence that says so."""
        label = f"“{self.style.spelling(indicator.label)}”"
        if absent.slot == "as-of" and wish.as_of is not None:
            day = self.style.date(PartialDate(wish.as_of.isoformat()))
            return (
                f"anything published by {day}",
                f"We don't hold that: nothing on {label} had been published by {day}.",
            )
        if absent.slot == "status" and wish.statuses:
            words = "a " + " or ".join(sorted(status.value for status in wish.statuses)) + " figure"
            time = "there" if wish.when is None and wish.named is None else self._time(wish)
            return words, f"We don't hold that: {label} has no {words[2:]} {time}."
        if absent.slot == "agent" and wish.agent:
            words = f"a figure from {self.catalogue.agents[wish.agent].label}"
            return (
                words,
                f"We don't hold that: no figure on {label} is attributed to {self.catalogue.agents[wish.agent].label}.",
            )
        if absent.slot == "source":
            return "that source", f"We don't hold that: no figure on {label} comes from that source."
        words = self._time(wish)
        return words, f"We don't hold that: {label} has no figure {words}."

    def _time(self, wish: Wish) -> str:
        if wish.when is not None:
            return (
                self.style.period(wish.when.period) if wish.when.period else f"for that month ({wish.when.month_name})"
            )
        if wish.named is not None:
            return self.period(wish.named)
        return "for that period"

    def qualified(self, qualifiers: list[Qualifier]) -> Qualifier:
        """The qualifier of something computed: exact only where every input is."""
        different = {qualifier for qualifier in qualifiers if qualifier is not Qualifier.EXACT}
        return Qualifier.ABOUT if different else Qualifier.EXACT


def _shortened(told: list[str]) -> list[str]:
    """The first of many, and the number of the others."""
    return told if len(told) <= _MOST else [*told[:_MOST], f"{len(told) - _MOST:,} more"]


_PREPOSITIONS = frozenset(
    ["in", "on", "at", "since", "before", "after", "during", "until", "over", "from", "between", "by"]
)
