"""Charts as pictures: what Vega-Lite is told, and that it draws it."""

from __future__ import annotations

import struct
import threading
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chartpage import GROUND, INNER, clean
from adapters.charts import png, warm_up
from adapters.chartspec import spec_of
from bot.cards.chart import Chart, Point, Tick, axis
from bot.cards.layout import Kind

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def point(label: str, value: str, note: str = "", group: str = "") -> Point:
    return Point(label, Decimal(value), note, value.replace("-", "−"), group)


def chart(points: Sequence[Point], kind: Kind = "bar", title: str = "Fish landed") -> Chart:
    values = [one.value for one in points]
    ticks = tuple(Tick(tick, f"{tick:f}") for tick in axis(min(values), max(values))) if kind == "line" else ()
    return Chart(
        title, "By port; 2020", kind, "tonnes", tuple(points), "Harbour Office, March 2021", "final", "", ticks
    )


COLUMNS = chart([point("Hoki", "40"), point("Mullet", "-15"), point("Eel", "10", "preliminary")])
BARS = chart(
    [point(f"Ōtākou and the wharves of the outer harbour {number}", str(900 * number)) for number in range(12)]
)
LINE = chart([point(f"{month} 2020", str(place**2)) for place, month in enumerate(MONTHS)], "line")
LINES = chart(
    [point(month, str(place), "", group) for group in ("Hoki", "Eel") for place, month in enumerate(MONTHS)], "line"
)


def layers(spec: dict[str, Any], mark: str) -> Iterator[dict[str, Any]]:
    return (layer for layer in spec["layer"] if layer["mark"]["type"] == mark)


def texts(spec: dict[str, Any]) -> list[str]:
    return [row["text"] for layer in layers(spec, "text") for row in layer["data"]["values"]]


def rectangles(spec: dict[str, Any]) -> list[dict[str, float]]:
    return [layer["data"]["values"][0] for layer in layers(spec, "rect") if layer["mark"]["color"] != GROUND]


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize("drawn", [COLUMNS, BARS, LINE, LINES], ids=["columns", "bars", "line", "lines"])
def test_a_picture_of_a_size_for_chats(drawn: Chart) -> None:
    picture = png(drawn)
    width, height = size(picture)
    assert width == 1200
    assert 400 < height < 2000
    assert len(picture) < 200_000


@pytest.mark.parametrize("drawn", [COLUMNS, BARS, LINE, LINES], ids=["columns", "bars", "line", "lines"])
def test_all_that_must_be_on_it_is(drawn: Chart) -> None:
    said = texts(spec_of(drawn))
    assert {"Fish landed", "By port; 2020", "Tonnes", "Status: final"} < set(said)
    assert "Source: Harbour Office, March 2021" in said
    assert spec_of(drawn)["background"] == GROUND


@pytest.mark.parametrize("drawn", [COLUMNS, BARS], ids=["columns", "bars"])
def test_each_bar_has_its_value_and_its_length_from_zero(drawn: Chart) -> None:
    spec = spec_of(drawn)
    upright = drawn is COLUMNS
    lengths = [one["y"] - one["y2"] if upright else one["x2"] - one["x"] for one in rectangles(spec)]
    values = [float(one.value) for one in drawn.points]
    scale = max(lengths, key=abs) / max(values, key=abs)
    assert lengths == pytest.approx([scale * value for value in values])
    assert len({one["y" if upright else "x"] for one in rectangles(spec)}) == 1
    assert {one.shown for one in drawn.points} < set(texts(spec))


def test_a_marked_value_looks_different_and_says_why() -> None:
    spec = spec_of(COLUMNS)
    opacities = [layer["mark"]["opacity"] for layer in layers(spec, "rect")]
    assert opacities[0] == opacities[1] == 1 > opacities[2]
    assert "preliminary" in texts(spec)
    line = spec_of(chart([point(month, "1", "preliminary" if month == "May" else "") for month in MONTHS], "line"))
    assert sum(layer["mark"]["fill"] == GROUND for layer in layers(line, "point")) == 2, "the dot and its legend"
    assert "preliminary" in texts(line)


def test_a_line_goes_through_its_values_in_order() -> None:
    (line,) = layers(spec_of(LINE), "line")
    rows = line["data"]["values"]
    assert [row["place"] for row in rows] == list(range(12))
    assert [row["x"] for row in rows] == sorted(row["x"] for row in rows)
    heights = [row["y"] for row in rows]
    share = [(heights[0] - height) / (heights[0] - heights[-1]) for height in heights]
    assert share == pytest.approx([place**2 / 121 for place in range(12)])


def test_several_lines_are_named_at_their_ends() -> None:
    spec = spec_of(LINES)
    assert len({layer["mark"]["color"] for layer in layers(spec, "line")}) == 2
    assert {"Hoki 11", "Eel 11"} < set(texts(spec))


def test_periods_thin_out_but_the_last_one_stands() -> None:
    long = [point(f"{MONTHS[place % 12]} {2000 + place // 12}", str(place)) for place in range(240)]
    said = texts(spec_of(chart(long, "line")))
    assert "2019" in said
    assert sum(text in MONTHS or text.split()[0] in MONTHS for text in said) < 12


TRICKS = [
    "datum.x", "{{datum.text}}", "' + datum.secret + '", '"quoted"', "a\nb\x00\x1b[31m", "<svg onload=alert(1)>",
    "&amp;", "]]>", "\ud800", "\u202egnol", "$", "null", "1e400", "https://harbour.example/a.png", "x" * 500, " ",
]  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS, ids=ascii)
def test_no_text_is_more_than_text(trick: str) -> None:
    drawn = chart([point(trick, "1", trick), point("Eel", "2"), point("Hoki", "3")], title=trick)
    assert size(png(drawn))[0] == 1200
    _only_data(spec_of(drawn), clean(trick))


@given(st.text(), st.text(), st.sampled_from(["bar", "line"]))
def test_any_text_changes_data_alone(label: str, title: str, kind: Kind) -> None:
    drawn = chart([point(label, "1"), point("Eel", "2", label), point("Hoki", "3")], kind, title)
    _only_data(spec_of(drawn), clean(label))


def _only_data(spec: dict[str, Any], said: str) -> None:
    """Whatever the labels are, the encodings name the same fields, nothing is an expression, and each text is clean."""
    for layer in spec["layer"]:
        assert not {"transform", "params"} & set(layer)
        for channel, encoding in layer["encoding"].items():
            assert encoding["field"] == {"order": "place"}.get(channel, channel)
            assert set(encoding) <= {"field", "type", "scale", "axis"}
        assert all(not isinstance(value, dict) for value in layer["mark"].values())
    assert all(clean(text) == text for text in texts(spec))
    if said and len(said) < 20:
        assert said.replace(" ", "") in "".join(texts(spec)).replace(" ", "")


def test_a_label_that_looks_like_an_expression_is_drawn_as_it_is() -> None:
    """The picture with the label differs from one without it, and from one with what the expression would give."""
    pictures = {
        png(chart([point(label, "1"), point("Eel", "2"), point("Hoki", "3")])) for label in ("datum.x", "", "0")
    }
    assert len(pictures) == 3


def test_macrons_are_drawn() -> None:
    with_them, without = (png(chart([point(one, "1"), point("Eel", "2")])) for one in ("Māori", "Maori"))
    assert with_them != without


def test_extreme_values_stay_on_the_page() -> None:
    for values in (["0", "0", "0"], ["-1", "-2", "-3"], ["0.0000001", "1000000000000000", "-5"], ["1E+400", "1", "2"]):
        for label in ("x", "a label that is much too long for a column under it"):
            for one in rectangles(spec_of(chart([point(label, value) for value in values]))):
                assert 0 <= min(one["x"], one["x2"]) <= max(one["x"], one["x2"]) <= INNER


def test_threads_draw_the_same_picture() -> None:
    warm_up()
    alone = png(COLUMNS)
    drawn: list[bytes] = []
    threads = [threading.Thread(target=lambda: drawn.append(png(COLUMNS))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == [alone] * 6
