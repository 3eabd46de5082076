"""A ledger on either database, and its index in a real folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.ask.lexicon import Lexicon
from bot.ask.text import tokenize
from bot.search.index import SearchIndex
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC, Rights
from tests.ledger.batches import NOW

Proposals = Callable[..., list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index"


@pytest.fixture
def proposals(engine: Engine) -> Proposals:
    """What an index proposes for a question asked now, after whatever was recorded before."""

    def ask(
        index: SearchIndex, question: str, limit: int = 5, now: datetime = NOW, rights: Rights = PUBLIC
    ) -> list[str]:
        reader = Reader(engine, now, rights)
        stems = [token.stem for token in tokenize(question)]
        return index.candidates(reader, Lexicon(reader.catalogue()), now, stems, limit)

    return ask
