"""Imports and embargoes: silence lifts none, an order does, and what is under one is told by no other row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, update

from bot.domain import Code, Dimension, Figure, Indicator, KeyDate, KeyDateStatus, Review, Source, Status
from bot.errors import ImportRefused, Problem
from bot.ingest.batch import Batch
from bot.ledger.record import Recorded, record
from bot.periods import PartialDate
from bot.store.engine import reading, writing
from bot.store.figure_changes import FigureChange, LoggedChange, logged
from bot.store.key_dates import Change, changes, standings
from bot.store.reader import Reader
from bot.store.tables import observation
from bot.store.visibility import DESK, EVERYTHING
from bot.store.writer import states
from tests.ledger.batches import NOW, batch, figure

_SOON, _LATER, _OVER = NOW + timedelta(days=1), NOW + timedelta(days=9), NOW - timedelta(days=1)
_AREA = (("area", "north"),)


def _secret(value: str = "9.1", **others: object) -> Figure:
    return figure(value, "leaks", _AREA, "2024-Q3", unit="percent", embargo_until=_SOON, **others)


def _silent(one: Figure, **others: object) -> Figure:
    return replace(one, embargo_until=None, **others)


def _public(engine: Engine, now: datetime = NOW) -> list[str]:
    return [str(found.value) for found in Reader(engine, now).figures_page()]


def _until(engine: Engine, one: Figure) -> datetime | None:
    with reading(engine) as connection:
        return states(connection, [one.id])[one.id].embargo_until


def _log(engine: Engine) -> list[LoggedChange]:
    with reading(engine) as connection:
        return logged(connection)


def _refused(engine: Engine, imported: Batch) -> tuple[Problem, ...]:
    """Why; nothing is written."""
    before = (Reader(engine, NOW).revision(), Reader(engine, NOW, EVERYTHING).figures_page(), _log(engine))
    with pytest.raises(ImportRefused) as caught:
        record(engine, imported, NOW)
    assert (
        Reader(engine, NOW).revision(),
        Reader(engine, NOW, EVERYTHING).figures_page(),
        _log(engine),
    ) == before
    return caught.value.problems


def test_silence_leaves_an_embargo_as_it_is(engine: Engine) -> None:
    secret = _secret()
    record(engine, batch(secret), NOW)
    recorded = record(engine, batch(_silent(secret)), NOW)
    assert (recorded.new, recorded.updated, recorded.unchanged) == (0, 0, 1)
    assert recorded.withheld.figures == (_SOON,)
    assert (_public(engine), _until(engine, secret), Reader(engine, NOW).revision()) == ([], _SOON, 1)
    assert _log(engine) == []
    assert _public(engine, _SOON) == ["9.1"]


def test_a_later_instant_makes_it_longer(engine: Engine) -> None:
    secret = _secret()
    record(engine, batch(secret), NOW)
    recorded = record(engine, batch(replace(secret, embargo_until=_LATER)), NOW, by="terminal")
    assert (recorded.updated, recorded.withheld.figures, _public(engine, _SOON)) == (1, (_LATER,), [])
    assert Reader(engine, NOW).revision() == 2
    change = LoggedChange(secret.id, FigureChange.EMBARGOED, "terminal", NOW, was=_SOON, now=_LATER)
    assert _log(engine) == [change]


@pytest.mark.parametrize("stated", [_SOON - timedelta(seconds=1), NOW, _OVER])
def test_an_earlier_instant_is_a_lifting_and_refused(engine: Engine, stated: datetime) -> None:
    first, second = _secret("9.1"), _secret("9.2", source="gazette")
    record(engine, batch(first, second), NOW)
    lines = {("figures", first.id): ("f.csv", 2), ("figures", second.id): ("f.csv", 7)}
    again = batch(*(replace(one, embargo_until=stated) for one in (first, second)), lines=lines)
    problems = _refused(engine, again)
    assert [(one.file, one.line, one.column) for one in problems] == [
        ("f.csv", 2, "embargo_until"),
        ("f.csv", 7, "embargo_until"),
    ]
    assert (
        problems[0].wrong
        == f"figure {first.id} (leaks;area=north, 2024-Q3) is under embargo until 2024-05-02T12:00+00:00"
    )
    assert problems[0].right == "leave the cell blank to keep it so, or import with --lift-embargo"
    assert (_public(engine), _until(engine, first)) == ([], _SOON)


def test_refusals_tell_the_time_by_the_newsroom_s_clocks(engine: Engine) -> None:
    record(engine, batch(_secret()), NOW)
    with pytest.raises(ImportRefused) as caught:
        record(engine, batch(replace(_secret(), embargo_until=_OVER)), NOW, zone="Pacific/Auckland")
    assert "until 2024-05-03T00:00+12:00" in caught.value.problems[0].wrong


@pytest.mark.parametrize(("stated", "until"), [(None, NOW), (_OVER, NOW), (_SOON - timedelta(hours=1),) * 2])
def test_an_order_lifts_it(engine: Engine, stated: datetime | None, until: datetime) -> None:
    """Where the file says nothing, or an instant that is over, it is lifted from now on."""
    secret = _secret()
    record(engine, batch(secret), NOW)
    recorded = record(engine, batch(replace(secret, embargo_until=stated)), NOW, by="ana", lift_embargo=True)
    assert (recorded.updated, recorded.withheld.lifted, _until(engine, secret)) == (1, 1, until)
    assert _public(engine, until) == ["9.1"]
    assert _log(engine) == [LoggedChange(secret.id, FigureChange.RELEASED, "ana", NOW, was=_SOON, now=until)]
    assert Reader(engine, NOW).revision() == 2


def test_an_order_lifts_nothing_that_the_file_does_not_hold_or_says_goes_on(engine: Engine) -> None:
    secret, other, third = _secret(), _secret("7", source="gazette"), _secret("8", source="almanac")
    record(engine, batch(secret, other, third), NOW)
    again = batch(_silent(secret), replace(third, embargo_until=_LATER))
    record(engine, again, NOW, lift_embargo=True)
    assert (_public(engine), _until(engine, other), _until(engine, third)) == (["9.1"], _SOON, _LATER)


def test_what_is_lifted_stays_so_when_its_old_file_comes_again_silent(engine: Engine) -> None:
    secret = _secret()
    record(engine, batch(secret), NOW)
    record(engine, batch(_silent(secret)), NOW, lift_embargo=True)
    recorded = record(engine, batch(_silent(secret)), NOW + timedelta(seconds=1))
    assert (recorded.updated, _public(engine)) == (0, ["9.1"])


def test_an_embargo_on_what_is_public_is_taken_and_told(engine: Engine) -> None:
    known = figure("5")
    record(engine, batch(known), NOW)
    recorded = record(engine, batch(replace(known, embargo_until=_SOON)), NOW)
    assert (recorded.updated, recorded.withheld.figures_before, _public(engine)) == (1, (known.id,), [])
    assert [(one.change, one.was, one.now) for one in _log(engine)] == [(FigureChange.EMBARGOED, None, _SOON)]


@pytest.mark.parametrize("stated", [_OVER, NOW])
def test_an_embargo_that_is_over_changes_nothing_of_what_is_public(engine: Engine, stated: datetime) -> None:
    record(engine, batch(figure("5")), NOW)
    recorded = record(engine, batch(replace(figure("5"), embargo_until=stated)), NOW)
    assert (recorded.updated, recorded.unchanged, Reader(engine, NOW).revision()) == (0, 1, 1)


@pytest.mark.parametrize(
    "others", [{"source": "gazette"}, {"status": Status.FINAL}, {"unit": "per cent"}, {"value": "9"}]
)
@pytest.mark.parametrize("period", ["2024-Q3", "2024-07/2024-09", ""])
def test_the_same_series_and_period_under_another_identity_is_refused(
    engine: Engine, others: dict[str, str], period: str
) -> None:
    secret = _secret(source="almanac", locator="page 3")
    record(engine, batch(secret), NOW)
    row = figure(**{"value": "9.1", "indicator": "leaks", "dimensions": _AREA, "period": period, **others})
    (problem,) = _refused(engine, batch(row, lines={("figures", row.id): ("g.csv", 4)}))
    assert (problem.file, problem.line, problem.column) == ("g.csv", 4, "embargo_until")
    held = f"leaks;area=north, 2024-Q3 is under embargo until 2024-05-02T12:00+00:00 (figure {secret.id})"
    assert problem.wrong == f"{held}, and the row says nothing of one"


@pytest.mark.parametrize("stated", [_OVER, _SOON, _LATER])
def test_a_row_that_says_an_embargo_of_its_own_is_taken(engine: Engine, stated: datetime) -> None:
    record(engine, batch(_secret()), NOW)
    row = replace(_silent(_secret("8", source="gazette")), embargo_until=stated)
    assert record(engine, batch(row), NOW).new == 1
    assert _public(engine) == (["8"] if stated is _OVER else [])


def test_an_order_takes_a_row_of_another_identity_and_leaves_the_secret_one(engine: Engine) -> None:
    secret = _secret()
    record(engine, batch(secret), NOW)
    record(engine, batch(_silent(_secret("8", source="gazette"))), NOW, lift_embargo=True)
    assert (_public(engine), _until(engine, secret)) == (["8"], _SOON)


@pytest.mark.parametrize(
    "row",
    [
        figure("9.1", "leaks", _AREA, "2024-Q2"),
        figure("9", "leaks", _AREA, "2024"),
        figure("9.1", "leaks", (("area", "south"),), "2024-Q3"),
        figure("9.1", "floods", _AREA, "2024-Q3"),
    ],
)
def test_another_series_or_period_is_taken(engine: Engine, row: Figure) -> None:
    record(engine, batch(_secret()), NOW)
    assert record(engine, batch(row), NOW).new == 1


@pytest.mark.parametrize(
    "row",
    [
        figure("9.10", "leaks", (), "2024-Q3"),
        figure("9.1", "leaks", (("age", "all"), *_AREA), "2024-Q3"),
        figure("9.1", "leaks", _AREA, "2024"),
        figure("9.1", "leaks", _AREA, "2024-09"),
    ],
)
def test_the_same_value_of_nearly_the_same_is_refused(engine: Engine, row: Figure) -> None:
    record(engine, batch(_secret()), NOW)
    assert len(_refused(engine, batch(row))) == 1


def test_indicators_and_codes_are_known_by_what_they_are_called(engine: Engine) -> None:
    """A package with ids of its own, and a table that names the same by their labels."""
    secret = figure("9.1", "i1", (("d1", "c1"),), "2024-Q3", embargo_until=_SOON)
    package = {
        "indicators": (Indicator("i1", "Leak rate", ("rate of leaks",)),),
        "dimensions": (Dimension("d1", "Area"),),
        "codes": (Code("c1", "Nörth", dimension="d1"),),
    }
    record(engine, batch(secret, **package), NOW)
    for name in ("leak-rate", "rate-of-leaks"):
        row = figure("8", name, (("area", "north"),), "2024-Q3")
        label = name.replace("-", " ")
        assert _refused(engine, batch(row, indicators=(Indicator(name, label),)))
    renamed = {**package, "indicators": (Indicator("i1", "Pipes that leak"),)}
    record(engine, batch(secret, **renamed), NOW)
    assert _public(engine) == []
    row = figure("8", "pipes-that-leak", (("area", "north"),), "2024-Q3")
    assert _refused(engine, batch(row, indicators=(Indicator("pipes-that-leak", "pipes that leak"),)))


def test_within_one_file_only_the_same_value_tells(engine: Engine) -> None:
    """A provisional figure may be public while the final one is not; but not the final one under another source."""
    old = figure("8", "leaks", _AREA, "2024-Q3", status=Status.PROVISIONAL)
    new = _secret(status=Status.FINAL)
    leak = _silent(_secret(source="gazette"))
    assert len(_refused(engine, batch(old, new, leak))) == 1
    assert record(engine, batch(old, new), NOW).new == 2
    assert _public(engine) == ["8"]
    assert record(engine, batch(old, new), NOW).unchanged == 2


def test_a_draft_of_what_is_under_embargo_is_taken_and_not_published_by_silence(engine: Engine) -> None:
    draft = _silent(_secret(source="gazette"), review=Review.DRAFT)
    record(engine, batch(_secret(), draft), NOW)
    published = batch(_silent(draft, review=Review.PUBLISHED), said_published=frozenset({draft.id}))
    assert len(_refused(engine, published)) == 1


def test_a_draft_is_held_and_published_by_saying_so(engine: Engine) -> None:
    draft = figure("5", review=Review.DRAFT)
    recorded = record(engine, batch(draft), NOW)
    assert (recorded.new, recorded.withheld.drafts, _public(engine)) == (1, 1, [])
    silent = replace(draft, review=Review.PUBLISHED)
    assert record(engine, batch(silent), NOW).withheld.drafts == 1
    assert (_public(engine), Reader(engine, NOW).revision()) == ([], 1)
    said = record(engine, batch(silent, said_published=frozenset({draft.id})), NOW, by="terminal")
    assert (said.updated, said.withheld.drafts, _public(engine)) == (1, 0, ["5"])
    assert _log(engine)[1:] == [LoggedChange(draft.id, FigureChange.PUBLISHED, "terminal", NOW)]
    assert Reader(engine, NOW).revision() == 2


def test_a_draft_that_is_published_stays_under_its_embargo(engine: Engine) -> None:
    draft = figure("5", review=Review.DRAFT, embargo_until=_SOON)
    record(engine, batch(draft), NOW)
    said = _silent(draft, review=Review.PUBLISHED)
    record(engine, batch(said, said_published=frozenset({draft.id})), NOW)
    assert (_public(engine), _public(engine, _SOON)) == ([], ["5"])


def test_what_is_published_is_made_no_draft_again(engine: Engine) -> None:
    record(engine, batch(figure("5")), NOW)
    recorded = record(engine, batch(replace(figure("5"), review=Review.DRAFT)), NOW)
    assert (recorded.updated, recorded.withheld.drafts, _public(engine)) == (0, 0, ["5"])
    (warning,) = recorded.warnings
    assert warning.startswith(f"What is published is never made a draft again, and stays published: {figure('5').id}.")


def test_what_was_withdrawn_is_published_by_no_import(engine: Engine) -> None:
    record(engine, batch(figure("5")), NOW)
    with writing(engine) as connection:
        connection.execute(update(observation).values(review=Review.RETRACTED.value))
    recorded = record(engine, batch(figure("5"), said_published=frozenset({figure("5").id})), NOW)
    assert (_public(engine), recorded.updated) == ([], 0)
    assert recorded.warnings == (f"1 figure was corrected or withdrawn before, and stays so: {figure('5').id}.",)


def test_many_figures_are_judged_in_few_statements(sqlite_engine: Engine) -> None:
    many = [figure(str(number), "leaks", period=str(1000 + number), embargo_until=_SOON) for number in range(6_000)]
    record(sqlite_engine, batch(*many), NOW)
    assert record(sqlite_engine, batch(*map(_silent, many)), NOW).withheld.figures == (_SOON,) * 6_000
    lifted = record(sqlite_engine, batch(*map(_silent, many)), NOW, lift_embargo=True)
    assert (lifted.updated, lifted.withheld.lifted) == (6_000, 6_000)


def _described(engine: Engine, *, code: str = "North", alias: tuple[str, ...] = ()) -> Recorded:
    row = figure("9", "leaks", _AREA, "2024-Q4", embargo_until=_SOON)
    codes = (Code("north", code, alias, "area"), Code("zembla", "Zembla", dimension="area"))
    return record(engine, batch(row, codes=codes), NOW)


def test_an_import_under_embargo_says_nothing_new_of_what_is_public(engine: Engine) -> None:
    record(engine, batch(figure("1", "leaks", _AREA)), NOW)
    for words in ({"code": "North of the dam"}, {"alias": ("the flooded north",)}):
        with pytest.raises(ImportRefused) as caught:
            _described(engine, **words)  # type: ignore[arg-type]
        (problem,) = caught.value.problems
        assert (problem.file, problem.column) == ("codes", "label" if "code" in words else "alt_labels")
    assert _described(engine).new == 1
    assert Reader(engine, NOW).catalogue().codes[("area", "north")].label == "North"


def test_what_it_says_of_its_own_is_free(engine: Engine) -> None:
    _described(engine)
    _described(engine, code="North of the dam", alias=("the flooded north",))
    assert Reader(engine, NOW, DESK).catalogue().codes[("area", "north")].label == "North of the dam"


def test_a_name_alone_says_nothing(engine: Engine) -> None:
    record(engine, batch(figure("1", "leaks", _AREA)), NOW)
    row = figure("9", "leaks", _AREA, "2024-Q4", embargo_until=_SOON)
    named = batch(row, indicators=(Indicator("leaks", "LEAKS"),), only_named=frozenset({("indicators", "leaks")}))
    assert record(engine, named, NOW).new == 1


def _date(id_: str = "raid", label: str = "Raid on the docks", **others: object) -> KeyDate:
    return replace(KeyDate(id_, label, at=PartialDate("2024-06-01"), zone="UTC", embargo_until=_SOON), **others)  # type: ignore[arg-type]


def _dates(*dates: KeyDate, **others: object) -> Batch:
    return Batch(key_dates=dates, **others)  # type: ignore[arg-type]


def _held_date(engine: Engine, id_: str = "raid") -> KeyDate:
    return Reader(engine, NOW, DESK).catalogue().key_dates[id_]


def _date_changes(engine: Engine) -> list[tuple[Change, str, tuple[datetime | None, datetime | None]]]:
    with reading(engine) as connection:
        return [(one.change, one.by, one.embargo) for one in changes(connection)]


def test_silence_leaves_the_embargo_of_a_key_date(engine: Engine) -> None:
    record(engine, _dates(_date()), NOW)
    recorded = record(engine, _dates(_date(embargo_until=None, locator="page 2")), NOW)
    assert recorded.withheld.key_dates == (_SOON,)
    assert (_held_date(engine).embargo_until, _held_date(engine).locator) == (_SOON, "page 2")
    assert Reader(engine, NOW).catalogue().key_dates == {}
    assert _date_changes(engine) == [(Change.ADDED, "import", (None, None))]


def test_the_embargo_of_a_key_date_is_lifted_by_order(engine: Engine) -> None:
    record(engine, _dates(_date()), NOW)
    lines = {("key_dates", "raid"): ("dates.csv", 2)}
    (problem,) = _refused(engine, _dates(_date(embargo_until=_OVER), lines=lines))
    assert (problem.file, problem.line, problem.column) == ("dates.csv", 2, "embargo_until")
    assert problem.wrong == "key date raid is under embargo until 2024-05-02T12:00+00:00"
    assert problem.right == "leave it out to keep it so, or import with --lift-embargo"
    recorded = record(engine, _dates(_date(embargo_until=None)), NOW, by="ana", lift_embargo=True)
    assert (recorded.withheld.lifted, recorded.withheld.key_dates) == (1, ())
    assert set(Reader(engine, NOW).catalogue().key_dates) == {"raid"}
    assert _date_changes(engine)[1:] == [(Change.RELEASED, "ana", (_SOON, NOW))]


def test_the_embargo_of_a_key_date_grows_and_comes_late(engine: Engine) -> None:
    record(engine, _dates(_date(embargo_until=None)), NOW)
    recorded = record(engine, _dates(_date()), NOW, by="ana")
    assert (recorded.withheld.key_dates, recorded.withheld.dates_before) == ((_SOON,), ("raid",))
    record(engine, _dates(_date(embargo_until=_LATER)), NOW, by="ana")
    assert _held_date(engine).embargo_until == _LATER
    assert _date_changes(engine)[1:] == [
        (Change.EMBARGOED, "ana", (None, _SOON)),
        (Change.EMBARGOED, "ana", (_SOON, _LATER)),
    ]


def test_an_embargo_is_not_what_settles_when_a_date_is(engine: Engine) -> None:
    record(engine, _dates(_date(embargo_until=None)), NOW)
    record(engine, _dates(_date()), NOW, by="ana")
    with reading(engine) as connection:
        assert not standings(connection)["raid"].settled_by_hand
    record(engine, _dates(_date(at=PartialDate("2024-06-02"))), NOW)
    assert (_held_date(engine).at.iso, _held_date(engine).embargo_until) == ("2024-06-02", _SOON)


@pytest.mark.parametrize(
    "other",
    [
        _date("event-x", "raid on the DOCKS", embargo_until=None),
        _date("event-x", "The raid", alt_labels=("Raid on the docks",), at=PartialDate("2024-06"), embargo_until=None),
    ],
)
def test_a_key_date_under_another_id_is_refused(engine: Engine, other: KeyDate) -> None:
    record(engine, _dates(_date()), NOW)
    (problem,) = _refused(engine, _dates(other))
    assert problem.wrong == "key date raid of the same title and day is under embargo until 2024-05-02T12:00+00:00"
    assert record(engine, _dates(replace(other, embargo_until=_OVER)), NOW).withheld.key_dates == ()


def test_within_one_file_too(engine: Engine) -> None:
    assert len(_refused(engine, _dates(_date(), _date("event-x", embargo_until=None)))) == 1


@pytest.mark.parametrize(
    "other", [_date("event-x", "Strike at the docks", embargo_until=None), _date("next", at=PartialDate("2025-06-01"))]
)
def test_another_key_date_is_taken(engine: Engine, other: KeyDate) -> None:
    record(engine, _dates(_date()), NOW)
    record(engine, _dates(replace(other, embargo_until=None)), NOW)
    assert set(Reader(engine, NOW).catalogue().key_dates) == {other.id}


def test_an_import_cancels_a_date_under_embargo_and_tells_nobody(engine: Engine) -> None:
    record(engine, _dates(_date()), NOW)
    record(engine, _dates(_date(embargo_until=None, status=KeyDateStatus.CANCELLED)), NOW)
    assert (_held_date(engine).status, _held_date(engine).embargo_until) == (KeyDateStatus.CANCELLED, _SOON)


def test_the_source_of_what_is_refused_is_not_written(engine: Engine) -> None:
    record(engine, batch(_secret()), NOW)
    leak = _silent(_secret(source="umbra"))
    _refused(engine, batch(leak, sources=(Source("umbra", publisher="Umbra Press"),)))
    assert "umbra" not in Reader(engine, NOW, DESK).catalogue().sources
