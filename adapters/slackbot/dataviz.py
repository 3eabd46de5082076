"""A chart as blocks of the answer's own message: drawn by Slack, and its figures as a table; None where one does not
fit. Their texts are bare strings, which Slack shows as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from adapters import limits
from adapters.slackbot.blockkit import Json
from adapters.slackbot.cut import shorten
from adapters.slackbot.escape import length, unescape, visible
from bot.cards.chart import Chart, Point

_MARK = "*"
"""Behind a label: something holds for this point alone, which the table or the line below says."""
_VALUE, _LABEL = "Value", "Group"


def chart_block(chart: Chart) -> Json | None:
    groups = _groups(chart)
    labels = [_marked(points) for points in _across(groups)]
    unit = _capital(chart.unit) if _fits(chart.unit, limits.SLACK_CHART_LABEL) else _VALUE
    names = [_shown(name) for name in groups] if len(groups) > 1 else [unit]
    series = [_series(name, points, labels) for name, points in zip(names, groups.values(), strict=True)]
    values = [_number(point.value) for point in chart.points]
    if not (
        _fits(chart.title, limits.SLACK_CHART_TITLE)
        and 1 <= len(series) <= limits.SLACK_CHART_SERIES
        and 1 <= len(labels) <= limits.SLACK_CHART_CATEGORIES
        and all(_fits(text, limits.SLACK_CHART_LABEL) for text in (*labels, *names))
        and len(set(labels)) == len(labels)
        and len(set(names)) == len(names)
        and all(len(points) == len(labels) for points in groups.values())
        and None not in values
    ):
        return None
    axis: Json = {"categories": labels}
    if unit not in names and _fits(chart.unit, limits.SLACK_CHART_TITLE):
        axis["y_label"] = _shown(chart.unit)
    return {
        "type": "data_visualization",
        "title": _shown(chart.title),
        "chart": {"type": chart.kind, "series": series, "axis_config": axis},
    }


def table_block(chart: Chart) -> Json | None:
    """A row a label, a column a group. The values are sorted as numbers."""
    groups = _groups(chart)
    names = list(groups) if len(groups) > 1 else [_capital(chart.unit) or _VALUE]
    header = [_text(name) for name in (chart.by or _LABEL, *names)]
    across = list(_across(groups))
    rows = [[_text(points[0].label), *map(_cell, points)] for points in across]
    characters = sum(length(cell["text"]) for cell in chain(header, *rows))
    if not (
        1 <= len(rows) <= limits.SLACK_TABLE_ROWS
        and len(header) <= limits.SLACK_TABLE_COLUMNS
        and all(len(row) == len(header) for row in rows)
        and characters <= limits.SLACK_TABLE_CHARACTERS
        and all(1 <= length(cell["text"]) <= limits.SLACK_TEXT for row in (header, *rows) for cell in row)
    ):
        return None
    return {
        "type": "data_table",
        "caption": unescape(shorten(f"{chart.title}. {chart.subtitle}", limits.SLACK_TABLE_CAPTION)),
        "rows": [header, *rows],
        "page_size": limits.SLACK_TABLE_PAGE,
    }


def notes(chart: Chart) -> str:
    """What the marks on the labels of a chart stand for; "" where there are none."""
    said = dict.fromkeys(point.note for point in chart.points if point.note)
    return f"{_MARK} {'; '.join(said)}" if said else ""


def _groups(chart: Chart) -> Mapping[str, Sequence[Point]]:
    groups: dict[str, list[Point]] = {}
    for point in chart.points:
        groups.setdefault(point.group, []).append(point)
    return groups


def _across(groups: Mapping[str, Sequence[Point]]) -> Iterator[tuple[Point, ...]]:
    """The points of all groups at one place after the other."""
    return zip(*groups.values(), strict=False)


def _series(name: str, points: Sequence[Point], labels: Sequence[str]) -> Json:
    data = [{"label": label, "value": _number(point.value)} for label, point in zip(labels, points, strict=False)]
    return {"name": name, "data": data}


def _marked(points: Iterable[Point]) -> str:
    first, *_ = points = tuple(points)
    return _shown(first.label) + (_MARK if any(point.note for point in points) else "")


def _cell(point: Point) -> Json:
    said = _shown(f"{point.shown} ({point.note})" if point.note else point.shown)
    number = _number(point.value)
    return _text(said) if number is None else {"type": "raw_number", "value": number, "text": said}


def _text(text: str) -> Json:
    return {"type": "raw_text", "text": _shown(text) or _LABEL}


def _number(value: Decimal) -> int | float | None:
    """The same value as a number of JSON; None where it would be another one."""
    number = int(value) if value == value.to_integral_value() else float(value)
    return number if Decimal(repr(number)) == value and abs(number) < 2**53 else None


def _fits(text: str, limit: int) -> bool:
    return 0 < length(_shown(text)) <= limit


def _shown(text: str) -> str:
    return visible(text).strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
