"""The starter ledger as the importer reads it."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from bot.domain import Figure
from bot.ingest.batch import Batch
from bot.ingest.datapackage import read_package

ARTICLES = Path(__file__).parents[2].parent / "shared" / "articles"
"""The texts that the figures were taken from. They are no part of the project."""

needs_articles = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not part of the project")


@pytest.fixture(scope="session")
def descriptor() -> Path:
    with as_file(files("data") / "nz-drug-law" / "datapackage.json") as path:
        return path


@pytest.fixture(scope="session")
def package(descriptor: Path) -> Batch:
    return read_package(descriptor)


@pytest.fixture(scope="session")
def dated_figures(package: Batch) -> tuple[Figure, ...]:
    """The figures, each with the date of its source where it has none of its own."""
    published = {source.id: source.published_on for source in package.sources}
    return tuple(
        figure if figure.published_on else replace(figure, published_on=published[figure.source or ""])
        for figure in package.figures
    )
