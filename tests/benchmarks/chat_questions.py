"""What a newsroom asks in the benchmark of chats: the sample ledger's own question sets, in a fixed order."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

_SETS = Path(__file__).resolve().parents[1] / "questions"


def questions(seed: int = 5) -> Iterator[str]:
    """Without end: all of them, again and again."""
    texts = [json.loads(line)["q"] for path in sorted(_SETS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    random.Random(seed).shuffle(texts)
    return cycle(texts)
