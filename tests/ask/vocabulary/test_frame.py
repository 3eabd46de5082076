"""Observations laid out for reading."""

from __future__ import annotations

from bot.ask.vocabulary.frame import EMPTY, Facet, Frame, Item, Kind, Row
from tests.ask.vocabulary.frames import FISH, frame


def test_a_facet_that_a_cell_leaves_out_is_empty_there() -> None:
    laid = frame(["catch", "north", "2020", 5], ["catch", None, "2020", 9])
    assert (laid.cells[1] == EMPTY).tolist() == [False, True, False]


def test_cells_tell_apart_only_by_what_differs() -> None:
    laid = frame(["catch", "north", "2020", 5], ["catch", "south", "2020", 9])
    assert laid.varies.tolist() == [False, True, False]


def test_a_line_is_the_cells_that_differ_in_one_facet_alone() -> None:
    laid = frame(*FISH)
    north = next(cell for cell in range(len(laid.values)) if laid.labels_of(cell) == ["catch", "north", "2020"])
    assert [laid.labels_of(cell)[1] for cell in laid.line(north, 1)] == ["north", "south", "all areas"]
    assert [laid.labels_of(cell)[2] for cell in laid.line(north, 2)] == ["2019", "2020"]


def test_a_whole_and_the_latest_period_are_what_is_meant_by_default() -> None:
    laid = frame(*FISH)
    meant = {tuple(laid.labels_of(cell)[1:]): laid.is_default[cell, 1:].tolist() for cell in range(len(laid.values))}
    assert meant["all areas", "2020"] == [True, True]
    assert meant["north", "2019"] == [False, False]


def test_a_word_of_all_items_tells_none_apart() -> None:
    items = [Item(0, "a", ("north bay",)), Item(0, "b", ("south bay",))]
    laid = Frame([Facet(Kind.DIMENSION, "area")], items, [Row({0: "a"}, 1), Row({0: "b"}, 2)])
    bay, north = laid.words["bay"], laid.words["north"]
    told = {word: laid.distinct[0, place] for place, word in enumerate(laid.phrases[0].tolist())}
    assert told[north] > told[bay]
