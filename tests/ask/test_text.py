"""Words as the engine compares them: folding, splitting, stems and "non-X"."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ask.text import fold, stem, tokenize


def _norms(text: str) -> list[str]:
    return [token.norm for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Māori WHĀNAU", "maori whanau"),
        ("Ōtāhuhu – café", "otahuhu - cafe"),
        ("the court’s “no”", 'the court\'s "no"'),
        ("−3", "-3"),
        ("٢٠٢٠ and २०२३ and ๑๙", "2020 and 2023 and 19"),
        ("m² of CO₂, footnote ①", "m2 of co2, footnote 1"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text", ["4½", "½", "⅓", "⑳", "⑽", "⒈", "10⁶", "65²³", "2020¹", "7₂", "Ⅳ", "ⅷ", "❶", "➉", "五"]
)
def test_what_is_no_plain_number_is_not_read_as_its_first_digit(text: str) -> None:
    assert not any(token.stem.isdecimal() for token in tokenize(text))
    assert fold(text) == text


@given(st.characters())
@settings(deadline=None)
def test_every_digit_is_one_of_ten(character: str) -> None:
    assert fold(character).isascii() or not fold(character).isdecimal()


@given(st.text())
@settings(deadline=None)
def test_folding_keeps_every_place_in_the_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("How many, exactly?", ["how", "many", "exactly"]),
        ("2,908,071 votes (48.4%)", ["2908071", "votes", "48.4", "%"]),
        ("on 2020-11-06 or 6/11/2020", ["on", "2020-11-06", "or", "6/11/2020"]),
        ("2020-Q2, 2019/20, 2019-08", ["2020-q2", "2019/20", "2019-08"]),
        ("the council's plan and R&D", ["the", "council", "plan", "and", "r&d"]),
        ("it's what's held", ["it", "what", "held"]),
        ("", []),
        ("…?! 🎉", []),
    ],
)
def test_splitting(text: str, norms: list[str]) -> None:
    assert _norms(text) == norms


@pytest.mark.parametrize("text", ["non-smokers", "non smokers", "Non\u2011smokers", "non–smokers", "NON-SMOKERS"])
def test_non_is_part_of_its_word(text: str) -> None:
    (token,) = tokenize(text)
    assert token.norm == "nonsmokers"
    assert token.stem == "non" + stem("smokers")
    assert token.text == text


def test_non_at_the_end_stands_for_nothing() -> None:
    assert _norms("a sine qua non") == ["a", "sine", "qua"]


@given(st.text())
@settings(deadline=None)
def test_a_token_tells_where_it_stands(text: str) -> None:
    for token in tokenize(text):
        assert 0 <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text


@pytest.mark.parametrize(
    "forms",
    [
        "prosecuted prosecution prosecutions",
        "fell falls fallen falling fall",
        "rose rising risen",
        "child children",
        "woman women",
        "person people persons",
        "colour color colours",
        "organise organize organised organizing",
        "organisation organization",
        "programme program programmes",
        "sold selling sells",
    ],
)
def test_forms_of_one_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["union unit", "party part", "general generate", "smokers nonsmokers", "2020 2021"])
def test_different_words_do_not(pair: str) -> None:
    one, other = (tokenize(word)[0].stem for word in pair.split())
    assert one != other
