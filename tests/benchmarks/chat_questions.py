"""What a newsroom asks in the benchmark of chats: the sample ledger's own question sets, a few questions most often."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

_SETS = Path(__file__).resolve().parents[1] / "questions"
_OF_THE_SAMPLE = "nz-*.jsonl"


def questions(seed: int = 5) -> Iterator[str]:
    """Without end, in a fixed order. The n-th most popular is asked one n-th as often as the first (Zipf's law), as
    when a newsroom's reporters are on the same stories."""
    paths = sorted(_SETS.glob(_OF_THE_SAMPLE))
    texts = [json.loads(line)["q"] for path in paths for line in path.open(encoding="utf-8")]
    chance = random.Random(seed)
    chance.shuffle(texts)
    weights = [1 / rank for rank in range(1, len(texts) + 1)]
    while True:
        yield from chance.choices(texts, weights, k=len(texts))
