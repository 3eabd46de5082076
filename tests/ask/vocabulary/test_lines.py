"""The lines of a frame."""

from __future__ import annotations

import numpy as np

from bot.ask.vocabulary.lines import Lines

_CELLS = np.array([[1, 4, 9], [2, 4, 9], [1, 5, 9], [2, 5, 8], [3, 4, 8]])


def test_a_line_holds_what_differs_in_its_facet_alone_and_in_facets_that_tell_none_apart() -> None:
    lines = Lines(_CELLS, np.array([True, True, False]))
    assert [lines.line(cell, 0).tolist() for cell in range(5)] == [[0, 1, 4], [0, 1, 4], [2, 3], [2, 3], [0, 1, 4]]
    assert [lines.line(cell, 1).tolist() for cell in range(5)] == [[0, 2], [1, 3], [0, 2], [1, 3], [4]]
    assert Lines(_CELLS, np.array([True, True, True])).line(0, 0).tolist() == [0, 1]


def test_each_cell_is_told_the_most_of_its_line() -> None:
    lines = Lines(_CELLS, np.array([True, True, False]))
    assert lines.most(np.array([0.5, 0.1, 0.2, 0.9, 0.7]), 0).tolist() == [0.7, 0.7, 0.9, 0.9, 0.7]


def test_a_frame_without_cells_has_no_lines() -> None:
    assert Lines(np.zeros((0, 2), dtype=np.int64), np.array([True, True])).most(np.zeros(0), 1).tolist() == []
