"""Near misses: one part exchanged for one that the ledger lacks, the same on every run, and counted right."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.domain import Outcome
from tests.questions.near_misses.ages import other_ages
from tests.questions.near_misses.classes import other_terms, read_classes
from tests.questions.near_misses.counts import counts_for_shares
from tests.questions.near_misses.held import Held, read_package
from tests.questions.near_misses.making import half_of, line, of_tables
from tests.questions.near_misses.own import of_own_ledgers
from tests.questions.near_misses.siblings import Columns, other_members
from tests.questions.near_misses.times import other_years
from tests.questions.near_misses.wording import places, replaced
from tests.questions.score_near_misses import ask_all, report

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "questions" / "near-misses.jsonl"
TABLES = ROOT.parent / "shared" / "tables-train"
FROZEN = "1e5a458ebd20d6d511fe35f689790ba9ff587b3e523aab59ae15cc71d6cf5dee"
"""The SHA-256 of what the tables give with seed 2026."""
PLACES = Held("jobs in Ontario, 2010 to 2012", (("ontario", "quebec"), ("2010", "2012")))


def test_a_year_beside_those_held_and_none_that_a_span_takes_in() -> None:
    found = {(swap.replaced, swap.by) for swap in other_years("how many jobs had quebec in 2010?", PLACES)}
    assert found == {("2010", "2013"), ("2010", "2009")}


def test_years_keep_their_order() -> None:
    found = {swap.question for swap in other_years("how did jobs change from 2010 to 2012?", PLACES)}
    assert found == {"how did jobs change from 2009 to 2012?", "how did jobs change from 2010 to 2013?"}


def test_a_year_over_the_turn_moves_as_one() -> None:
    held = Held("cases, 2013/2014", ())
    found = {swap.question for swap in other_years("how many cases in 2013/2014?", held)}
    assert found == {"how many cases in 2015/2016?", "how many cases in 2012/2013?"}


@pytest.mark.parametrize("question", ["seats as of 1 November 2012?", "how many jobs were there in 1999?"])
def test_no_year_where_another_changes_nothing_or_the_ledger_lacks_it(question: str) -> None:
    assert not list(other_years(question, PLACES))


def test_an_age_band_that_no_bands_add_up_to() -> None:
    held = Held("", (("15 to 24 years", "25 to 34 years", "65 and over"),))
    found = {swap.by for swap in other_ages("how many aged 15 to 24 years?", held)}
    assert found == {"20 to 29", "10 to 19"}
    assert {swap.by for swap in other_ages("how many were aged 65 and over?", held)} == {"60", "70", "75"}


def test_a_term_of_the_same_class_that_the_ledger_lacks() -> None:
    found = {swap.by for swap in other_terms("how many jobs had quebec?", PLACES, read_classes())}
    assert {"alberta", "nunavut"} <= found
    assert "ontario" not in found


def test_an_abbreviation_is_held() -> None:
    held = Held("", (("ont", "que"),))
    assert "quebec" not in {swap.by for swap in other_terms("how many jobs had ontario?", held, read_classes())}


def test_a_share_of_women_tells_that_of_men() -> None:
    held = Held("workers", (("percent women",),))
    assert not list(other_terms("what share of workers are women?", held, read_classes()))
    about_women = Held("women in work", (("percent employed",),))
    (swap,) = other_terms("what share of women are employed?", about_women, read_classes())
    assert (swap.kind, swap.by) == ("base", "men")


def test_a_term_that_is_left_out_or_that_measures_nothing_stays() -> None:
    assert not list(other_terms("how many jobs in all places except quebec?", PLACES, read_classes()))
    held = Held("average income", ())
    assert not list(other_terms("what did they pay on average?", held, read_classes()))


def test_a_sibling_from_columns_of_the_same_kind() -> None:
    here = Held("", (("asthma", "gout", "migraine", "measles"),))
    there = Held("", (("asthma", "gout", "migraine", "scurvy"),))
    columns = Columns.of((here, there, there))
    found = [swap.by for swap in other_members("how many had measles or gout?", here, columns, frozenset())]
    assert found == ["scurvy"]


def test_a_count_where_there_are_shares_alone() -> None:
    shares = Held("percentage of adults who smoke", (("men", "women"),), largest=40)
    (swap,) = counts_for_shares("what percentage of men smoke?", shares)
    assert swap.question == "what number of men smoke?"
    assert not list(counts_for_shares("what percentage of men smoke?", Held("", (), largest=4000)))


def test_replacing_keeps_articles_capitals_and_compounds() -> None:
    assert replaced("An apple a day", [(3, 8)], "pear") == "A pear a day"
    assert replaced("Labour won", [(0, 6)], "the Alliance") == "The Alliance won"
    assert replaced("did Labour win", [(4, 10)], "the Alliance") == "did the Alliance win"
    assert places("Māori", "non-Maori and maori") == [(14, 19)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tables").mkdir()
    rows = "\n".join(f"jobs by province,{place},{year},1" for place in ("ontario", "quebec") for year in (2010, 2011))
    questions = [
        {"table": f"tables/{name}.csv", "q": "how many jobs did quebec have in 2011?", "expect": "answered"}
        for name in ("a", "b", "c", "d")
    ]
    questions.append({"table": "tables/a.csv", "q": "how many jobs did mars have in 2011?", "expect": "abstained"})
    for name in ("a", "b", "c", "d"):
        (tmp_path / "tables" / f"{name}.csv").write_text(f"indicator,row 1,column 1,value\n{rows}\n")
    (tmp_path / "questions.jsonl").write_text("".join(json.dumps(one) + "\n" for one in questions))
    return tmp_path


def test_making_is_the_same_on_every_run_and_another_with_another_seed(folder: Path) -> None:
    runs = [[line(miss) for miss in of_tables(folder, read_classes(), seed)] for seed in (1, 1, 2)]
    assert runs[0] == runs[1] != runs[2]
    misses = [json.loads(text) for text in runs[0]]
    assert {miss["kind"] for miss in misses} == {"member", "year"}
    assert all(miss["half"] == half_of(miss["table"]) for miss in misses)
    assert {miss["half"] for miss in misses} == {"work", "held"}
    assert all(miss["by"] in miss["q"] and "mars" not in miss["q"] for miss in misses)


def test_own_near_misses_are_as_they_say() -> None:
    misses = [json.loads(text) for text in OWN.read_text(encoding="utf-8").splitlines()]
    assert len({(miss["table"], miss["q"]) for miss in misses}) == len(misses)
    assert Counter(miss["kind"] for miss in misses).keys() == {"year", "member", "group", "measure", "base"}
    held = {table: read_package(ROOT / table) for table in {miss["table"] for miss in misses}}
    for miss in misses:
        assert miss["half"] == half_of(miss["table"])
        assert miss["by"].lower() in miss["q"].lower(), miss
        assert miss["by"] != miss["replaced"]
        assert not held[miss["table"]].names(miss["by"]), miss


def test_own_near_misses_are_made_the_same_on_every_run() -> None:
    assert list(of_own_ledgers(ROOT, 3)) == list(of_own_ledgers(ROOT, 3))


@pytest.mark.skipif(not TABLES.is_dir(), reason="the tables are no part of the project")
def test_the_tables_give_what_was_frozen() -> None:
    misses = list(of_tables(TABLES, read_classes(), 2026))
    assert len(misses) > 2000
    assert hashlib.sha256("".join(f"{line(miss)}\n" for miss in misses).encode()).hexdigest() == FROZEN


def test_the_scorer_counts_outcomes() -> None:
    outcomes = {"a": Outcome.ANSWERED, "b": Outcome.AMBIGUOUS, "c": Outcome.ABSTAINED, "d": Outcome.ABSTAINED}
    lines = [
        {"table": "one", "q": "a", "kind": "year"},
        {"table": "two", "q": "b", "kind": "year"},
        {"table": "one", "q": "c", "kind": "unit"},
        {"table": "two", "q": "d", "kind": "unit"},
    ]
    opened: list[str] = []

    def open_table(table: str) -> object:
        opened.append(table)
        return lambda question: Answer(question, "", outcomes[question], "")

    found = report(ask_all(lines, open_table))  # type: ignore[arg-type]
    assert opened == ["one", "two"]
    assert found == {
        "questions": 4,
        "answered": 25.0,
        "asked": 25.0,
        "refused": 50.0,
        "answered of each kind": {"unit": 0.0, "year": 50.0},
    }
