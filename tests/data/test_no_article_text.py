"""The project holds the facts of the articles, not their sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.data.conftest import ARTICLES, needs_articles

_RUN = 9
_ROOT = Path(__file__).parents[2]
_FILES = sorted(
    path.relative_to(_ROOT)
    for folder in ("data", "tests/data")
    for path in (_ROOT / folder).rglob("*")
    if path.suffix in (".csv", ".json", ".md", ".py")
)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


@needs_articles
@pytest.mark.parametrize("path", _FILES, ids=str)
def test_no_nine_words_of_an_article_stand_in_a_row(path: Path) -> None:
    own = _runs((_ROOT / path).read_text(encoding="utf-8"))
    for article in sorted(ARTICLES.glob("*.txt")):
        assert own & _runs(article.read_text(encoding="utf-8")) == set(), article.name
