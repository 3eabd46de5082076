"""Whatever a file holds, reading it gives a batch or one of our own errors; figures written out read back alike."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain import Figure, Qualifier, Status
from bot.errors import FactdeskError
from bot.ingest import Batch, read
from tests.ingest.conftest import LIBRARIES

RESERVED = ("indicator", "period", "value", "unit", "qualifier", "status", "published_on", "locator")
WRITTEN = (*RESERVED, "region", "age")

cells = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["1", "-2.50", "5%", "2020", "2019/20", "final", "about", "", "%", "1e400", "nan", '"', "http://a"]
    ),
)
tables = st.lists(st.lists(cells, max_size=6), max_size=6)
in_a_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)

words = st.text(st.characters(categories=("L", "N", "P"), include_characters=" "), max_size=20).map(
    lambda text: " ".join(text.split())
)
values = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=3)


def attempt(path: Path) -> Batch | None:
    try:
        return read(path)
    except FactdeskError:
        return None


def as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


@in_a_folder
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    attempt(path)


@in_a_folder
@given(header=st.permutations(RESERVED), rows=tables)
def test_any_cells_under_a_good_header(tmp_path: Path, header: list[str], rows: list[list[str]]) -> None:
    path = tmp_path / "any.csv"
    width = len(header)
    path.write_text(as_csv([header, *((row + [""] * width)[:width] for row in rows)]), encoding="utf-8", newline="")
    batch = attempt(path)
    assert batch is None or len(batch.figures) <= len(rows)


@in_a_folder
@given(
    body=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["observations", "o.csv"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["resources", "name", "path", "dialect", "csv", "delimiter", "keywords"]), inner
            )
        ),
        max_leaves=12,
    )
)
def test_any_descriptor(tmp_path: Path, body: object) -> None:
    (tmp_path / "datapackage.json").write_text(json.dumps(body), encoding="utf-8")
    attempt(tmp_path)


@in_a_folder
@given(
    file=st.sampled_from(sorted(path.name for path in LIBRARIES.iterdir())),
    at=st.integers(0, 600),
    cut=st.integers(0, 30),
    text=st.text(max_size=8) | st.sampled_from([",", "\n", '"', "|", "2020", "members", "\n,,,\n"]),
)
def test_any_damage_to_a_good_package(libraries: Path, file: str, at: int, cut: int, text: str) -> None:
    good = (LIBRARIES / file).read_text(encoding="utf-8")
    (libraries / file).write_text(good[:at] + text + good[at + cut :], encoding="utf-8", newline="")
    attempt(libraries)
    (libraries / file).write_text(good, encoding="utf-8")


@in_a_folder
@given(
    rows=st.lists(
        st.tuples(values, st.sampled_from(Qualifier), st.sampled_from(Status), words, words), min_size=1, max_size=8
    )
)
def test_figures_written_out_read_back_alike(
    tmp_path: Path, rows: list[tuple[Decimal, Qualifier, Status, str, str]]
) -> None:
    path = tmp_path / "written.csv"
    path.write_text(
        as_csv(
            [
                list(WRITTEN),
                *(
                    ["Visits", "2020", f"{value:f}", "people", q, s, "2021-03", "p 1", *codes]
                    for value, q, s, *codes in rows
                ),
            ]
        ),
        encoding="utf-8",
        newline="",
    )
    first = read(path)
    path.write_text(as_csv([list(WRITTEN), *map(written, first.figures)]), encoding="utf-8", newline="")
    assert read(path).figures == first.figures
    assert {figure.value for figure in first.figures} == {value for value, *_ in rows}


def written(figure: Figure) -> list[str]:
    codes = dict(figure.dimensions)
    published = figure.published_on.iso if figure.published_on else ""
    fixed = ["Visits", figure.period.iso, str(figure.value), figure.unit or "", figure.qualifier, figure.status]
    return [*fixed, published, figure.locator or "", codes.get("region", ""), codes.get("age", "")]


@pytest.mark.parametrize("size", [20_000])
def test_a_long_table_is_read_whole(tmp_path: Path, size: int) -> None:
    path = tmp_path / "long.csv"
    path.write_text("indicator,value,n\n" + "".join(f"A,{n},{n}\n" for n in range(size)))
    assert len(read(path).figures) == size
