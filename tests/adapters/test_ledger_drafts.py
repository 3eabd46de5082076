"""`ledger add`, `edit`, `drafts`, `publish` and `reject`, and `import --draft`, by two people at two terminals."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result

from tests.adapters.cli.terminal import at_a_terminal
from tests.adapters.conftest import Home

QUESTION = "what was the jobless rate in Q2 2026?"
ROWS = (
    "indicator,period,value,unit,source,published_on,status",
    "jobless rate,2026-Q1,4.0,percent,Stats,2026-05-05,",
    "jobless rate,2026-Q2,4.1,percent,Stats,2026-07-05,preliminary",
)
FINAL = ("--period", "2026-Q2", "--value", "4.3", "--status", "final", "--source", "stats", "--published", "2026-08-05")
_NOBODY = 65_534
"""The user of another terminal."""


@dataclass
class Terminals:
    home: Home
    environment: dict[str, str]
    monkeypatch: pytest.MonkeyPatch

    def run(self, *arguments: str | Path) -> Result:
        return self.home.run(*arguments, **self.environment)

    def ok(self, *arguments: str | Path) -> str:
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        return result.stdout

    def refused(self, *arguments: str | Path) -> str:
        result = self.run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        return result.stderr

    def add(self, *arguments: str) -> str:
        """The id of a draft."""
        body = json.loads(self.ok("ledger", "add", "--indicator", "jobless rate", *arguments, "--json"))
        id_: str = body["id"]
        return id_

    def another(self) -> None:
        """From now on somebody else types."""
        self.monkeypatch.setattr(os, "getuid", lambda: _NOBODY)


@pytest.fixture
def terminals(home: Home, own: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Terminals:
    found = Terminals(home, own, monkeypatch)
    file = home.folder / "rates.csv"
    file.write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    found.ok("import", file, "--as-shown")
    return found


def test_one_enters_a_figure_and_another_publishes_it(terminals: Terminals) -> None:
    told = terminals.ok("ledger", "add", "--indicator", "jobless rate", *FINAL).splitlines()
    id_ = told[0].split()[5]
    old = next(line.split()[0] for line in terminals.ok("figures").splitlines() if "preliminary" in line)
    assert told == [
        f"Entered as a draft: figure {id_} (jobless rate, in the June quarter 2026, final: 4.3 per cent).",
        f"It takes the place of figure {old} (jobless rate, in the June quarter 2026, preliminary: 4.1 per cent).",
        f"Published by somebody else with: factdesk ledger publish {id_}",
    ]
    assert "4.1" in terminals.ok("ask", QUESTION)
    assert terminals.refused("ledger", "publish", id_).startswith(f"You entered figure {id_} yourself; somebody else")
    (listed,) = terminals.ok("ledger", "drafts").splitlines()
    assert listed.startswith(
        f"{id_}  jobless rate, in the June quarter 2026, final: 4.3 per cent (entered by terminal:"
    )
    terminals.another()
    published = terminals.ok("ledger", "publish", id_).splitlines()
    assert published[0].startswith(
        f"Published: figure {id_} (jobless rate, in the June quarter 2026, final: 4.3 per cent)"
    )
    assert ", entered by terminal:" in published[0]
    assert published[1].startswith(f"In place of: figure {old}")
    assert "4.3" in terminals.ok("ask", QUESTION)
    log = terminals.ok("ledger", "log", id_)
    assert "was entered as a draft, by terminal:" in log
    assert "a draft, was published, by terminal:" in log
    assert terminals.run("ledger", "drafts").stderr.startswith("There are no drafts")


def test_a_desk_of_one_publishes_its_own(terminals: Terminals) -> None:
    id_ = terminals.add(*FINAL)
    terminals.environment["FACTDESK_FOUR_EYES"] = "no"
    assert terminals.ok("ledger", "publish", "--all").startswith(f"Published: figure {id_}")


def test_what_speaks_against_it_takes_a_reason(terminals: Terminals) -> None:
    id_ = terminals.add(*("0.043" if word == "4.3" else word for word in FINAL))
    shown = terminals.ok("ledger", "drafts", id_)
    assert "about a hundred times as much or as little, as a fraction is of per cent" in " ".join(shown.split())
    terminals.another()
    refused = terminals.refused("ledger", "publish", id_).splitlines()
    assert refused[0] == f"Say why figure {id_} is right: something speaks against it."
    assert refused[1].startswith("  It is far from what its series says: jobless rate, in the June quarter 2026")
    terminals.ok("ledger", "publish", id_, "--why", "checked with the office")
    told = " ".join(terminals.ok("figures", id_).split())
    assert "was published, by terminal:nobody: checked with the office (found before: It is far from" in told
    found = json.loads(terminals.ok("figures", id_, "--json"))["changes"]
    assert [one["why"] for one in found if one["findings"]] == ["checked with the office"]


def test_a_draft_is_rejected_for_a_reason(terminals: Terminals) -> None:
    id_ = terminals.add(*FINAL)
    assert terminals.ok("ledger", "reject", id_, "--why", "not out yet").startswith(f"Rejected: figure {id_}")
    assert f"Figure {id_} is no draft: it was rejected on" in terminals.refused("ledger", "publish", id_)
    assert "a draft, was rejected, by terminal:" in terminals.ok("ledger", "log", id_)
    assert "Rejected" in terminals.ok("figures", id_)


def test_whoever_entered_it_says_something_else(terminals: Terminals) -> None:
    id_ = terminals.add(*FINAL)
    told = terminals.ok("ledger", "edit", id_, "--value", "4.4", "--locator", "p. 2")
    new = told.split()[5]
    assert "final: 4.4 per cent" in told
    assert json.loads(terminals.ok("ledger", "drafts", new, "--json"))["source"]["locator"] == "p. 2"
    terminals.another()
    assert "who alone edits it" in terminals.refused("ledger", "edit", new, "--value", "4.5")
    assert "Say what is otherwise" in terminals.refused("ledger", "edit", new)


def test_every_fault_is_told_at_once(terminals: Terminals) -> None:
    told = terminals.refused("ledger", "add", "--indicator", "jobles rate", "--value", "4,3", "--period", "soon")
    lines = told.splitlines()
    assert "did you mean “jobless rate”?" in told
    assert "write 4.3 with a decimal point" in told
    assert "“soon” is not a period" in told
    assert len(lines) == 3


def test_what_changed_since_is_said_and_asked_again(terminals: Terminals) -> None:
    id_ = terminals.add(*FINAL)
    between = terminals.home.folder / "between.csv"
    row = "jobless rate,2026-Q2,4.2,percent,Stats,2026-07-20,provisional,published"
    between.write_text(f"{ROWS[0]},review\n{row}\n", encoding="utf-8")
    terminals.ok("import", between, "--as-shown")
    terminals.another()
    told = terminals.refused("ledger", "publish", id_)
    assert told.startswith(f"What is published beside figure {id_} has changed since it was entered; look with")
    terminals.ok("ledger", "publish", id_, "--yes")


def test_an_embargo_is_meant_by_the_newsroom_s_clocks(terminals: Terminals) -> None:
    terminals.environment["FACTDESK_TIME_ZONE"] = "Pacific/Auckland"
    id_ = terminals.add(*FINAL, "--embargo-until", "2100-08-05 10:45")
    assert json.loads(terminals.ok("ledger", "drafts", id_, "--json"))["embargo_until"] == "2100-08-04T22:45:00+00:00"
    again = terminals.ok("ledger", "add", "--indicator", "jobless rate", *FINAL, "--embargo-until", "2100-08-05 10:45")
    assert "until 5 August 2100, 10:45" in " ".join(again.split())
    terminals.another()
    assert "until 5 August 2100, 10:45" in " ".join(terminals.ok("ledger", "publish", id_).split())
    assert "4.1" in terminals.ok("ask", QUESTION)


def test_a_file_is_kept_as_drafts_and_published_as_a_whole(terminals: Terminals) -> None:
    file = terminals.home.folder / "final.csv"
    rows = [
        f"jobless rate,{period},4.{at},percent,Stats,2026-08-05,final"
        for at, period in ((2, "2026-Q1"), (3, "2026-Q2"))
    ]
    file.write_text("\n".join([ROWS[0], *rows]) + "\n", encoding="utf-8")
    told = terminals.ok("import", file, "--as-shown", "--draft").splitlines()
    assert told == [
        "Figures: 2 new.",
        "2 of them are drafts, and given to nobody until published (`factdesk ledger drafts`).",
    ]
    assert "4.1" in terminals.ok("ask", QUESTION)
    assert len(json.loads(terminals.ok("ledger", "drafts", "--json"))) == 2
    terminals.another()
    assert terminals.ok("ledger", "publish", "--all").count("Published: figure") == 2
    assert "4.3" in terminals.ok("ask", QUESTION)


def test_at_a_terminal_what_is_missing_is_asked(terminals: Terminals) -> None:
    """With what its series says in it: the unit is not asked, and the day is today."""
    environment = {**terminals.home.full_environment, **terminals.environment}
    answers = "jobless rate\n\n2026-Q3\n4.2\n\nstats\np. 1\n2026-11-05\n"
    told = at_a_terminal(environment, "ledger", "add", answers=answers)
    assert told.exit_code == 0, told.text
    assert "(jobless rate, in the September quarter 2026: 4.2 per cent)." in " ".join(told.text.split())


def test_at_a_terminal_it_is_shown_before_it_is_published(terminals: Terminals) -> None:
    id_ = terminals.add(*FINAL)
    environment = {**terminals.home.full_environment, **terminals.environment, "FACTDESK_FOUR_EYES": "no"}
    told = at_a_terminal(environment, "ledger", "publish", id_, answers="n\n")
    assert told.exit_code == 130
    assert "In place of" in told.text
    assert "Nothing was published." in told.text
    assert at_a_terminal(environment, "ledger", "publish", id_, answers="y\n").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("publish",), "Give the IDs of drafts, or --all"),
        (("publish", "abc", "--all"), "Give the IDs of drafts, or --all"),
        (("publish", "abc"), "There is no figure “abc”"),
        (("reject", "abc", "--why", " "), "Say why"),
        (("add", "--value", "4"), "indicator: It is empty; it is needed"),
        (
            ("add", "--indicator", "jobless rate", "--value", "4", "--embargo-until", "2000-01-01 10:00"),
            "is over already",
        ),
    ],
)
def test_bad_input_is_told_what_to_do(terminals: Terminals, arguments: tuple[str, ...], told: str) -> None:
    terminals.environment["FACTDESK_TIME_ZONE"] = "UTC"
    assert told in terminals.refused("ledger", *arguments)
