"""House style as settings: what is set goes first, then what is usual in the ledger's language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from adapters.house import house_style
from adapters.settings import Settings, load_settings
from bot.ask.style import HouseStyle
from tests.adapters.conftest import LEDGER, Home

QUESTION = "resident population of Northmere in 2023"


def style(monkeypatch: pytest.MonkeyPatch, ledger: str | None = None, **settings: str) -> HouseStyle:
    for name, value in settings.items():
        monkeypatch.setenv(f"FACTDESK_STYLE_{name.upper()}", value)
    return house_style(load_settings(), ledger)


def test_nothing_set_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert style(monkeypatch) == HouseStyle()
    assert style(monkeypatch, "en-NZ", percent="") == HouseStyle()


@pytest.mark.parametrize(
    ("setting", "value", "field", "meant"),
    [
        ("percent", "%", "percent", "%"),
        ("words_below", "0", "words_below", 0),
        ("thousands", ".", "thousands", "."),
        ("thousands", " ", "thousands", " "),
        ("thousands", "none", "thousands", ""),
        ("month_first", "yes", "month_first", True),
        ("macrons", "no", "macrons", False),
        ("scale_words", "no", "scale_words", False),
    ],
)
def test_each_is_set_by_itself(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, field: str, meant: object
) -> None:
    others = {"decimal": ","} if value == "." else {}
    assert getattr(style(monkeypatch, **{setting: value, **others}), field) == meant


def test_the_ledgers_language_gives_what_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    german = style(monkeypatch, "de", month_first="yes")
    assert (german.thousands, german.decimal, german.month_first, german.language) == (".", ",", True, "de")


def test_a_language_that_is_set_goes_before_the_ledgers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert style(monkeypatch, "de", language="en-US").month_first
    assert style(monkeypatch, "de", language="en-US").thousands == ","


def test_a_ledger_in_an_unknown_language_is_still_answered_from(monkeypatch: pytest.MonkeyPatch) -> None:
    assert style(monkeypatch, "xx-unknown") == HouseStyle()


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("PERCENT", "pct", "FACTDESK_STYLE_PERCENT is “pct”; set it to per cent, percent or %."),
        ("WORDS_BELOW", "11", "FACTDESK_STYLE_WORDS_BELOW is “11”; set it to a number from 0 to 10."),
        ("WORDS_BELOW", "ten", "FACTDESK_STYLE_WORDS_BELOW is “ten”; set it to a number from 0 to 10."),
        (
            "THOUSANDS",
            ";",
            "FACTDESK_STYLE_THOUSANDS is “;”; set it to a comma, a full stop, an apostrophe, a space or none.",
        ),
        ("DECIMAL", "·", "FACTDESK_STYLE_DECIMAL is “·”; set it to a full stop or a comma."),
        ("MONTH_FIRST", "perhaps", "FACTDESK_STYLE_MONTH_FIRST is “perhaps”; set it to yes or no."),
        ("MACRONS", "2", "FACTDESK_STYLE_MACRONS is “2”; set it to yes or no."),
        ("SCALE_WORDS", "big", "FACTDESK_STYLE_SCALE_WORDS is “big”; set it to yes or no."),
        (
            "LANGUAGE",
            "english",
            "FACTDESK_STYLE_LANGUAGE: “english” is not a language that Factdesk knows; write a tag such as en-GB.",
        ),
        (
            "THOUSANDS",
            ".",
            "“.” would part both thousands and decimals; set FACTDESK_STYLE_THOUSANDS or FACTDESK_STYLE_DECIMAL.",
        ),
    ],
)
def test_a_setting_that_cannot_be(home: Home, setting: str, value: str, sentence: str) -> None:
    result = home.run("ask", "--ledger", LEDGER, QUESTION, **{f"FACTDESK_STYLE_{setting}": value})
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{sentence}\n"


def test_every_field_says_what_it_may_hold() -> None:
    """Without that, the sentence about a wrong value could not be made."""
    fields = {name: field for name, field in Settings.model_fields.items() if name != "database_url"}
    assert fields
    assert all(field.description for field in fields.values())


def test_answers_and_cards_are_in_style(home: Home) -> None:
    own = {"FACTDESK_STYLE_THOUSANDS": ".", "FACTDESK_STYLE_DECIMAL": ",", "FACTDESK_STYLE_MONTH_FIRST": "yes"}
    card = home.run("ask", "--ledger", LEDGER, QUESTION, **own).stdout
    assert "29.870 people" in card.splitlines()[0]
    body = json.loads(home.run("ask", "--json", "--ledger", LEDGER, QUESTION, **own).stdout)
    assert "29.870 people" in body["text"]
    assert body["value"] == "29870", "a value is for programs, whatever the style"


def test_lists_are_in_style(home: Home, own: dict[str, str]) -> None:
    home.run("import", LEDGER, **own)
    american = {**own, "FACTDESK_STYLE_LANGUAGE": "en-US"}
    assert "  June 26, 2025           adoption" in home.run("dates", **american).stdout
    figures = home.run("figures", "--indicator", "population", **{**own, "FACTDESK_STYLE_THOUSANDS": "none"}).stdout
    assert ": 29870 people" in figures


def test_what_an_american_answer_offers_can_be_asked(home: Home, tmp_path: Path) -> None:
    """The questions under an answer are in the house's style, and read back to the one figure each stands for."""
    rows = "".join(f"high tide,2024-06-{day:02},{day}.5,metres\n" for day in (1, 2, 11))
    (tmp_path / "tides.csv").write_text(f"indicator,period,value,unit\n{rows}", encoding="utf-8")
    american = {"FACTDESK_STYLE_LANGUAGE": "en-US"}

    def ask(question: str) -> dict[str, object]:
        result = home.run("ask", "--json", "--ledger", tmp_path / "tides.csv", question, **american)
        body: dict[str, object] = json.loads(result.stdout)
        return body

    assert ask("high tide on June 2, 2024")["value"] == "2.5"
    offered = ask("high tide on June 5, 2024")["nearest"]
    assert isinstance(offered, list)
    assert [ask(option["ask"])["value"] for option in offered] == [option["value"] for option in offered] != []
