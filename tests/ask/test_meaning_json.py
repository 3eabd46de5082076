"""A meaning as JSON: there and back, and every way in which what comes in may be wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ask.meaning import Extreme, Lookup, Meaning, Members, Selection
from bot.ask.meaning_json import MAX_CHARACTERS, MAX_CODES, MAX_SELECTIONS, from_json, from_text, to_json
from bot.ask.meaning_names import check_names
from bot.errors import UnclearReading
from bot.periods import Period
from tests.ask.evaluate.ledgers import assembly
from tests.ask.meanings import meanings, selections

_CODES = {"bloc": ("red", "blue"), "row 1": ("percent", "Ōtara; “a=b”")}
_SELECTIONS = selections(("support", "cost"), _CODES, ("mayor",), ("herald", "The Clerk"))
ONE = {"indicator": "support", "dimensions": {"bloc": "red"}, "period": "2020"}


@given(meanings(_SELECTIONS, _CODES))
def test_there_and_back(meaning: Meaning) -> None:
    assert from_text(json.dumps(to_json(meaning))) == meaning


def test_what_may_be_left_out() -> None:
    assert from_json({"operation": "lookup", "of": {"indicator": "cost"}}) == Lookup(Selection("cost"))
    group = {"members": {"indicator": "support"}, "dimension": "bloc"}
    assert from_json({"operation": "extreme", "of": group, "highest": True}) == Extreme(
        Members(Selection("support"), "bloc"), highest=True
    )


def test_dimensions_come_in_any_order() -> None:
    body = {"indicator": "a", "dimensions": {"z": "1", "b": "2"}, "period": "2020-11"}
    assert from_json({"operation": "lookup", "of": body}) == Lookup(
        Selection("a", (("b", "2"), ("z", "1")), Period("2020-11"))
    )


def _lookup(**changes: Any) -> dict[str, Any]:
    return {"operation": "lookup", "of": {**ONE, **changes}}


def _extreme(**changes: Any) -> dict[str, Any]:
    group = {"members": ONE, "dimension": "bloc"}
    return {"operation": "extreme", "of": group, "highest": True, **changes}


WRONG = {
    "no object": [],
    "no operation": {},
    "an operation that is none": {"operation": "divine", "of": ONE},
    "an operation that is no text": {"operation": ["lookup"], "of": ONE},
    "nothing to look up": {"operation": "lookup"},
    "a selection that is none": {"operation": "lookup", "of": "support"},
    "a name too many": {**_lookup(), "then": "more"},
    "a slot too many": _lookup(place=1),
    "no indicator": {"operation": "lookup", "of": {"period": "2020"}},
    "an empty name": _lookup(indicator=""),
    "an endless name": _lookup(indicator="a" * 1_001),
    "a name that is no text": _lookup(indicator=1),
    "dimensions that are none": _lookup(dimensions=["bloc"]),
    "a code that is no text": _lookup(dimensions={"bloc": None}),
    "dimensions without end": _lookup(dimensions={str(number): "a" for number in range(21)}),
    "a period that is none": _lookup(period="yesterday"),
    "a period that is no text": _lookup(period=2020),
    "a period that ends first": _lookup(period="2020/2019"),
    "a status that is none": _lookup(statuses=["rumoured"]),
    "statuses that are no list": _lookup(statuses="final"),
    "a status that is no text": _lookup(statuses=[{}]),
    "an agent that is no text": _lookup(agent=7),
    "no parts": {"operation": "share", "parts": [], "whole": ONE},
    "parts without end": {"operation": "sum", "of": {"several": [ONE] * (MAX_SELECTIONS + 1)}},
    "one selection too many": {"operation": "share", "parts": [ONE] * MAX_SELECTIONS, "whole": ONE},
    "no group": {"operation": "sum", "of": ONE},
    "some of many where all are wanted": {
        "operation": "mean",
        "of": {"ranked": {"members": ONE, "dimension": "bloc"}, "highest": True, "count": 2},
    },
    "some of many that are no members": {
        "operation": "sum",
        "of": {"ranked": {"periods": ONE}, "highest": True, "count": 2},
    },
    "none of many": {
        "operation": "sum",
        "of": {"ranked": {"members": ONE, "dimension": "bloc"}, "highest": True, "count": 0},
    },
    "a crossing of members": {
        "operation": "crossing",
        "of": {"members": ONE, "dimension": "bloc"},
        "side": "above",
        "bound": "1",
    },
    "a whole that is a stretch": {"operation": "share", "parts": [ONE], "whole": {"periods": ONE}},
    "two groups": {"operation": "sum", "of": {"periods": ONE, "members": ONE, "dimension": "bloc"}},
    "codes without end": _extreme(of={"members": ONE, "dimension": "bloc", "codes": ["red"] * (MAX_CODES + 1)}),
    "a flag that is none": _extreme(highest="yes"),
    "a place that is none": _extreme(place=0),
    "a place that is a flag": _extreme(place=True),
    "a place without end": _extreme(count=10**9),
    "asks for what is none": _extreme(asks="why"),
    "a side that is none": {"operation": "count", "of": {"periods": ONE}, "side": "near", "bound": "1"},
    "a bound that is no number": {"operation": "count", "of": {"periods": ONE}, "side": "above", "bound": "1.2.3"},
    "a bound beyond all numbers": {"operation": "count", "of": {"periods": ONE}, "side": "above", "bound": "9" * 41},
    "a bound that is no text": {"operation": "count", "of": {"periods": ONE}, "side": "above", "bound": 12},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_in_one_sentence(name: str) -> None:
    with pytest.raises(UnclearReading) as refused:
        from_json(WRONG[name])
    (message,) = refused.value.args
    assert message.startswith("The reading ")
    assert message.endswith(".")
    assert "\n" not in message
    assert len(message) < 400


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 20_000, "9" * 5_000, '"' + "a" * MAX_CHARACTERS + '"', "NaN", "null", '{"operation": NaN}']
)
def test_what_is_no_json_or_too_long(text: str) -> None:
    with pytest.raises(UnclearReading):
        from_text(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(("operation", "of", "several", "x")), inner),
    )
)
def test_nothing_else_is_ever_raised(body: object) -> None:
    with pytest.raises(UnclearReading):
        from_json(body)


UNKNOWN = {
    "an indicator": Lookup(Selection("moons")),
    "a dimension": Lookup(Selection("support", (("moon", "red"),))),
    "a code": Lookup(Selection("support", (("bloc", "mauve"),))),
    "a claimant": Lookup(Selection("support", agent="nobody")),
    "a source": Lookup(Selection("cost", source="Oracle")),
    "a dimension of a group": Extreme(Members(Selection("support"), "moon"), highest=True),
    "a code of a group": Extreme(Members(Selection("support"), "bloc", ("red", "mauve")), highest=True),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_names_that_the_ledger_does_not_hold(name: str) -> None:
    with pytest.raises(UnclearReading, match="that the ledger does not hold"):
        check_names(UNKNOWN[name], assembly().ledger.catalogue)


def test_names_that_it_holds() -> None:
    red = Selection("support", (("bloc", "red"),), agent="mayor")
    for meaning in (
        Lookup(red),
        Lookup(Selection("cost", source="Herald")),
        Lookup(Selection("cost", source="herald")),
    ):
        check_names(meaning, assembly().ledger.catalogue)
