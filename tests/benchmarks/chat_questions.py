"""What a newsroom asks in the benchmark of chats: the sample ledger's own question sets, in a fixed order."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

_SETS = Path(__file__).resolve().parents[1] / "questions"
_SALUTATIONS = 1_000_000


def questions(*, repeat: bool, seed: int = 5) -> Iterator[str]:
    """Without end. `repeat` False: no two are the same, as each begins with another name."""
    texts = [json.loads(line)["q"] for path in sorted(_SETS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    random.Random(seed).shuffle(texts)
    for number, text in enumerate(cycle(texts)):
        yield text if repeat else f"Please, {number + _SALUTATIONS}: {text}"
