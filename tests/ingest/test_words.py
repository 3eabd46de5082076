from __future__ import annotations

import pytest

from bot.domain import KeyDateStatus, Qualifier, Status
from bot.ingest.faults import BadCell
from bot.ingest.words import (
    nearest,
    parse_alt_labels,
    parse_flag,
    parse_key_date_status,
    parse_qualifier,
    parse_status,
    parse_unit,
    parse_url,
    quoted,
)


@pytest.mark.parametrize("text", ["more than", "More than", "more_than", "MORE-THAN"])
def test_words_of_a_list_are_read_however_they_are_written(text: str) -> None:
    assert parse_qualifier(text) is Qualifier.MORE_THAN


def test_every_word_of_the_lists_reads_as_itself() -> None:
    assert [parse_status(word.value) for word in Status] == list(Status)
    assert [parse_qualifier(word.value) for word in Qualifier] == list(Qualifier)
    assert [parse_key_date_status(word.value) for word in KeyDateStatus] == list(KeyDateStatus)


def test_a_misspelt_word_is_refused_with_the_nearest() -> None:
    with pytest.raises(BadCell) as bad:
        parse_status("provisonal")
    assert bad.value.wrong == "“provisonal” is not a status"
    assert bad.value.right.startswith("did you mean “provisional”? write one of: forecast, pre-election, ")


def test_a_word_like_none_of_the_list_is_refused_with_the_list_alone() -> None:
    with pytest.raises(BadCell) as bad:
        parse_qualifier("zzz")
    assert bad.value.right.startswith("write one of: exact, about, more than, ")


def test_nearest_ignores_case_and_gives_up_on_what_is_not_alike() -> None:
    assert nearest("PUBLISHER", ["title", "publisher"]) == "publisher"
    assert nearest("zzz", ["title", "publisher"]) is None
    assert nearest("zzz", []) is None


def test_flags() -> None:
    assert [parse_flag(text) for text in ("true", "TRUE", "yes", "0", "no")] == [True, True, True, False, False]
    with pytest.raises(BadCell, match="write true or false"):
        parse_flag("maybe")


def test_percent_and_percentage_points_have_one_spelling_and_stay_apart() -> None:
    assert {parse_unit(text) for text in ("%", "per cent", "Per cent", "percent")} == {"percent"}
    assert {parse_unit(text) for text in ("pp", "percentage point", "percentage points")} == {"percentage points"}
    assert parse_unit("Votes") == "Votes"


def test_alternative_labels_stand_between_bars() -> None:
    assert parse_alt_labels("one | two|one") == ("one", "two")
    for text in ("|one", "one||two", "one|", "|"):
        with pytest.raises(BadCell, match="empty label"):
            parse_alt_labels(text)


def test_an_address_is_a_web_address_in_full() -> None:
    assert parse_url("https://example.org/a?b=c") == "https://example.org/a?b=c"
    for text in ("example.org", "javascript:alert(1)", "https://", "https://a b", "ftp://example.org"):
        with pytest.raises(BadCell, match="in full"):
            parse_url(text)


def test_a_message_shows_no_more_than_the_start_of_a_long_cell() -> None:
    assert len(quoted("x" * 500)) < 70
