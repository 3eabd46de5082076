"""What the figures say of one another holds, except where a source's own sums do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from bot.ask.derivation import Derivation
from bot.domain import Dimensions, Figure, Qualifier, Status
from bot.ingest.batch import Batch


def _value(package: Batch, indicator: str, status: Status | None = None, **codes: str) -> Decimal:
    found = {
        figure.value
        for figure in package.figures
        if figure.indicator == indicator
        and status in (None, figure.status)
        and dict(figure.dimensions) == {dimension.replace("_", "-"): code for dimension, code in codes.items()}
    }
    assert len(found) == 1, (indicator, codes, found)
    return found.pop()


# The sources name all codes of these; of the parties they name only some.
_NAMED_WHOLLY = {"option", "outcome"}


def test_shares_of_one_whole_add_up_to_about_100(package: Batch) -> None:
    codes: dict[str, set[str]] = defaultdict(set)
    for code in package.codes:
        codes[code.dimension].add(code.id)
    complete = 0
    for whole in (dimension.id for dimension in package.dimensions if dimension.whole):
        for parts in _parts(package, whole):
            total = sum(parts.values(), Decimal(0))
            assert total <= 101, (whole, parts)
            if whole in _NAMED_WHOLLY and parts.keys() == codes[whole]:
                assert total >= 99, (whole, parts)
                complete += 1
    assert complete == 6


def _parts(package: Batch, whole: str) -> Iterable[dict[str, Decimal]]:
    """Code -> share, for each set of shares that differ in the codes of one dimension alone."""
    found: dict[object, dict[str, Decimal]] = defaultdict(dict)
    for figure in package.figures:
        own = dict(figure.dimensions)
        if whole in own and figure.unit == "percent":
            part = own.pop(whole)
            key = (figure.indicator, tuple(own.items()), figure.period, figure.status, figure.source)
            found[key][part] = figure.value
    return found.values()


def test_a_share_is_its_numerator_over_its_denominator(package: Batch) -> None:
    counts: dict[tuple[str, Dimensions, str], Figure] = {
        (figure.indicator, figure.dimensions, figure.period.iso): figure
        for figure in package.figures
        if figure.status in (Status.NORMAL, Status.FINAL)
    }
    checked = 0
    for indicator in (indicator for indicator in package.indicators if indicator.numerator):
        for ratio in (figure for figure in package.figures if figure.indicator == indicator.id):
            part, whole = (
                counts.get((name or "", ratio.dimensions, ratio.period.iso))
                for name in (indicator.numerator, indicator.denominator)
            )
            if part and whole:
                assert _agrees(ratio, 100 * part.value / whole.value), (ratio, part, whole)
                checked += 1
    assert checked == 4


def _agrees(reported: Figure, computed: Decimal) -> bool:
    if reported.qualifier is Qualifier.LESS_THAN:
        return computed < reported.value
    if reported.qualifier is Qualifier.JUST_OVER:
        return reported.value < computed < reported.value + 1
    return computed.quantize(reported.value, ROUND_HALF_UP) == reported.value


def test_derivations_are_written_in_the_grammar_and_of_what_is_held(package: Batch) -> None:
    series = {figure.series for figure in package.figures}
    derived = [indicator for indicator in package.indicators if indicator.derivation]
    assert len(derived) == 4
    for indicator in derived:
        derivation = Derivation.parse(indicator.derivation or "")
        assert derivation is not None, indicator.derivation
        assert derivation.moments is not None, indicator.derivation
        for dimension, codes in derivation.bound.items():
            for code in codes:
                assert any(
                    key.indicator == derivation.indicator and (dimension, code) in key.dimensions for key in series
                ), (indicator.id, dimension, code)


def test_a_reported_rise_follows_from_the_two_months(package: Batch) -> None:
    months = {
        figure.period.iso: figure.value
        for figure in package.figures
        if figure.indicator == "prosecution-share" and dict(figure.dimensions) == {"ethnicity": "maori"}
    }
    rise = 100 * (months["2020-04"] - months["2020-03"]) / months["2020-03"]
    assert rise == _value(package, "prosecution-share-rise")


def test_reported_changes_in_seats_follow_from_both_results(package: Batch) -> None:
    for party in ("national", "labour"):
        provisional, final = (
            _value(package, "seats", status, party=party) for status in (Status.PROVISIONAL, Status.FINAL)
        )
        assert final - provisional == _value(package, "seats-change", party=party)


def test_the_reported_narrowing_is_kept_beside_components_that_contradict_it(package: Batch) -> None:
    preliminary, final = (
        _value(package, "referendum-vote-share", status, proposal="cannabis", option="no")
        - _value(package, "referendum-vote-share", status, proposal="cannabis", option="yes")
        for status in (Status.PRELIMINARY, Status.FINAL)
    )
    assert preliminary - final == Decimal("4.7")
    assert _value(package, "referendum-gap-narrowing") == Decimal("2.4")
