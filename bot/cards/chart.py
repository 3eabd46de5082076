"""Charts: which answers are a series or a comparison, and what their chart says. Whoever draws it decides no figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from bot.answer import Answer, CitedFigure
from bot.ask.style import HouseStyle
from bot.ask.units import is_percent
from bot.cards.layout import Kind, Layout, layout_of
from bot.domain import Outcome, Qualifier, Status
from bot.periods import PartialDate, Period

MAX_ALT = 1_000
"""Characters of alternative text: what the strictest platform takes with a file."""
_NORMAL = Status.NORMAL.value
_PERIOD = "Period"
_FEW = 8
"""With no more points than this the alternative text gives each of them."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value. `note` says what holds for it alone ("preliminary"), `shown` is the value in house style with its
    qualifier and without its unit; `group` names its line, where there are several."""

    label: str
    value: Decimal
    note: str
    shown: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis of values."""

    value: Decimal
    shown: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All text is plain. `unit` and `status` are in words; `ticks` are those of a line: bars carry their values. `by`
    is what the labels of the points are: "Period", or what tells them apart."""

    title: str
    subtitle: str
    kind: Kind
    unit: str
    points: tuple[Point, ...]
    source: str
    status: str
    alt: str
    ticks: tuple[Tick, ...] = ()
    by: str = ""

    @property
    def is_timed(self) -> bool:
        """Whether it is a series over time, and not groups side by side."""
        return self.by == _PERIOD

    def as_json(self) -> dict[str, Any]:
        """For storing: values are decimal strings."""
        body = asdict(self)
        for row in (*body["points"], *body["ticks"]):
            row["value"] = f"{row['value']:f}"
        return body

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Chart:
        """The inverse of `as_json`."""
        points = tuple(Point(**{**row, "value": Decimal(row["value"])}) for row in body["points"])
        ticks = tuple(Tick(Decimal(row["value"]), row["shown"]) for row in body["ticks"])
        return cls(**{**body, "points": points, "ticks": ticks})


def chart_of(answer: Answer, style: HouseStyle) -> Chart | None:
    """The chart of an answer whose figures are a series over time, or groups side by side; None for all others.

    Figures that were superseded are left out.
    """
    if answer.outcome is not Outcome.ANSWERED:
        return None
    figures = [figure for figure in answer.figures if figure.superseded_by is None]
    layout = layout_of(figures, answer.computation.operation if answer.computation else "")
    return _Sheet(layout, style).chart() if layout else None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One chart being written, in the house's style."""

    layout: Layout
    style: HouseStyle

    def chart(self) -> Chart:
        chart = Chart(
            title=_capital(_plain(self._subject())),
            subtitle=_plain(self._subtitle()),
            kind=self.layout.kind,
            unit=_plain(self._unit()),
            points=tuple(self._point(figure) for figure in self.layout.figures),
            source=_plain(self._source()),
            status=self._status(),
            alt="",
            ticks=self._ticks() if self.layout.kind == "line" else (),
            by=_PERIOD if self.layout.timed else _capital(_plain(self.layout.by or "")),
        )
        return replace(chart, alt=self._alt(chart))

    def _subject(self) -> str:
        first = self.layout.figures[0]
        shared = [code for dimension, code in first.dimensions if dimension != self.layout.by]
        return f"{first.indicator} ({', '.join(shared)})" if shared else first.indicator

    def _subtitle(self) -> str:
        """What tells the points apart, when, and what holds for all of them."""
        first, last = (Period(self.layout.figures[place].period) for place in (0, -1))
        whole = Period(f"{first.iso.partition('/')[0]}/{last.iso.rpartition('/')[2]}")
        universe, claimant = self._common("universe"), self._common("attributed_to")
        parts = [
            f"by {self.layout.by}" if self.layout.by else None,
            self.style.span(whole if self.layout.timed else first),
            f"base: {universe}" if universe else None,
            f"according to {claimant}" if claimant else None,
        ]
        return _capital("; ".join(part for part in parts if part))

    def _unit(self) -> str:
        unit = self.layout.figures[0].unit
        return self.style.percent if is_percent(unit) else self.style.spelling(unit or "")

    def _point(self, figure: CitedFigure) -> Point:
        name = _plain(dict(figure.dimensions).get(self.layout.by or "", "all"))
        label = self.style.span(Period(figure.period)) if self.layout.timed else name
        group = name if self.layout.timed and self.layout.by else ""
        shown = self._shown(Decimal(figure.value), Qualifier(figure.qualifier))
        return Point(label, Decimal(figure.value), _plain(self._note(figure)), shown, group)

    def _shown(self, value: Decimal, qualifier: Qualifier = Qualifier.EXACT) -> str:
        """A value as it stands beside its bar: in digits, with a percent sign if the house writes one."""
        unit = "percent" if self._unit() == "%" else None
        return replace(self.style, words_below=0).quantity(value, unit, qualifier)

    def _note(self, figure: CitedFigure) -> str:
        """What does not hold for all points alike: status if not settled, claimant, base."""
        settled = Status(figure.status).is_settled
        parts = [
            figure.status if not settled and self._differ("status") else None,
            f"claimed by {figure.attributed_to}" if figure.attributed_to and self._differ("attributed_to") else None,
            f"base: {figure.universe or 'not recorded'}" if self._differ("universe") else None,
        ]
        return ", ".join(part for part in parts if part)

    def _differ(self, attribute: str) -> bool:
        return len({getattr(figure, attribute) for figure in self.layout.figures}) > 1

    def _common(self, attribute: str) -> str | None:
        """What all figures have alike; None where they differ, or have none."""
        value: str | None = getattr(self.layout.figures[0], attribute)
        return None if self._differ(attribute) else value

    def _status(self) -> str:
        """The status of all, or the settled ones and then which are marked; "" where there is none to speak of."""
        counted = Counter(figure.status for figure in self.layout.figures)
        if counted.keys() == {_NORMAL}:
            return ""
        ranked = sorted(counted, key=lambda status: -Status(status).rank)
        if len(ranked) == 1:
            return ranked[0]
        settled = [status for status in ranked if Status(status).is_settled]
        marked = [f"{status} where marked" for status in ranked if status not in settled]
        told = ["not stated" if status == _NORMAL else status for status in settled if settled != [_NORMAL]]
        return "; ".join([" or ".join(told), *marked] if told else marked)

    def _source(self) -> str:
        """Publisher and date of each source, as far as they are recorded."""
        sources = []
        for source in dict.fromkeys(replace(figure.source, locator=None) for figure in self.layout.figures):
            when = self.style.date(PartialDate(source.published_on)) if source.published_on else None
            parts = (source.publisher or source.title, when)
            sources.append(", ".join(part for part in parts if part) or "not recorded")
        return "; ".join(dict.fromkeys(sources))

    def _ticks(self) -> tuple[Tick, ...]:
        values = [Decimal(figure.value) for figure in self.layout.figures]
        return tuple(Tick(value, self._shown(value)) for value in axis(min(values), max(values)))

    def _alt(self, chart: Chart) -> str:
        """What the chart shows, for who does not see it: each value when they are few, else the telling ones."""
        told = [
            f"{', '.join(filter(None, (point.label, point.group)))}: "
            f"{self.style.quantity(point.value, figure.unit, Qualifier(figure.qualifier))}"
            + (f" ({point.note})" if point.note else "")
            for point, figure in zip(chart.points, self.layout.figures, strict=True)
        ]
        if len(told) > _FEW:
            told = [f"{len(told)} values", *_telling(told, [point.value for point in chart.points])]
        kind = "Line chart" if chart.kind == "line" else "Bar chart"
        status = f" Status: {chart.status}." if chart.status else ""
        tail = f"{status} Source: {chart.source}."
        text = f"{kind}. {chart.title}. {chart.subtitle}. {'; '.join(told)}."
        return _cut(text, MAX_ALT - len(tail)) + tail if len(tail) < MAX_ALT // 2 else _cut(text + tail, MAX_ALT)


def _telling(told: Sequence[str], values: Sequence[Decimal]) -> list[str]:
    high, low = values.index(max(values)), values.index(min(values))
    return [f"first {told[0]}", f"last {told[-1]}", f"highest {told[high]}", f"lowest {told[low]}"]


def axis(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Round values that enclose low and high in about four steps; from zero where the line then has half the room."""
    if low >= 0 and (low <= high / 2 or low == high):
        low = Decimal(0)
    raw = (high - low) / 4 or abs(high) / 4 or Decimal(1)
    power = Decimal(1).scaleb(raw.adjusted())
    step = next(power * lead for lead in (1, 2, 5, 10) if power * lead >= raw)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = max((high / step).to_integral_value(ROUND_CEILING), first + 1)
    # In its shortest plain form, which is how the ticks are printed: neither 2E+1 nor 1.0.
    plain = Decimal(f"{step.normalize():f}")
    return tuple(Decimal(place) * plain for place in range(int(first), int(last) + 1))


def _plain(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
