"""`ledger correct`, `withdraw` and `log`, `figures ID` and `receipts`, on a ledger of the newsroom's own."""

from __future__ import annotations

import json
import os
import pwd
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from adapters.local_user import local_user
from bot.ask.pipeline import Desk
from bot.chat.nouns import Asker, Inbound, Place, Visibility
from bot.chat.service import ChatConfig, ChatDesk
from bot.delivery.nouns import Address
from bot.domain import Indicator, Review
from bot.ledger.record import record
from bot.store.engine import open_engine
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING
from tests.adapters.conftest import Home
from tests.ledger.batches import batch, figure

HEADER = "indicator,period,value,unit,source,published_on,status\n"
QUESTION = "what was the jobless rate in Q2 2026?"
NOT_HELD = "We don't hold that"


def row(value: str, day: str = "2026-08-05", status: str = "") -> str:
    return f"jobless rate,2026-Q2,{value},percent,Stats,{day},{status}\n"


@dataclass(frozen=True)
class Ledger:
    """A ledger that files are imported into, and the terminal at it."""

    home: Home
    environment: dict[str, str]

    def run(self, *arguments: str | Path) -> Result:
        return self.home.run(*arguments, **self.environment)

    def ok(self, *arguments: str | Path) -> str:
        result = self.run(*arguments)
        assert (result.exit_code, result.stderr) == (0, ""), result.stderr
        return result.stdout

    def refused(self, *arguments: str | Path) -> str:
        result = self.run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        return result.stderr

    def write(self, name: str, *rows: str) -> Path:
        path = self.home.folder / name
        path.write_text(HEADER + "".join(rows), encoding="utf-8")
        return path

    def add(self, *rows: str) -> Result:
        return self.run("import", self.write("added.csv", *rows))

    def id_of(self, value: str) -> str:
        (found,) = [line.split()[0] for line in self.ok("figures").splitlines() if line.endswith(f": {value} per cent")]
        return found

    def ask(self) -> str:
        return self.ok("ask", QUESTION).splitlines()[0]

    @property
    def url(self) -> str:
        return self.environment["FACTDESK_DATABASE_URL"]


@pytest.fixture
def ledger(home: Home, own: dict[str, str]) -> Ledger:
    return Ledger(home, own)


def test_a_slip_of_the_pen_is_put_right_by_the_right_file_and_a_word(ledger: Ledger) -> None:
    wrong, right = ledger.write("wrong.csv", row("40")), ledger.write("right.csv", row("4.0"))
    assert ledger.run("import", wrong).exit_code == 0
    assert "disagree" in ledger.run("import", "--keep-rivals", right).stderr
    id_ = ledger.id_of("40")
    told = ledger.ok("ledger", "correct", id_, "--value", "4.0", "--why", "a slip of the pen").splitlines()
    assert told == [
        f"Corrected: figure {id_} (jobless rate, in the June quarter 2026: 40 per cent).",
        f"In its place: figure {ledger.id_of('4.0')} (jobless rate, in the June quarter 2026: 4.0 per cent).",
        "This figure was not given in any chat.",
    ]
    assert ledger.ask() == "The jobless rate was 4.0 per cent in the June quarter 2026."
    again = ledger.run("import", wrong)
    assert again.stdout == "Figures: 0 new, 1 held already.\n"
    assert again.stderr.startswith(
        f"Warning: 1 figure was corrected or withdrawn before, and stays so: {id_} (corrected"
    )
    assert again.stderr.endswith(": a slip of the pen).\n")
    assert ledger.ask() == "The jobless rate was 4.0 per cent in the June quarter 2026."


def test_a_withdrawn_figure_is_answered_by_nobody(ledger: Ledger) -> None:
    ledger.add(row("40"))
    id_ = ledger.id_of("40")
    told = ledger.ok("ledger", "withdraw", id_.upper(), "--why", "taken back").splitlines()
    assert told == [
        f"Withdrawn: figure {id_} (jobless rate, in the June quarter 2026: 40 per cent).",
        "Nothing is answered in its place.",
        "This figure was not given in any chat.",
    ]
    assert ledger.ask().startswith(NOT_HELD)
    assert ledger.run("figures").stderr.startswith("There are no such figures")


def test_what_it_had_replaced_is_answered_with_a_caveat(ledger: Ledger) -> None:
    ledger.add(row("4.1", "2026-07-05", "preliminary"))
    ledger.add(row("4.4"))
    told = ledger.ok("ledger", "withdraw", ledger.id_of("4.4"), "--why", "taken back").splitlines()
    assert told[1] == (
        f"Answered in its place: figure {ledger.id_of('4.1')} (jobless rate, in the June quarter 2026, preliminary: "
        "4.1 per cent), with the reason as a caveat."
    )
    answer = json.loads(ledger.ok("ask", "--json", QUESTION))
    assert answer["value"] == "4.1"
    assert answer["caveats"][0].startswith("A later figure was withdrawn on ")
    assert answer["caveats"][0].endswith(": taken back.")


def test_a_superseded_one_leaves_the_one_that_stands(ledger: Ledger) -> None:
    ledger.add(row("4.1", "2026-07-05"))
    ledger.add(row("4.4"))
    told = ledger.ok("ledger", "withdraw", ledger.id_of("4.1"), "--why", "taken back").splitlines()
    assert told[1].startswith(f"Answered in its place: figure {ledger.id_of('4.4')} ")
    assert told[1].endswith("4.4 per cent).")


def test_a_correction_under_embargo_is_told_to_the_desk_alone(ledger: Ledger) -> None:
    engine = open_engine(ledger.url)
    assert ledger.run("figures").exit_code == 0
    lifts = datetime.now(UTC) + timedelta(days=400)
    secret = figure("40", "jobless", embargo_until=lifts)
    record(engine, batch(secret), datetime.now(UTC))
    told = ledger.ok("ledger", "correct", secret.id, "--value", "4", "--why", "typing error")
    assert "\nEmbargo: nobody but the desk is given it until " in told
    assert Reader(engine, datetime.now(UTC)).figures_page() == []
    new = figure("4", "jobless")
    shown = ledger.ok("figures", new.id)
    assert shown.startswith("The Jobless was four in 2020.\n")
    assert "\nEmbargo     nobody but the desk is given it until " in shown
    assert json.loads(ledger.ok("figures", new.id, "--json"))["embargo_until"] == lifts.isoformat()
    assert ledger.ok("receipts", secret.id) == "This figure was not given in any chat.\n"
    engine.dispose()


def test_withdrawing_what_nobody_was_given_changes_no_answer(ledger: Ledger) -> None:
    ledger.add(row("4.1", "2026-07-05"))
    secret = figure("40", "jobless-rate", period="2026-Q2", embargo_until=datetime.now(UTC) + timedelta(days=400))
    named = (Indicator("jobless-rate", "jobless rate"),)
    record(open_engine(ledger.url), batch(secret, indicators=named), datetime.now(UTC))
    told = ledger.ok("ledger", "withdraw", secret.id, "--why", "taken back").splitlines()
    assert told[1] == "It was under embargo: what is answered stays as it is."


def test_an_embargo_that_is_over_is_told_of(ledger: Ledger) -> None:
    path = ledger.home.folder / "over.csv"
    path.write_text("indicator,value,embargo_until\na,1,2020-01-01T00:00Z\nb,2,2020-01-01T00:00Z\n", encoding="utf-8")
    said = "2 new rows name embargoes that are over already."
    assert said in ledger.ok("import", path).splitlines()
    assert said not in ledger.ok("import", path)


def test_what_was_found_wrong_comes_back_by_order(ledger: Ledger) -> None:
    ledger.add(row("40"))
    ledger.ok("ledger", "withdraw", ledger.id_of("40"), "--why", "a slip of the pen")
    again = ledger.write("again.csv", row("40", "2026-09-01"))
    refused = ledger.refused("import", again)
    assert "said the same, and was withdrawn on " in refused
    assert "import with --bring-back" in refused
    assert ledger.ok("import", "--bring-back", again) == "Figures: 1 new.\n"


def test_a_draft_is_shown_as_one(ledger: Ledger) -> None:
    engine = open_engine(ledger.url)
    assert ledger.run("figures").exit_code == 0
    draft = figure("40", "jobless", review=Review.DRAFT)
    record(engine, batch(draft), datetime.now(UTC))
    assert "\nDraft       nobody is given it until it is published\n" in ledger.ok("figures", draft.id)
    assert json.loads(ledger.ok("figures", draft.id, "--json"))["state"] == "draft"
    assert ledger.ok("receipts", draft.id) == "This figure was not given in any chat.\n"
    assert "is a draft" in ledger.refused("ledger", "withdraw", draft.id, "--why", "x")
    engine.dispose()


def test_the_history_of_a_figure(ledger: Ledger) -> None:
    ledger.add(row("4.1", "2026-07-05", "preliminary"))
    ledger.add(row("40"))
    ledger.add(row("4.5", "2026-09-05"))
    first, wrong, last = (ledger.id_of(value) for value in ("4.1", "40", "4.5"))
    ledger.ok("ledger", "correct", wrong, "--value", "4.4", "--why", "a slip", "--by", "Ana Bell")
    right = ledger.id_of("4.4")
    ledger.ok("ledger", "withdraw", last, "--why", "taken back")
    lines = ledger.ok("figures", wrong).splitlines()
    assert lines[0] == "The jobless rate was 40 per cent in the June quarter 2026."
    assert lines[2].startswith("Corrected   ")
    assert lines[2].endswith(
        f": figure {wrong} was corrected, and figure {right} is in its place, by terminal:Ana Bell: a slip"
    )
    (before,) = [line for line in lines if line.startswith("Before  ")]
    assert before.split()[1] == first
    (after,) = [line for line in lines if line.startswith("After  ")]
    assert after.split()[1] == last
    assert after.endswith("4.5 per cent (withdrawn)")
    (beside,) = [line for line in lines if line.startswith("Also held  ")]
    assert beside.split()[2] == right
    told = [line[12:].partition(": ")[2] for line in lines[lines.index(beside) + 1 : -1]]
    me = local_user()
    assert told == [
        f"figure {first} was superseded by figure {wrong}, by {me}",
        f"figure {wrong} was superseded by figure {last}, by {me}",
        f"figure {wrong} was corrected, and figure {right} is in its place, by terminal:Ana Bell: a slip",
        f"figure {last} was withdrawn, by {me}: taken back",
    ]


def test_the_history_as_json(ledger: Ledger) -> None:
    ledger.add(row("4.1", "2026-07-05", "preliminary"))
    ledger.add(row("40"))
    first, wrong = ledger.id_of("4.1"), ledger.id_of("40")
    ledger.ok("ledger", "correct", wrong, "--value", "4.4", "--why", "a slip")
    right = ledger.id_of("4.4")
    body = json.loads(ledger.ok("figures", wrong, "--json"))
    assert (body["id"], body["value"], body["state"], body["corrected_by"]) == (wrong, "40", "corrected", right)
    assert [one["id"] for one in body["before"]] == [first]
    assert body["after"] == []
    assert [(one["id"], one["value"], one["state"]) for one in body["beside"]] == [(right, "4.4", "published")]
    assert [(one["figure"], one["change"], one["other"]) for one in body["changes"]] == [
        (first, "superseded", wrong),
        (wrong, "corrected", right),
    ]
    assert json.loads(ledger.ok("figures", first, "--json"))["superseded_by"] == right
    assert json.loads(ledger.ok("ledger", "log", wrong, "--json")) == body["changes"][::-1]


def test_the_log_tells_who_what_and_why_the_latest_first(ledger: Ledger) -> None:
    assert ledger.ok("ledger", "log") == "No figure was ever changed.\n"
    ledger.add(row("40"))
    id_ = ledger.id_of("40")
    assert ledger.ok("ledger", "log", id_) == "Nothing was changed about this figure.\n"
    ledger.ok("ledger", "correct", id_, "--value", "4", "--unit", "pp", "--why", "a slip")
    new = ledger.ok("figures").split()[0]
    ledger.ok("ledger", "withdraw", new, "--why", "taken back", "--by", "  Ben   Ude ")
    latest, first = ledger.ok("ledger", "log").splitlines()
    assert latest.endswith(
        f": figure {new} (jobless rate, in the June quarter 2026: 4 percentage points) was withdrawn, "
        "by terminal:Ben Ude: taken back"
    )
    assert first.endswith(
        f": figure {id_} (jobless rate, in the June quarter 2026: 40 per cent) was corrected, and figure {new} is in "
        f"its place, by {local_user()}: a slip"
    )
    assert ledger.ok("ledger", "log", "--limit", "1").splitlines() == [latest]
    assert ledger.ok("ledger", "log", new).splitlines() == [latest, first]
    assert [one["change"] for one in json.loads(ledger.ok("ledger", "log", "--json"))] == ["withdrawn", "corrected"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("correct", "ID", "--value", "40", "--why", "x"), "says that already: say what is right, or withdraw it.\n"),
        (("correct", "ID", "--value", "4,5", "--why", "x"), "“4,5” is not a number; write 4.5 with a decimal point"),
        (("correct", "ID", "--value", "4%", "--unit", "people", "--why", "x"), "The value has a % and the unit is"),
        (("correct", "ID", "--why", "x"), "Say what is right: --value, --unit, --qualifier or --locator; see"),
        (("correct", "ID", "--value", "4"), "Missing option '--why'; see `factdesk ledger correct --help`.\n"),
        (("correct", "ID", "--value", "4", "--why", " "), "Say why: readers are told the reason.\n"),
        (("correct", "nosuch", "--value", "4", "--why", "x"), "There is no figure “nosuch” in the ledger; `factdesk"),
        (("withdraw", "nosuch", "--why", "x"), "There is no figure “nosuch” in the ledger; `factdesk figures` lists"),
        (("withdraw", "ID", "--why", ""), "Say why: readers are told the reason.\n"),
        (("withdraw", "ID", "--why", "x", "--by", "a\x1bb"), "holds a control character; delete the character.\n"),
        (("log", "nosuch"), "There is no figure “nosuch” in the ledger"),
    ],
)
def test_what_is_refused_says_what_to_do(ledger: Ledger, arguments: tuple[str, ...], said: str) -> None:
    ledger.add(row("40"))
    id_ = ledger.id_of("40")
    assert said in ledger.refused("ledger", *(id_ if part == "ID" else part for part in arguments))
    assert ledger.id_of("40") == id_
    assert ledger.ok("ledger", "log") == "No figure was ever changed.\n"


def test_what_was_changed_before_says_by_what(ledger: Ledger) -> None:
    ledger.add(row("40"))
    id_ = ledger.id_of("40")
    ledger.ok("ledger", "correct", id_, "--value", "4", "--why", "a slip")
    said = ledger.refused("ledger", "withdraw", id_, "--why", "x")
    assert said.startswith(f"Figure {id_} was corrected on ")
    assert said.endswith(
        f" by {local_user()} (a slip), and figure {ledger.id_of('4')} is in its place; change that one.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--json",), "--json shows one figure; give its ID"),
        (("abc", "--indicator", "x"), "Give either the ID of a figure or --indicator"),
    ],
)
def test_figures_needs_one_wish(ledger: Ledger, arguments: tuple[str, ...], said: str) -> None:
    assert said in ledger.refused("figures", *arguments)


def test_there_is_no_command_figure(ledger: Ledger) -> None:
    assert "No such command 'figure'" in ledger.refused("figure", "abc")


def test_where_it_was_given_is_listed(ledger: Ledger) -> None:
    ledger.add(row("40"), row("4.1", "2026-07-05", "preliminary"))
    engine = open_engine(ledger.url)
    now = datetime.now(UTC)
    desk = ChatDesk(Desk(engine), ChatConfig())
    for number, question in enumerate((QUESTION, "how much did the jobless rate change since the preliminary count?")):
        place = Place(Address("board", "w1", "news"))
        event = Inbound(f"board/{number}", Asker("u1"), place, question, Visibility.PUBLIC)
        assert desk.serve(event, now, taken=False)
    engine.dispose()
    id_ = ledger.id_of("40")
    listed = ledger.ok("receipts", id_.upper()).splitlines()
    assert len(listed) == 4
    told = ledger.ok("ledger", "correct", id_, "--value", "4.0", "--why", "a slip").splitlines()
    assert told[2:] == ["It was given in 2 answers in chats; `factdesk serve` tells it there:", *listed]
    again = ledger.ok("receipts", id_).splitlines()
    assert [line for line in again if not line.startswith("  Corrected ")] == listed
    assert [line.rpartition(": ")[2] for line in again if line not in listed] == ["not told yet.", "not told yet."]
    given = json.loads(ledger.ok("receipts", id_, "--json"))
    assert [[one["change"] for one in receipt["changes"]] for receipt in given] == [["corrected"], ["corrected"]]
    first = ledger.id_of("4.1")
    told = ledger.ok("ledger", "withdraw", first, "--why", "taken back").splitlines()
    assert told[2:] == ["It was given in one answer in a chat; `factdesk serve` tells it there:", *listed[:2]]
    assert ledger.ok("figures", first).splitlines()[2].startswith("Withdrawn   ")


def test_the_user_of_the_system_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert local_user() == f"terminal:{pwd.getpwuid(os.getuid()).pw_name}"
    assert local_user("Ana") == "terminal:Ana"
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)
    assert local_user() == "terminal:4000000000"


def test_an_import_says_who_ran_it(ledger: Ledger) -> None:
    ledger.add(row("4.1", "2026-07-05"))
    ledger.add(row("4.4"))
    (change,) = json.loads(ledger.ok("ledger", "log", "--json"))
    assert (change["change"], change["by"]) == ("superseded", local_user())


def test_everything_is_there_for_the_desk(ledger: Ledger) -> None:
    """What is out of answers is still found by its id, with its source and words that nothing else uses."""
    ledger.add(row("40"))
    id_ = ledger.id_of("40")
    ledger.ok("ledger", "withdraw", id_, "--why", "taken back")
    shown = ledger.ok("figures", id_)
    assert "“Stats”" in shown
    engine = open_engine(ledger.url)
    now = datetime.now(UTC)
    assert list(Reader(engine, now).catalogue().indicators) == []
    assert len(Reader(engine, now, EVERYTHING).figures_page()) == 1
    engine.dispose()
