"""The package is valid, whole, and says of its sources what is known of them."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pytest

from bot.domain import Status
from bot.ingest.batch import Batch
from tests.data.conftest import ARTICLES, needs_articles


def test_frictionless_finds_it_valid(descriptor: Path) -> None:
    report = frictionless.validate(str(descriptor))
    assert report.valid, report.flatten(["resource", "rowNumber", "fieldName", "note"])
    assert [task.name for task in report.tasks] == [
        "indicators", "universes", "dimensions", "codes", "periods", "agents", "sources", "key_dates", "observations",
    ]  # fmt: skip


def test_it_is_imported_without_a_warning(package: Batch) -> None:
    assert package.warnings == ()
    assert package.language == "en-NZ"
    assert "NZ" in package.scope


def test_nothing_is_named_that_no_table_defines(package: Batch) -> None:
    assert package.only_named == frozenset()


def test_it_is_licensed_for_reuse(descriptor: Path) -> None:
    licences = json.loads(descriptor.read_text(encoding="utf-8"))["licenses"]
    assert [licence["name"] for licence in licences] == ["CC-BY-4.0"]


@pytest.mark.parametrize("kind", ["indicators", "universes", "codes", "agents", "sources"])
def test_every_concept_is_used(package: Batch, kind: str) -> None:
    uses: dict[str, set[str | None]] = {
        "indicators": {figure.indicator for figure in package.figures},
        "universes": {figure.universe for figure in package.figures}
        | {indicator.universe for indicator in package.indicators}
        | {universe.broader for universe in package.universes}
        | {universe.id for universe in package.universes if universe.size},
        "codes": {code for figure in package.figures for _, code in figure.dimensions},
        "agents": {figure.attributed_to for figure in package.figures},
        "sources": {figure.source for figure in package.figures},
    }
    assert {concept.id for concept in getattr(package, kind)} <= uses[kind]


def test_every_figure_has_its_place_in_a_source(package: Batch) -> None:
    for figure in package.figures:
        assert figure.source, figure
        assert figure.locator, figure
        assert figure.locator.startswith("paragraph"), figure


def test_every_figure_has_the_unit_of_its_indicator(package: Batch) -> None:
    units = {indicator.id: indicator.unit for indicator in package.indicators}
    assert all(figure.unit == units[figure.indicator] for figure in package.figures)


def test_what_is_expected_or_needed_is_no_record(package: Batch) -> None:
    unsettled = {figure.indicator for figure in package.figures if figure.status in (Status.FORECAST, Status.ESTIMATE)}
    assert unsettled == {"special-votes", "special-votes-needed"}


@needs_articles
def test_sources_hold_what_is_known_of_the_articles_and_no_more(package: Batch) -> None:
    known = json.loads((ARTICLES / "sources.json").read_text(encoding="utf-8"))
    held = [
        (
            source.publisher,
            source.title,
            source.author,
            source.url,
            str(source.published_on) if source.published_on else None,
            source.note,
        )
        for source in package.sources
    ]
    assert held == [
        tuple(article[key] for key in ("publisher", "title", "author", "url", "published_on", "note"))
        for article in known
    ]
