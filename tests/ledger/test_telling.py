"""What an import that withholds something tells all the same: nothing, until the first of it is public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete, insert

from bot.ask.pipeline import Desk
from bot.calendar.rules import parse_offsets
from bot.calendar.subscriptions import Wish, subscribe
from bot.delivery.nouns import Address
from bot.domain import Code, Dimension, Indicator, KeyDate, NamedPeriod, Review
from bot.errors import ImportRefused
from bot.ingest.batch import Batch
from bot.ledger.correct import Amendment, correct
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.periods import PartialDate, Period
from bot.store.engine import snapshot, writing
from bot.store.migrations import run
from bot.store.reader import Reader
from bot.store.revisions import HEAD
from bot.store.tables import figure_change, named_period
from bot.store.untold import untold_until
from bot.store.visibility import DESK, PUBLIC
from tests.ledger.batches import NOW, batch, figure

_SOON, _LATER = NOW + timedelta(days=1), NOW + timedelta(days=9)
_SPELL = NamedPeriod("2020", "the year of the merger", ("merger year",), period=Period("2020"))
_KNOWN = batch(figure("4"), indicators=(Indicator("rainfall", "rainfall"),))
_WITHHELD: Mapping[str, Mapping[str, object]] = {
    "embargo": {"embargo_until": _SOON},
    "draft": {"review": Review.DRAFT},
}


def _secret(how: str = "embargo", **others: object) -> Batch:
    row = figure("7", "closures", period="2020", **_WITHHELD[how])
    return batch(row, **{"indicators": (Indicator("closures", "closures"),), **others})


@pytest.mark.parametrize("how", _WITHHELD)
def test_a_period_named_for_what_is_withheld_is_unknown(engine: Engine, how: str) -> None:
    record(engine, _KNOWN, NOW)
    before = Desk(engine).ask("rainfall in the merger year", NOW)
    record(engine, _secret(how, periods=(_SPELL,)), NOW)
    assert Reader(engine, NOW).catalogue().periods == {}
    assert Desk(engine).ask("rainfall in the merger year", NOW) == before
    assert list(Reader(engine, _SOON).catalogue().periods) == (["2020"] if how == "embargo" else [])


@pytest.mark.parametrize("said", [True, False])
def test_it_is_known_once_the_first_figure_in_it_is_public(engine: Engine, *, said: bool) -> None:
    """Lifted by order, or published."""
    record(engine, _KNOWN, NOW)
    secret = _secret("draft" if said else "embargo", periods=(_SPELL,))
    record(engine, secret, NOW)
    row = replace(secret.figures[0], embargo_until=None, review=Review.PUBLISHED)
    record(engine, batch(row, said_published=frozenset({row.id} if said else ())), NOW, lift_embargo=True)
    assert list(Reader(engine, NOW).catalogue().periods) == ["2020"]


def test_an_embargo_that_is_made_longer_keeps_it(engine: Engine) -> None:
    record(engine, _KNOWN, NOW)
    secret = _secret(periods=(_SPELL,))
    record(engine, secret, NOW)
    record(engine, batch(replace(secret.figures[0], embargo_until=_LATER)), NOW)
    assert Reader(engine, _SOON).catalogue().periods == {}
    assert list(Reader(engine, _LATER).catalogue().periods) == ["2020"]


def test_what_is_withdrawn_under_embargo_is_not_told_of_when_that_is_over(engine: Engine) -> None:
    record(engine, _KNOWN, NOW)
    secret = _secret(periods=(_SPELL,))
    record(engine, secret, NOW)
    withdraw(engine, secret.figures[0].id, Act.of("ana", "it will not be", NOW))
    for rights in (PUBLIC, DESK):
        found = Reader(engine, _LATER, rights).catalogue()
        assert (found.periods, found.indicators.keys()) == ({}, {"rainfall"})
    record(engine, replace(_KNOWN, periods=(_SPELL,)), NOW)
    assert list(Reader(engine, NOW).catalogue().periods) == ["2020"]


def test_what_is_described_again_in_public_is_known(engine: Engine) -> None:
    record(engine, _KNOWN, NOW)
    record(engine, _secret(periods=(_SPELL,)), NOW)
    record(engine, replace(_KNOWN, periods=(_SPELL,)), NOW)
    assert list(Reader(engine, NOW).catalogue().periods) == ["2020"]
    assert Reader(engine, NOW).revision() == 3


@pytest.mark.parametrize("how", _WITHHELD)
def test_the_ledger_s_language_and_scope_are_left_alone(engine: Engine, how: str) -> None:
    record(engine, replace(_KNOWN, language="en-NZ", scope=("Marlow", "Velden")), NOW)
    recorded = record(engine, replace(_secret(how), language="de", scope=("Marlow",)), NOW)
    catalogue = Reader(engine, NOW).catalogue()
    assert (catalogue.language, catalogue.scope) == ("en-NZ", ("Marlow", "Velden"))
    (warning,) = recorded.warnings
    assert warning.startswith("The keywords of the package change nothing yet: all of it is withheld.")


def test_a_first_import_under_embargo_gives_the_ledger_no_language(engine: Engine) -> None:
    recorded = record(engine, replace(_secret(), language="de", scope=("Marlow",)), NOW)
    assert (Reader(engine, NOW).catalogue().language, Reader(engine, NOW).catalogue().scope) == (None, ())
    assert "language and keywords" in recorded.warnings[0]


_OPEN_DAY = KeyDate("open", "Open day", at=PartialDate("2024-06"))
_NORTH = (("area", "north"),)


@pytest.mark.parametrize("how", _WITHHELD)
@pytest.mark.parametrize("dates", [(), (_OPEN_DAY,)])
@pytest.mark.parametrize("beside", [(), (figure("5", "rainfall", (("area", "south"),)),)])
def test_other_words_for_what_is_public_are_refused(
    engine: Engine, how: str, dates: tuple[KeyDate, ...], beside: tuple[object, ...]
) -> None:
    """Also beside a public key date, or a public figure that has nothing to do with them."""
    record(engine, batch(figure("4", "rainfall", _NORTH)), NOW)
    codes = (Code("north", "North, to be merged", dimension="area"), Code("south", "South", dimension="area"))
    row = figure("7", "closures", _NORTH, **_WITHHELD[how])
    with pytest.raises(ImportRefused) as caught:
        record(engine, batch(row, *beside, codes=codes, key_dates=dates), NOW)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert (problem.file, problem.column, problem.wrong) == (
        "codes",
        "label",
        "“area=north” is public, and what is said of it here would be told before its time",
    )
    assert Reader(engine, NOW).catalogue().codes["area", "north"].label == "North"


def test_what_a_public_row_of_the_same_import_uses_may_be_named_anew(engine: Engine) -> None:
    record(engine, batch(figure("4", "rainfall", _NORTH)), NOW)
    codes = (Code("north", "The north", dimension="area"),)
    row = figure("7", "closures", _NORTH, embargo_until=_SOON)
    record(engine, batch(row, figure("5", "rainfall", _NORTH, "2021"), codes=codes), NOW)
    assert Reader(engine, NOW).catalogue().codes["area", "north"].label == "The north"


def test_what_was_announced_without_figures_is_not_renamed_either(engine: Engine) -> None:
    announced = replace(_KNOWN, indicators=(*_KNOWN.indicators, Indicator("screened", "people screened")))
    record(engine, announced, NOW)
    row = figure("9", "screened", embargo_until=_SOON)
    with pytest.raises(ImportRefused):
        record(engine, batch(row, indicators=(Indicator("screened", "people screened in vain"),)), NOW)


def _subscribe(engine: Engine, topic: str) -> None:
    """From the terminal, which knows what is under embargo."""
    wish = Wish(Address("board", "w1", "news"), "UTC", (topic,), parse_offsets("1 day"))
    subscribe(engine, wish, "terminal", NOW, rights=DESK)


@pytest.mark.parametrize("recall", ["withdraw", "embargo"])
def test_what_channels_subscribed_to_in_public_stays_their_topic(engine: Engine, recall: str) -> None:
    only = figure("9", "screened")
    record(engine, batch(figure("4"), only), NOW)
    _subscribe(engine, "screened")
    if recall == "withdraw":
        withdraw(engine, only.id, Act.of("ana", "taken back", NOW))
    else:
        record(engine, batch(replace(only, embargo_until=_SOON)), NOW)
    for rights in (PUBLIC, DESK):
        assert "screened" in Reader(engine, NOW, rights).catalogue().indicators
    answer = Desk(engine).ask("screened", NOW)
    assert answer.value is None
    assert not answer.figures


def test_what_nobody_subscribed_to_goes_with_its_last_figure(engine: Engine) -> None:
    only = figure("9", "screened")
    record(engine, batch(figure("4"), only), NOW)
    withdraw(engine, only.id, Act.of("ana", "taken back", NOW))
    assert "screened" not in Reader(engine, NOW).catalogue().indicators


def test_what_was_withheld_from_the_start_is_no_topic_when_it_is_withheld_otherwise(engine: Engine) -> None:
    """A draft, then one under embargo, then published under it, and corrected."""
    secret = figure("9", "screened", review=Review.DRAFT)
    embargoed = figure("8", "closures", embargo_until=_SOON)
    record(engine, batch(figure("4"), secret, embargoed), NOW)
    _subscribe(engine, "closures")
    later = replace(secret, embargo_until=_LATER)
    record(engine, batch(later, replace(embargoed, embargo_until=_LATER)), NOW)
    said = replace(later, review=Review.PUBLISHED)
    record(engine, batch(said, said_published=frozenset({said.id})), NOW)
    _subscribe(engine, "screened")
    _, corrected = correct(engine, said.id, Amendment(value="7"), Act.of("ana", "a digit", NOW))
    withdraw(engine, corrected.id, Act.of("ana", "taken back", NOW))
    assert Reader(engine, NOW).catalogue().indicators.keys() == {"rainfall"}


def test_a_ledger_of_the_version_before_keeps_what_only_withheld_figures_use(engine: Engine) -> None:
    secret = figure("7", "closures", (("area", "reef"),), source="leak", embargo_until=_SOON)
    draft = figure("8", "drafts", universe="ghosts", review=Review.DRAFT)
    record(engine, batch(figure("4", dimensions=_NORTH), secret, draft), NOW)
    public = Reader(engine, NOW).catalogue()
    with writing(engine) as connection:
        connection.execute(delete(figure_change))  # That version writes down no drafts.
    run.downgrade(engine, "0006")
    run.upgrade(engine, HEAD)
    assert Reader(engine, NOW).catalogue() == public
    with snapshot(engine) as connection:
        assert untold_until(connection, NOW) == {
            ("indicators", "", "closures"): _SOON,
            ("codes", "area", "reef"): _SOON,
            ("sources", "", "leak"): _SOON,
            ("indicators", "", "drafts"): None,
            ("universes", "", "ghosts"): None,
        }
    assert "closures" in Reader(engine, _SOON).catalogue().indicators


def test_a_named_period_of_the_version_before_is_told_as_before(engine: Engine) -> None:
    record(engine, _KNOWN, NOW)
    with writing(engine) as connection:
        connection.execute(insert(named_period).values(id="2020", label="the dry year", alt_labels=(), period="2020"))
    assert list(Reader(engine, NOW).catalogue().periods) == ["2020"]


def test_dimensions_of_its_own_may_be_named_anew(engine: Engine) -> None:
    for label in ("Area", "Area of the merger"):
        row = figure("7", "closures", _NORTH, embargo_until=_SOON)
        record(engine, batch(row, dimensions=(Dimension("area", label),)), NOW)
    assert Reader(engine, NOW, DESK).catalogue().dimensions["area"].label == "Area of the merger"
