"""Vintages: what supersedes what, what merely says it again, and what disagrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Figure, Qualifier, Status
from bot.ledger.vintage import as_of, contradicted_by, latest, side_by_side, superseded_by, vintages
from tests.ledger.batches import figure


def _ids(figures: list[Figure]) -> set[str]:
    return {found.id for found in figures}


def _replaced(figures: list[Figure]) -> dict[str, str]:
    """From the id of each figure that no longer stands to that of the only one that does."""
    return {old: new.id for old, (new,) in superseded_by(figures).items()}


def test_a_later_publication_supersedes() -> None:
    old, new = figure("50", published_on="2020-10"), figure("48", published_on="2020-11")
    assert latest([new, old]) == [new]
    assert _replaced([new, old]) == {old.id: new.id}


def test_a_higher_status_supersedes_whenever_it_was_published() -> None:
    final = figure("48", published_on="2020-10-01", status=Status.FINAL)
    estimate = figure("50", published_on="2023-01-01", status=Status.ESTIMATE)
    assert latest([estimate, final]) == [final]
    assert _replaced([estimate, final]) == {estimate.id: final.id}


def test_the_same_value_of_a_higher_status_is_a_new_vintage() -> None:
    old, new = figure("48", status=Status.PROVISIONAL), figure("48", status=Status.FINAL)
    assert _replaced([old, new]) == {old.id: new.id}


def test_figures_of_different_series_do_not_supersede_each_other() -> None:
    yes = figure("48", dimensions=(("option", "yes"),), published_on="2020-10", status=Status.FINAL)
    no = figure("51", dimensions=(("option", "no"),), published_on="2020-11", status=Status.FINAL)
    other = figure("7", "rainfall days", published_on="2020-12")
    assert latest([yes, no, other]) == [yes, no, other]
    assert superseded_by([yes, no, other]) == {}


def test_a_dated_figure_supersedes_an_undated_one() -> None:
    undated, dated = figure("50"), figure("48", published_on="2020")
    assert _replaced([dated, undated]) == {undated.id: dated.id}


def test_saying_the_same_later_supersedes_nothing() -> None:
    first = figure("48.4", published_on="2020-11", source="office")
    again = figure("48.40", published_on="2021-03", source="paper")
    assert latest([again, first]) == [first]
    assert superseded_by([again, first]) == {}
    (chain,) = vintages([again, first]).values()
    assert [(vintage.rivals, vintage.restated) for vintage in chain] == [((first,), (again,))]


def test_a_rough_repetition_supersedes_nothing_and_an_exact_one_does() -> None:
    exact = figure("2000", published_on="2020")
    rough = figure("2000", published_on="2021", qualifier=Qualifier.ABOUT)
    assert latest([rough, exact]) == [exact]
    more = figure("2000", published_on="2021", qualifier=Qualifier.MORE_THAN)
    assert latest([more, exact]) == [more]
    earlier = figure("2000", published_on="2019", qualifier=Qualifier.ABOUT)
    assert latest([earlier, exact]) == [exact]


def test_a_value_that_comes_back_is_a_new_vintage() -> None:
    chain = [figure("5", published_on="2020"), figure("7", published_on="2021"), figure("5", published_on="2022")]
    assert latest(chain) == [chain[2]]
    assert _replaced(chain) == {chain[0].id: chain[2].id, chain[1].id: chain[2].id}


def test_rivals_are_all_kept() -> None:
    one, other = figure("5", published_on="2020"), figure("7", published_on="2020")
    again = figure("5", published_on="2020", source="paper")
    assert len(latest([one, other, again])) == 2
    assert {found.value for found in latest([one, other, again])} == {5, 7}
    assert superseded_by([one, other, again]) == {}


def test_a_whole_file_of_rivals_is_kept() -> None:
    rivals = [figure(str(value), published_on="2020") for value in range(20_000)]
    again = [replace(one, id=f"{one.id}-again") for one in rivals[:100]]
    assert len(latest([*rivals, *again])) == len(rivals)


def test_rivals_without_a_date_are_all_kept() -> None:
    one, other = figure("5"), figure("7")
    assert _ids(latest([one, other])) == {one.id, other.id}


def test_a_later_figure_settles_a_dispute_even_by_repeating_one_side() -> None:
    rivals = [figure("5", published_on="2020"), figure("7", published_on="2020")]
    settled = figure("7", published_on="2021")
    assert latest([*rivals, settled]) == [settled]
    assert _replaced([*rivals, settled]) == dict.fromkeys(_ids(rivals), settled.id)


def test_a_dispute_that_comes_later_supersedes_what_one_side_repeats() -> None:
    first = figure("5", published_on="2020")
    dispute = [figure("5", published_on="2021"), figure("7", published_on="2021")]
    assert _ids(latest([first, *dispute])) == _ids(dispute)


def test_what_is_superseded_by_a_dispute_is_superseded_by_all_of_it() -> None:
    first = figure("5", published_on="2020")
    dispute = [figure("6", published_on="2021"), figure("7", published_on="2021")]
    ((old, stands),) = superseded_by([first, *dispute]).items()
    assert old == first.id
    assert set(stands) == set(dispute)


def test_rivals_are_found_and_stand_side_by_side() -> None:
    alone, settled = figure("1", period="2019"), figure("8", published_on="2021")
    rivals = [figure(value, published_on="2020") for value in ("5", "6", "7")]
    shown = [rivals[0], alone, settled, *rivals[1:]]
    against = contradicted_by(shown)
    assert set(against) == _ids(rivals)
    assert set(against[rivals[0].id]) == set(rivals[1:])
    assert [set(together) for together in side_by_side(shown)] == [set(rivals), {alone}, {settled}]


@pytest.mark.parametrize(
    ("rough", "exact"),
    [
        ("4", "4.3"), ("4.3", "4.26"), ("5", "4.5"), ("40", "38.6"), ("2000", "1987"), ("1200000", "1234567"),
        ("10", "9.6"), ("100", "96"), ("-5", "-4.5"), ("2000", "2000.0"), ("1" * 39 + "2", "1" * 40 + ".5"),
    ],
)  # fmt: skip
def test_about_a_rounded_value_says_the_same_again(rough: str, exact: str) -> None:
    told = figure(exact, published_on="2020")
    for source in (None, "paper"):
        for day in ("2020", "2021"):
            again = figure(rough, published_on=day, qualifier=Qualifier.ABOUT, source=source)
            assert latest([again, told]) == [told]


@pytest.mark.parametrize(
    ("rough", "exact"),
    [
        ("4.0", "40"), ("40", "4.0"), ("4.0", "4.3"), ("4", "4.5"), ("5", "4.3"), ("30", "38.6"), ("38", "38.6"),
        ("0", "0.3"), ("10", "4"), ("1000000", "600000"), ("4", "-4.3"),
    ],
)  # fmt: skip
def test_about_another_value_does_not(rough: str, exact: str) -> None:
    figures = [figure(rough, qualifier=Qualifier.ABOUT), figure(exact)]
    assert _ids(latest(figures)) == _ids(figures)


@pytest.mark.parametrize("qualifier", [Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.JUST_OVER])
def test_a_rounded_value_that_is_not_said_to_be_about_it_is_a_rival(qualifier: Qualifier) -> None:
    figures = [figure("4", qualifier=qualifier), figure("4.3")]
    assert _ids(latest(figures)) == _ids(figures)


def test_the_roughest_of_several_says_what_the_others_say() -> None:
    figures = [figure(value, qualifier=Qualifier.ABOUT) for value in ("400", "410", "407")]
    assert [found.value for found in latest(figures)] == [407]


def test_different_kinds_never_supersede_each_other() -> None:
    kinds = [
        figure("5", published_on="2020"),
        figure("6", published_on="2021", unit="percent"),
        figure("7", published_on="2022", attributed_to="minister"),
        figure("8", published_on="2023", universe="adults"),
        figure("9", published_on="2024", period="2021"),
    ]
    assert _ids(latest(kinds)) == _ids(kinds)
    assert superseded_by(kinds) == {}


def test_as_of_takes_the_whole_of_a_vague_date() -> None:
    monthly = figure("5", published_on="2020-10")
    undated = figure("6")
    assert as_of([monthly, undated], date(2020, 10, 30)) == [undated]
    assert as_of([monthly, undated], date(2020, 10, 31)) == [monthly, undated]


_figures = st.lists(
    st.builds(
        figure,
        st.sampled_from(["5", "5.0", "7", "9"]),
        period=st.sampled_from(["2020", "2021"]),
        published_on=st.sampled_from([None, "2020", "2020-12-31", "2021-03", "2022"]),
        status=st.sampled_from(list(Status)),
        qualifier=st.sampled_from([Qualifier.EXACT, Qualifier.ABOUT]),
        source=st.sampled_from([None, "office", "paper"]),
        attributed_to=st.sampled_from([None, "minister"]),
    ),
    max_size=12,
    unique_by=lambda found: found.id,
)


@given(figures=_figures)
def test_every_figure_has_one_place(figures: list[Figure]) -> None:
    placed = [found for chain in vintages(figures).values() for vintage in chain for found in vintage.figures]
    assert sorted(found.id for found in placed) == sorted(found.id for found in figures)


@given(figures=_figures, data=st.data())
def test_the_order_of_arrival_does_not_matter(figures: list[Figure], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(figures))
    assert vintages(shuffled) == vintages(figures)


@given(figures=_figures)
def test_a_figure_stands_is_restated_or_is_superseded_by_one_that_stands(figures: list[Figure]) -> None:
    standing, superseded = _ids(latest(figures)), superseded_by(figures)
    assert not standing & set(superseded)
    assert {new.id for stands in superseded.values() for new in stands} <= standing
    restating = {found.id for chain in vintages(figures).values() for found in chain[-1].restated}
    assert standing | restating | set(superseded) == _ids(figures)


@given(figures=_figures)
def test_rivals_disagree_and_are_equal_in_standing(figures: list[Figure]) -> None:
    for chain in vintages(figures).values():
        for vintage in chain:
            statements = {(found.value, found.qualifier) for found in vintage.rivals}
            assert len(statements) == len(vintage.rivals)
            assert len({found.status.rank for found in vintage.rivals}) == 1
            published = {found.published_on and found.published_on.latest for found in vintage.rivals}
            assert len(published) == 1


@given(figures=_figures, first=st.dates(date(2019, 1, 1), date(2023, 1, 1)), days=st.integers(0, 900))
def test_nothing_once_known_is_forgotten(figures: list[Figure], first: date, days: int) -> None:
    assert _ids(as_of(figures, first)) <= _ids(as_of(figures, first + timedelta(days)))


@given(figures=_figures)
def test_in_the_end_everything_is_known(figures: list[Figure]) -> None:
    assert latest(as_of(figures, date(2030, 1, 1))) == latest(figures)
