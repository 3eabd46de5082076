"""The later sets: each was scored once at first sight (README.md), and what was reached since then stays."""

from __future__ import annotations

import pytest

from tests.questions import score_claims, score_dialogues, score_sets

_FOLDER = score_sets.ROOT / "tests/questions/later"
_CLAIMS = {"claims-1": 46, "claims-2": 52, "claims-3": 49}
_DIALOGUES = {"dialogues-1": (56, 0), "dialogues-2": (61, 0), "dialogues-3": (64, 0), "dialogues-4": (27, 0)}
_VOICES = {"voices-1": (71, 0), "voices-2": (62, 0), "voices-3": (88, 0)}


@pytest.mark.parametrize(("name", "rightly"), _CLAIMS.items())
def test_claims(name: str, rightly: int) -> None:
    path = _FOLDER / f"{name}.jsonl"
    found = score_claims.report(name, list(score_claims.scored(path)))
    assert found["rightly"] >= rightly
    assert found["called false"] == found["called true"] == 0


@pytest.mark.parametrize(("name", "reached"), _DIALOGUES.items())
def test_dialogues(name: str, reached: tuple[int, int]) -> None:
    path = _FOLDER / f"{name}.jsonl"
    found = score_dialogues.report(name, list(score_dialogues.scored(path)))
    assert found["right"] >= reached[0]
    assert found["wrong"] <= reached[1]


@pytest.mark.parametrize(("name", "reached"), _VOICES.items())
def test_voices(name: str, reached: tuple[int, int]) -> None:
    found = score_sets.report(name, score_sets.scored(score_sets.set_named(str(_FOLDER / f"{name}.jsonl"))))
    assert found["right"] >= reached[0]
    assert found["wrong"] <= reached[1]
