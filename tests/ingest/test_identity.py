from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from bot.domain import Figure, Status
from bot.ingest.identity import claim, figure_id, slug
from bot.periods import PartialDate, Period

FIGURE = Figure("", "members", (("branch", "pier"),), Period("2019"), Decimal("48.40"), unit="people")


def test_a_slug_is_the_words_in_lower_case() -> None:
    assert slug("Votes cast") == slug("votes  CAST") == "votes-cast"
    assert slug("Māori population") == "māori-population"


def test_labels_that_differ_in_more_than_case_and_spacing_have_different_slugs() -> None:
    labels = ["A+", "A-", "A", "+", "-", "🎉", "votes (cast)", "votes, cast", "x" * 80, "x" * 81]
    assert len({slug(label) for label in labels}) == len(labels)
    assert all(slug(label) and len(slug(label)) <= 67 for label in labels)


def test_a_figure_id_is_the_same_in_every_import() -> None:
    assert figure_id(FIGURE) == "ucsbefoufp"
    assert re.fullmatch("[a-z2-7]{10}", figure_id(FIGURE))


def test_equal_numbers_are_one_figure_whatever_their_scale() -> None:
    assert figure_id(replace(FIGURE, value=Decimal("48.4"))) == figure_id(FIGURE)
    long = Decimal("1234567890123456789012345678901.25")
    assert figure_id(replace(FIGURE, value=long)) != figure_id(replace(FIGURE, value=long + Decimal("1e-30")))


def test_every_part_of_the_natural_key_counts() -> None:
    others = [
        replace(FIGURE, indicator="visits"),
        replace(FIGURE, dimensions=()),
        replace(FIGURE, dimensions=(("branch", "pier"), ("age", "x"))),
        replace(FIGURE, period=Period("2020")),
        replace(FIGURE, status=Status.FINAL),
        replace(FIGURE, unit=None),
        replace(FIGURE, universe="residents"),
        replace(FIGURE, source="report"),
        replace(FIGURE, locator="report"),
        replace(FIGURE, attributed_to="report"),
        replace(FIGURE, published_on=PartialDate("2020")),
    ]
    assert len({claim(figure) for figure in (FIGURE, *others)}) == len(others) + 1
    assert claim(replace(FIGURE, value=Decimal(1))) == claim(FIGURE)
    assert figure_id(replace(FIGURE, value=Decimal(1))) != figure_id(FIGURE)


def test_codes_that_hold_separators_do_not_run_together() -> None:
    one, two, three = (("a", "1;b=2"),), (("a", "1"), ("b", "2")), (("a;1", "b=2"),)
    assert len({figure_id(replace(FIGURE, dimensions=dimensions)) for dimensions in (one, two, three)}) == 3
