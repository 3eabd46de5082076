"""A chart as a Vega-Lite specification: columns or bars from zero with their values, or lines over round ticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from adapters.chartpage import GRID, GROUND, INK, INNER, QUIET, Json, Page, Type
from bot.cards.chart import Chart, Point

_TITLE, _SUBTITLE, _UNIT, _FOOT = Type(19, weight="bold"), Type(14, QUIET), Type(13, INK, "bold"), Type(12, QUIET)
_LABEL, _NOTE, _VALUE = Type(13), Type(12, QUIET), Type(13, weight="bold")
_COLOURS = ("#0b5a8f", "#c44e00", "#4b7a1f", "#7b3f98")
"""Lines by group; told apart in grey and by the colour-blind too. Bars have the first."""
_NOTED = 0.55
"""Opacity of a bar whose point has a note."""
_PLOT = 240
"""Pixels between the lowest and the highest value of columns and lines."""
_BAR, _APART = 22, 10
_MOST_COLUMNS = 12
_MOST_DOTS = 30
_EDGE = 40
"""Pixels from the first and last place to the edge: half of a label."""
_LABEL_LINES = 3

Scale = Callable[[Decimal], float]


def spec_of(chart: Chart) -> Json:
    """The Vega-Lite specification of a chart, complete with its data."""
    page = Page()
    page.paragraph(chart.title, _TITLE, 4)
    page.y += 3
    page.paragraph(chart.subtitle, _SUBTITLE, 4)
    page.y += 8
    page.paragraph(chart.unit[:1].upper() + chart.unit[1:], _UNIT, 2)
    page.y += 6
    if chart.kind == "line":
        _lines(page, chart)
    elif _upright(chart.points):
        _columns(page, chart.points)
    else:
        _bars(page, chart.points)
    page.y += 14
    if chart.status:
        page.paragraph(f"Status: {chart.status}", _FOOT, 2)
    page.paragraph(f"Source: {chart.source}", _FOOT, 4)
    return page.spec()


def _scale(values: Sequence[Decimal], start: float, end: float) -> Scale:
    """From values to pixels: the lowest at `start`, the highest at `end`."""
    low, high = min(values), max(values)
    length = high - low or Decimal(1)
    return lambda value: start + float((value - low) / length) * (end - start)


def _upright(points: Sequence[Point]) -> bool:
    """Whether all labels, notes and values have room under and over columns."""
    band = INNER / len(points) - 8
    return len(points) <= _MOST_COLUMNS and all(
        _LABEL.fits(point.label, band, _LABEL_LINES)
        and _NOTE.fits(point.note, band, _LABEL_LINES)
        and _VALUE.width(point.shown) <= band
        for point in points
    )


def _columns(page: Page, points: Sequence[Point]) -> None:
    values = [Decimal(0), *(point.value for point in points)]
    below = _VALUE.leading if min(values) < 0 else 0
    top = page.y + _VALUE.leading
    place = _scale(values, top + _PLOT, top)
    band = INNER / len(points)
    wide = min(band * 0.65, 84)
    foot = top + _PLOT + below + 6
    page.y = foot
    for number, point in enumerate(points):
        middle, end, zero = (number + 0.5) * band, place(point.value), place(Decimal(0))
        page.bar((middle - wide / 2, middle + wide / 2), (zero, end), _COLOURS[0], _NOTED if point.note else 1)
        beyond = _VALUE.leading * (0.55 if point.value < 0 else -0.55)
        page.text(point.shown, middle, end + beyond, _VALUE, "center")
        lines = _LABEL.wrapped(point.label, band - 8, _LABEL_LINES)
        notes = _NOTE.wrapped(point.note, band - 8, _LABEL_LINES)
        page.stack(lines, middle, foot, _LABEL, "center")
        page.stack(notes, middle, foot + len(lines) * _LABEL.leading, _NOTE, "center")
        page.y = max(page.y, foot + len(lines) * _LABEL.leading + len(notes) * _NOTE.leading)
    page.rule((0, place(Decimal(0))), (INNER, place(Decimal(0))), INK)


def _bars(page: Page, points: Sequence[Point]) -> None:
    column = min(230.0, max(max(_LABEL.width(point.label), _NOTE.width(point.note)) for point in points) + 8)
    room = min(160.0, max(_VALUE.width(point.shown) for point in points) + 10)
    values = [Decimal(0), *(point.value for point in points)]
    start = column + 10 + (room if min(values) < 0 else 0)
    place = _scale(values, start, INNER - (room if max(values) > 0 or not min(values) else 0))
    zero, top = place(Decimal(0)), page.y
    for point in points:
        lines = _LABEL.wrapped(point.label, column, _LABEL_LINES)
        notes = _NOTE.wrapped(point.note, column, _LABEL_LINES)
        said = len(lines) * _LABEL.leading + len(notes) * _NOTE.leading
        tall = max(_BAR, said)
        middle, end = page.y + tall / 2, place(point.value)
        page.stack(lines, column, middle - said / 2, _LABEL, "right")
        page.stack(notes, column, middle - said / 2 + len(lines) * _LABEL.leading, _NOTE, "right")
        page.bar((zero, end), (middle - _BAR / 2, middle + _BAR / 2), _COLOURS[0], _NOTED if point.note else 1)
        shown = _VALUE.wrapped(point.shown, room, 1)[0]
        page.text(shown, end + (-6 if point.value < 0 else 6), middle, _VALUE, "right" if point.value < 0 else "left")
        page.y += tall + _APART
    page.rule((zero, top - 4), (zero, page.y - _APART + 4), INK)


def _lines(page: Page, chart: Chart) -> None:
    groups: dict[str, list[Point]] = {}
    for point in chart.points:
        groups.setdefault(point.group, []).append(point)
    labels = [point.label for point in next(iter(groups.values()))]
    top = page.y + 10
    down = _scale([tick.value for tick in chart.ticks], top + _PLOT, top)
    left = max(_LABEL.width(tick.shown) for tick in chart.ticks) + 8
    names = max(_VALUE.width(f"{point.group} {point.shown}") for point in chart.points) + _EDGE / 2
    right = INNER - min(170.0, names) if len(groups) > 1 else INNER
    for tick in chart.ticks:
        page.rule((left, down(tick.value)), (right, down(tick.value)), GRID if tick.value else INK)
        page.text(tick.shown, left - 8, down(tick.value), _LABEL, "right")
    first, last = left + _EDGE, right - (_EDGE if len(groups) == 1 else 8)
    apart = (last - first) / max(1, len(labels) - 1)
    across = [first + number * apart for number in range(len(labels))]
    drawn = list(zip(_COLOURS, groups.values(), strict=False))
    _line_values(page, [points for _, points in drawn], across, down)
    for colour, points in drawn:
        _line(page, points, [(x, down(point.value)) for x, point in zip(across, points, strict=True)], colour)
    if len(groups) > 1:
        _end_labels(page, [points[-1] for _, points in drawn], right + 6, down)
    page.y = top + _PLOT + 28  # A value may stand under the lowest line.
    _period_labels(page, labels, across, apart)
    _legend(page, chart.points)


def _line(page: Page, points: Sequence[Point], places: Sequence[tuple[float, float]], colour: str) -> None:
    """The line, with a dot for each value where they are few; a hollow one has a note."""
    page.line(places, colour)
    for point, (x, y) in zip(points, places, strict=True):
        if point.note or len(points) <= _MOST_DOTS:
            page.dot(x, y, colour, hollow=bool(point.note))


def _line_values(page: Page, groups: Sequence[Sequence[Point]], across: Sequence[float], down: Scale) -> None:
    """All values where there is room; else of one line the first, the last, the highest and the lowest.

    Of two lines the upper has its values above it, the lower below. The end of each of several lines is told there.
    """
    points = groups[0]
    wide = max(_VALUE.width(point.shown) for group in groups for point in group)
    roomy = len(points) < 2 or wide <= across[1] - across[0]
    if len(groups) == 2 and roomy:
        for one, other, x in list(zip(*groups, across, strict=True))[:-1]:
            upper = one.value >= other.value
            _value_beside(page, one, x, down, -15 if upper else 15, _COLOURS[0])
            _value_beside(page, other, x, down, 15 if upper else -15, _COLOURS[1])
    if len(groups) > 1:
        return
    values = [point.value for point in points]
    ends = {0, len(points) - 1, values.index(max(values)), values.index(min(values))}
    for place in range(len(points)) if roomy else sorted(ends):
        before, after = values[max(place - 1, 0)], values[min(place + 1, len(values) - 1)]
        under = 2 * values[place] < before + after
        slope = 1 if before < values[place] < after else -1 if before > values[place] > after else 0
        x = across[place] + 6 * (slope if under else -slope)
        _value_beside(page, points[place], x, down, 15 if under else -15, INK)


def _value_beside(page: Page, point: Point, x: float, down: Scale, away: float, colour: str) -> None:
    """A value over or under its dot, on a ground that hides the grid."""
    y, half = down(point.value) + away, _VALUE.width(point.shown) / 2
    page.bar((x - half, x + half), (y - 8, y + 8), GROUND, 1)
    page.text(point.shown, x, y, _VALUE._replace(colour=colour), "center")


def _end_labels(page: Page, ends: Sequence[Point], x: float, down: Scale) -> None:
    """Each line's name and last value at its end, in its colour, and none upon another."""
    filled = float("-inf")
    for place, point in sorted(enumerate(ends), key=lambda end: -end[1].value):
        filled = max(down(point.value), filled + _VALUE.leading)
        type_ = _VALUE._replace(colour=_COLOURS[place])
        page.text(type_.wrapped(f"{point.group} {point.shown}", INNER - x, 1)[0], x, filled, type_)


def _period_labels(page: Page, labels: Sequence[str], across: Sequence[float], apart: float) -> None:
    """Periods under their places, the last of them and as many before it as there is room for."""
    every = next(
        (
            every
            for every in range(1, len(labels))
            if all(_LABEL.fits(label, every * apart - 10, _LABEL_LINES) for label in labels[::-every])
        ),
        max(1, len(labels) - 1),
    )
    deepest = 0
    for place in range(len(labels) - 1, -1, -every):
        lines = _LABEL.wrapped(labels[place], every * apart - 10, _LABEL_LINES)
        page.stack(lines, across[place], page.y, _LABEL, "center")
        deepest = max(deepest, len(lines))
    page.y += deepest * _LABEL.leading


def _legend(page: Page, points: Sequence[Point]) -> None:
    """What a hollow dot stands for."""
    notes = dict.fromkeys(point.note for point in points if point.note)
    if not notes:
        return
    page.y += 8
    page.dot(6, page.y + _NOTE.leading / 2, QUIET, hollow=True)
    lines = _NOTE.wrapped("; ".join(notes), INNER - 16, 3)
    page.stack(lines, 16, page.y, _NOTE)
    page.y += _NOTE.leading * len(lines)
