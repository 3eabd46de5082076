"""The whole ledger out of a database and into another, on both."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import frictionless
import pytest
from sqlalchemy import Engine

from bot.domain import Review, Status
from bot.errors import ImportRefused, LedgerNotEmpty, LedgerUnreadable, UnwritableFolder
from bot.ingest import read
from bot.ingest.batch import Batch
from bot.ledger.correct import Amendment, correct
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.whole import export, is_whole_ledger, read_whole, restore
from bot.ledger.whole.layout import MADE_ANEW, OF_PLACES, RESOURCES
from bot.ledger.withdraw import withdraw
from bot.store.all_tables import metadata
from bot.store.engine import open_engine
from bot.store.reader import Reader
from bot.store.schema import prepare
from bot.store.visibility import EVERYTHING, PUBLIC
from tests.exits.twins import LIFTS, NOW
from tests.exits.twins import PUBLIC as SHOWN
from tests.exits.twins import SECRET as HIDDEN
from tests.ledger.batches import batch, figure

LEDGERS = Path(__file__).parents[1] / "ledgers"
_PACKAGES = ("harbour-city",)
_ACT = Act("terminal:ana", 'misread,\r\n"twice"', NOW + timedelta(hours=1))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def reversed_(batch_: Batch) -> Batch:
    """The same in another order of rows."""
    names = ("figures", "indicators", "dimensions", "codes", "universes", "agents", "sources", "key_dates", "periods")
    return replace(batch_, **{name: tuple(reversed(tuple(getattr(batch_, name)))) for name in names})


def fill(engine: Engine, order: Callable[[Batch], Batch] = lambda one: one) -> None:
    """Vintages, drafts, embargoes, a correction, a withdrawal and key dates."""
    for one in (SHOWN, HIDDEN):
        record(engine, order(one), NOW)
    vintages = [
        figure("12.50", "wet days", (("area", "north"),), "2024", f"2025-0{number}-01", status=status, note="=1+1")
        for number, status in enumerate((Status.UNOFFICIAL_PARTIAL, Status.CERTIFIED), 1)
    ]
    odd = figure("7", "rain\nfall", (("id", "value"), ("note", "a=b;c")), "1980/..")
    record(engine, order(batch(*vintages, odd)), NOW)
    correct(engine, SHOWN.figures[0].id, Amendment(value="31.5"), _ACT)
    withdraw(engine, SHOWN.figures[2].id, replace(_ACT, at=NOW + timedelta(hours=2)))


def test_export_import_export_gives_the_same_bytes(engine: Engine, another_engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    written = export(engine, tmp_path / "one", NOW)
    assert (written.drafts, written.embargoed, written.retracted) == (2, 5, 2)

    restored = restore(another_engine, read_whole(tmp_path / "one"))
    export(another_engine, tmp_path / "two", NOW)

    assert restored.rows == written.rows
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


@pytest.mark.parametrize("name", ["velden-transport", "orrin-schools", "marlow-hospitals", *_PACKAGES])
def test_ledgers_of_offices_come_back_as_they_went(
    name: str, engine: Engine, another_engine: Engine, tmp_path: Path
) -> None:
    folder = LEDGERS / name
    record(engine, read(folder / "datapackage.json" if name in _PACKAGES else folder / f"{name}.csv"), NOW)
    export(engine, tmp_path / "one", NOW)
    restore(another_engine, read_whole(tmp_path / "one"))
    export(another_engine, tmp_path / "two", NOW)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_one_ledger_is_the_same_bytes_in_whatever_order_it_was_filled(
    engine: Engine, another_engine: Engine, tmp_path: Path
) -> None:
    fill(engine)
    fill(another_engine, reversed_)
    export(engine, tmp_path / "one", NOW)
    export(another_engine, tmp_path / "two", NOW)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_it_moves_from_one_kind_of_database_to_the_other(
    sqlite_engine: Engine, postgres_engine: Engine, tmp_path: Path
) -> None:
    fill(sqlite_engine)
    export(sqlite_engine, tmp_path / "one", NOW)
    restore(postgres_engine, read_whole(tmp_path / "one"))
    export(postgres_engine, tmp_path / "two", NOW)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_what_is_shown_and_what_is_withheld_stays_so(engine: Engine, another_engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    export(engine, tmp_path / "one", NOW)
    restore(another_engine, read_whole(tmp_path / "one"))
    for rights in (PUBLIC, EVERYTHING):
        for now in (_ACT.at + timedelta(hours=3), LIFTS):
            before, after = (Reader(one, now, rights) for one in (engine, another_engine))
            assert replace(before.catalogue(), revision=0) == replace(after.catalogue(), revision=0)
            assert sorted(map(repr, before.figures_page())) == sorted(map(repr, after.figures_page()))
    # Nothing that an import gives a number to stumbles over what was read back.
    record(another_engine, batch(figure("8", "wet days", (("area", "north"),), "2023")), LIFTS)
    withdraw(another_engine, figure("8", "wet days", (("area", "north"),), "2023").id, replace(_ACT, at=LIFTS))


def test_it_is_its_user_s_alone(sqlite_engine: Engine, tmp_path: Path) -> None:
    export(sqlite_engine, tmp_path / "one", NOW)
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "one").iterdir()} == {0o600}


def test_it_is_a_package_that_says_what_it_is(sqlite_engine: Engine, tmp_path: Path) -> None:
    fill(sqlite_engine)
    export(sqlite_engine, tmp_path / "one", NOW)
    assert frictionless.Package(str(tmp_path / "one" / "datapackage.json")).validate().valid
    body = json.loads((tmp_path / "one" / "datapackage.json").read_text("utf-8"))
    assert "drafts, figures under embargo" in body["description"]
    assert [one["path"] for one in body["resources"]] == [resource.file for resource in RESOURCES]
    for one in body["resources"]:
        header = (tmp_path / "one" / one["path"]).read_text("utf-8").splitlines()[0]
        assert header.split(",") == [field["name"] for field in one["schema"]["fields"]]
    (figures,) = (one for one in body["resources"] if one["name"] == "observations")
    named = {field["name"]: field["dimension"] for field in figures["schema"]["fields"] if "dimension" in field}
    assert named == {"area": "area", "dimension id": "id", "dimension note": "note"}
    assert is_whole_ledger(tmp_path / "one")
    assert is_whole_ledger(tmp_path / "one" / "datapackage.json")
    assert not is_whole_ledger(tmp_path)


def test_every_table_is_written_or_known_to_be_left_out() -> None:
    assert {resource.table.name for resource in RESOURCES} | MADE_ANEW | OF_PLACES == set(metadata.tables)


def test_a_folder_with_something_in_it_is_left_alone(sqlite_engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    export(sqlite_engine, tmp_path / "empty", NOW)
    before = files_of(tmp_path / "empty")
    with pytest.raises(UnwritableFolder, match="is there already, with something in it; name a new folder"):
        export(sqlite_engine, tmp_path / "empty", NOW)
    with pytest.raises(UnwritableFolder, match="cannot be made"):
        export(sqlite_engine, tmp_path / "nowhere" / "one", NOW)
    assert files_of(tmp_path / "empty") == before
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["empty"]


def test_a_ledger_that_holds_something_is_not_written_over(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    export(engine, tmp_path / "one", NOW)
    with pytest.raises(LedgerNotEmpty, match="this one holds something; name another database"):
        restore(engine, read_whole(tmp_path / "one"))
    export(engine, tmp_path / "two", NOW)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


@pytest.fixture
def package(sqlite_engine: Engine, tmp_path: Path) -> Path:
    fill(sqlite_engine)
    export(sqlite_engine, tmp_path / "package", NOW)
    return tmp_path / "package"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("observations.csv", ",draft,", ",drfat,", "observations.csv, line [0-9]+, column review: “drfat” is none of"),
        ("observations.csv", "T09:00:00Z,published", "T09:00,published", "column embargo_until: .* is not an instant"),
        ("observations.csv", ",36.62,", ",36;62,", "column value: “36;62” is not a number; write it in plain digits"),
        ("observations.csv", ",2027,", ",2O27,", "column period: "),
        ("observations.csv", ",almanac,", ",almanach,", "column source: nothing is called “almanach”"),
        ("observations.csv", "reef,", "reeff,", "column area: nothing is called “reeff”"),
        ("changes.csv", ",withdrawn,", ",withdrew,", "changes.csv, line [0-9]+, column change: “withdrew” is none of"),
        ("codes.csv", "area,shelf,", "area,reef,", "column id: “reef” is there twice; give each row its own"),
        ("indicators.csv", ",[],", ",[,", "column alt_labels: “\\[” is no list of words"),
        ("dimensions.csv", "false", "no", "column whole: “no” is neither true nor false"),
        ("key_date_changes.csv", ",added,1,", ",added,one,", "column version: “one” is not a whole number"),
    ],
)
def test_a_row_that_was_changed_by_hand_is_told_with_its_place(
    file: str, old: str, new: str, said: str, package: Path
) -> None:
    path = package / file
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))
    with pytest.raises(ImportRefused) as refused:
        read_whole(package)
    assert any(re.search(said, str(problem)) for problem in refused.value.problems), refused.value.lines


@pytest.mark.parametrize("column", ["embargo_until", "review"])
def test_a_table_without_the_column_that_withholds_is_refused(column: str, package: Path) -> None:
    path = package / "observations.csv"
    path.write_bytes(path.read_bytes().replace(column.encode(), b"other", 1))
    with pytest.raises(LedgerUnreadable, match="has other columns than were exported; take the file as"):
        read_whole(package)


def test_a_package_that_is_torn_or_of_another_version_is_refused(package: Path) -> None:
    descriptor = package / "datapackage.json"
    text = descriptor.read_text("utf-8")
    descriptor.write_text(text.replace('"ledger": 1', '"ledger": 2'), "utf-8")
    with pytest.raises(LedgerUnreadable, match="another version of Factdesk"):
        read_whole(package)
    descriptor.write_text(text.replace('"dimension": ', '"dimensional": '), "utf-8")
    with pytest.raises(LedgerUnreadable, match="other columns than were exported"):
        read_whole(package)
    descriptor.write_text(text, "utf-8")
    path = package / "sources.csv"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(LedgerUnreadable, match=r"sources\.csv, line"):
        read_whole(package)
    path.unlink()
    with pytest.raises(LedgerUnreadable, match=r"sources\.csv"):
        read_whole(package)


def test_drafts_stay_drafts(package: Path) -> None:
    engine = open_engine("sqlite://")
    prepare(engine)
    restore(engine, read_whole(package))
    drafts = [one for one in Reader(engine, LIFTS, EVERYTHING).figures_page() if one.review is Review.DRAFT]
    assert len(drafts) == 2
    assert not [one for one in Reader(engine, LIFTS, PUBLIC).figures_page() if one.review is Review.DRAFT]
    engine.dispose()
