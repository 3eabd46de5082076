"""Drafts, on both databases: entered, edited by whoever entered them, rejected, and published by somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from bot.ask.pipeline import Desk
from bot.ask.style import HouseStyle
from bot.domain import Code, Dimension, Figure, Indicator, Qualifier, Review, Source, Status, Universe
from bot.errors import (
    ChangedSince,
    FactdeskError,
    FoundAgainst,
    ImportRefused,
    NotADraft,
    NotYours,
    UnclearChange,
    UnknownFigure,
    WrongEntry,
)
from bot.ledger.correct import Amendment, correct
from bot.ledger.drafts import Drafted, Outcome, as_drafts, edit, enter, own_cells, reject
from bot.ledger.editor import Editor
from bot.ledger.entry import Entry
from bot.ledger.history import change_log, history
from bot.ledger.publish import Published, publish
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.review import all_waiting, waiting
from bot.ledger.withdraw import withdraw
from bot.periods import PartialDate, Period
from bot.store.figure_changes import FigureChange
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING
from tests.ledger.batches import NOW, batch, figure

LATER = NOW + timedelta(days=1)
ANA = Editor("slack/T1/ANA", LATER, HouseStyle())
BEN = replace(ANA, by="slack/T1/BEN")
PRELIMINARY = figure(
    "4.1", "jobless", period="2024-Q1", published_on="2024-04-20", unit="percent", status=Status.PRELIMINARY,
    source="stats", universe="adults",
)  # fmt: skip
KNOWN = batch(
    PRELIMINARY,
    figure("4.0", "jobless", period="2023-Q4", published_on="2024-01-20", unit="percent", source="stats"),
    figure("51", "votes", (("party", "Labour"),), "2023", unit="percent"),
    indicators=(Indicator("jobless", "jobless rate", ("unemployment",)), Indicator("votes", "share of votes")),
    universes=(Universe("adults", "adults"),),
    sources=(Source("stats", publisher="Stats Office"),),
)
FINAL = Entry("Jobless rate", period="2024-Q1", value="4.3", status="final", source="stats", published_on="2024-05-02")


@pytest.fixture
def ledger(engine: Engine) -> Engine:
    record(engine, KNOWN, NOW)
    return engine


def entered(engine: Engine, entry: Entry = FINAL, by: Editor = ANA) -> Figure:
    (found,) = enter(engine, [entry], by)
    assert found.outcome is Outcome.NEW
    return found.figure


def published(engine: Engine, *ids: str, by: Editor = BEN, why: str | None = None) -> list[Published]:
    return publish(engine, ids, by, why)


def logged(engine: Engine) -> list[tuple[FigureChange, str, str]]:
    """What is in the log, in the order it was made."""
    return [(one.change, one.figure, one.by) for one in reversed(change_log(engine, None, None)[0])]


def public(engine: Engine) -> dict[str, str]:
    return {one.id: f"{one.value:f}" for one in Reader(engine, LATER).figures_page()}


def test_a_draft_is_read_as_an_import_reads_its_cells(ledger: Engine) -> None:
    found = entered(ledger)
    assert found == Figure(
        id=found.id,
        indicator="jobless",
        dimensions=(),
        period=Period("2024-Q1"),
        value=Decimal("4.3"),
        unit="percent",  # Its series has it so, and its base.
        status=Status.FINAL,
        universe="adults",
        source="stats",
        published_on=PartialDate("2024-05-02"),
        review=Review.DRAFT,
    )


def test_the_first_of_a_series_has_the_unit_of_its_indicator_s_others(ledger: Engine) -> None:
    green = Entry("votes", codes="new: party: Green", period="2023", value="10.8")
    assert entered(ledger, green).unit == "percent"
    record(ledger, batch(figure("900", "votes", (("party", "Act"),), "2023", unit="people")), NOW)
    assert entered(ledger, replace(green, codes="new: party: Alliance")).unit is None


def test_nobody_is_given_a_draft(ledger: Engine) -> None:
    before = public(ledger)
    question = "what was the jobless rate in the March quarter 2024?"
    told = Desk(ledger).ask(question, LATER).text
    entered(ledger)
    assert public(ledger) == before
    assert Desk(ledger).ask(question, LATER).text == told
    assert "4.3" not in told


def test_somebody_else_publishes_it_and_both_are_in_the_log(ledger: Engine) -> None:
    draft = entered(ledger)
    (done,) = published(ledger, draft.id)
    assert done == Published(replace(draft, review=Review.PUBLISHED), (PRELIMINARY,), ANA.by)
    assert logged(ledger) == [
        (FigureChange.DRAFTED, draft.id, ANA.by),
        (FigureChange.PUBLISHED, draft.id, BEN.by),
        (FigureChange.SUPERSEDED, PRELIMINARY.id, BEN.by),
    ]
    assert "4.3" in Desk(ledger).ask("what was the jobless rate in the March quarter 2024?", LATER).text
    assert all_waiting(ledger) == []


def test_nobody_publishes_what_they_entered(ledger: Engine) -> None:
    draft = entered(ledger)
    with pytest.raises(NotYours, match=r"You entered figure .* yourself; somebody else"):
        published(ledger, draft.id, by=ANA)
    assert draft.id not in public(ledger)
    assert published(ledger, draft.id, by=replace(ANA, four_eyes=False))


def test_whose_draft_nobody_knows_has_no_second_person(ledger: Engine) -> None:
    """As one of a user who was forgotten."""
    draft = entered(ledger, by=replace(ANA, by=""))
    with pytest.raises(NotYours, match="Nobody knows any more"):
        published(ledger, draft.id)
    assert published(ledger, draft.id, by=replace(BEN, four_eyes=False))


def test_the_same_entered_twice_is_one_draft(ledger: Engine) -> None:
    draft = entered(ledger)
    (again,) = enter(ledger, [FINAL], BEN)
    assert (again.outcome, again.figure) == (Outcome.A_DRAFT_ALREADY, draft)
    assert again.entered is not None
    assert again.entered.by == ANA.by
    assert [one.id for one, _ in all_waiting(ledger)] == [draft.id]
    assert logged(ledger) == [(FigureChange.DRAFTED, draft.id, ANA.by)]


def test_what_is_published_or_was_taken_back_is_no_draft_anew(ledger: Engine) -> None:
    draft = entered(ledger)
    published(ledger, draft.id)
    assert enter(ledger, [FINAL], ANA)[0].outcome is Outcome.PUBLISHED_ALREADY
    withdraw(ledger, draft.id, Act("terminal:cy", "wrong", LATER))
    assert enter(ledger, [FINAL], ANA)[0].outcome is Outcome.TAKEN_BACK
    assert draft.id not in public(ledger)


def test_a_rejected_draft_comes_to_nothing_and_may_be_entered_again(ledger: Engine) -> None:
    draft = entered(ledger)
    reject(ledger, draft.id, BEN, "not released")
    assert Reader(ledger, LATER, EVERYTHING).figure(draft.id).review is Review.REJECTED
    with pytest.raises(NotADraft, match=r"is no draft: it was rejected on 2024-05-02 by slack/T1/BEN \(not released\)"):
        published(ledger, draft.id)
    assert entered(ledger) == draft
    published(ledger, draft.id)
    assert draft.id in public(ledger)
    kinds = [change for change, figure_id, _ in logged(ledger) if figure_id == draft.id]
    assert kinds == [FigureChange.DRAFTED, FigureChange.REJECTED, FigureChange.DRAFTED, FigureChange.PUBLISHED]


def test_a_file_that_says_what_was_rejected_brings_it(ledger: Engine) -> None:
    draft = entered(ledger)
    reject(ledger, draft.id, BEN, "not released")
    told = record(ledger, replace(KNOWN, figures=(replace(draft, review=Review.PUBLISHED),)), LATER)
    assert (told.new, told.updated, told.warnings) == (0, 1, ())
    assert public(ledger)[draft.id] == "4.3"
    assert logged(ledger)[-2:] == [
        (FigureChange.PUBLISHED, draft.id, "import"),
        (FigureChange.SUPERSEDED, PRELIMINARY.id, "import"),
    ]


def test_to_reject_one_takes_a_reason(ledger: Engine) -> None:
    draft = entered(ledger)
    with pytest.raises(UnclearChange, match="Say why"):
        reject(ledger, draft.id, BEN, "  ")
    assert [one.id for one, _ in all_waiting(ledger)] == [draft.id]


def test_a_draft_is_edited_by_whoever_entered_it(ledger: Engine) -> None:
    draft = entered(ledger)
    with pytest.raises(NotYours, match="was entered by slack/T1/ANA, who alone edits it"):
        edit(ledger, draft.id, replace(FINAL, value="4.4"), BEN)
    new = edit(ledger, draft.id, replace(FINAL, value="4.4"), ANA).figure
    assert [one.id for one, _ in all_waiting(ledger)] == [new.id]
    assert logged(ledger)[-2:] == [(FigureChange.DRAFTED, new.id, ANA.by), (FigureChange.EDITED, draft.id, ANA.by)]
    with pytest.raises(NotADraft, match=f"it was edited on .*, and is figure {new.id} now"):
        published(ledger, draft.id)
    with pytest.raises(NotYours):
        published(ledger, new.id, by=ANA)


def test_a_note_and_an_embargo_change_in_place(ledger: Engine) -> None:
    draft = entered(ledger)
    until = (LATER + timedelta(days=1)).isoformat()
    found = edit(ledger, draft.id, replace(FINAL, note="revised method", embargo_until=until), ANA).figure
    assert (found.id, found.note, found.embargo_until) == (draft.id, "revised method", LATER + timedelta(days=1))
    assert edit(ledger, draft.id, replace(FINAL, note="revised method", embargo_until=until), ANA).figure == found
    assert [change for change, _, _ in logged(ledger)] == [FigureChange.DRAFTED, FigureChange.EDITED]


def test_the_cells_of_a_draft_say_it_again(ledger: Engine) -> None:
    entry = replace(
        FINAL, qualifier="about", locator="p. 3", attributed_to="new: Union", note="n", unit="percent", codes=""
    )
    draft = entered(ledger, entry)
    again = own_cells(ledger, draft.id, ANA)
    assert enter(ledger, [again], BEN)[0].figure == draft
    assert (draft.qualifier, draft.attributed_to) == (Qualifier.ABOUT, "union")


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"value": "4,3"}, "value", "“4,3” is not a number; write 4.3 with a decimal point, or 43 if the comma parts"),
        ({"value": "1.234,5"}, "value", "“1.234,5” is not a number"),
        ({"value": ""}, "value", "It is empty; it is needed."),
        ({"value": "4.3%", "unit": "people"}, "value", "The value has a % and the unit is “people”"),
        ({"indicator": "jobles rate"}, "indicator", "no indicator “jobles rate”; did you mean “jobless rate”?"),
        ({"indicator": "zzz"}, "indicator", "write “new: zzz” if it is to be added"),
        ({"codes": "party: Labor"}, "codes", "no code “Labor”; did you mean “Labour”?"),
        ({"codes": "Labour"}, "codes", "“Labour” is none of the codes in use; write it with what it is"),
        ({"codes": "party: Labour; party: Labour"}, "codes", "says twice what “party” is"),
        ({"period": "last month"}, "period", "“last month” is not a period"),
        ({"status": "provisonal"}, "status", "did you mean “provisional”?"),
        ({"published_on": "2.5.2024"}, "published_on", "write 2024-02-05 or 2024-05-02"),
        ({"embargo_until": "2024-06-01T09:00"}, "embargo_until", "has no time zone"),
        ({"url": "stats.example"}, "url", "is not a web address"),
        ({"note": "\x07"}, "note", "holds a control character"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(
    sqlite_engine: Engine, changed: dict[str, str], field: str, sentence: str
) -> None:
    record(sqlite_engine, KNOWN, NOW)
    with pytest.raises(WrongEntry) as refused:
        enter(sqlite_engine, [replace(FINAL, **changed)], ANA)
    ((name, text),) = refused.value.faults
    assert name == field
    assert sentence.casefold() in text.casefold()
    assert all_waiting(sqlite_engine) == []


def test_everything_wrong_is_said_at_once_and_nothing_entered(sqlite_engine: Engine) -> None:
    record(sqlite_engine, KNOWN, NOW)
    with pytest.raises(WrongEntry) as refused:
        enter(sqlite_engine, [FINAL, Entry("zzz", value="4,3", period="soon")], ANA)
    assert {name for name, _ in refused.value.faults} == {"indicator", "value", "period"}
    assert all_waiting(sqlite_engine) == []


def test_what_is_new_is_told_to_nobody_before_it_is_published(ledger: Engine) -> None:
    entry = Entry("new: otters", "new: river: Clutha", "2024", "7", source="River Trust")
    draft = entered(ledger, entry)
    assert waiting(ledger, draft.id, BEN).named_anew == (
        "the indicator “otters”",
        "the code “Clutha”",
        "the source “River Trust”",
    )
    catalogue = Reader(ledger, LATER).catalogue()
    assert "otters" not in catalogue.indicators
    assert "river" not in catalogue.dimensions
    published(ledger, draft.id)
    catalogue = Reader(ledger, LATER).catalogue()
    assert catalogue.indicators["otters"].label == "otters"
    assert catalogue.codes["river", "Clutha"] == Code("Clutha", "Clutha", dimension="river")
    assert catalogue.dimensions["river"] == Dimension("river", "river")
    assert catalogue.sources["river-trust"].title == "River Trust"


def test_a_code_goes_by_itself_where_its_breakdown_is_in_use(ledger: Engine) -> None:
    assert entered(ledger, Entry("votes", "labour", "2024", "40%")).dimensions == (("party", "Labour"),)


def test_a_source_at_another_address_is_a_source_of_its_own(ledger: Engine) -> None:
    draft = entered(ledger, replace(FINAL, source="Stats Office", url="https://stats.example/q1"))
    published(ledger, draft.id, why="it is")
    source = Reader(ledger, LATER).catalogue().sources[draft.source or ""]
    assert (source.publisher, source.url) == ("Stats Office", "https://stats.example/q1")


def test_what_changed_since_it_was_entered_is_said(ledger: Engine) -> None:
    draft = entered(ledger)
    shown = waiting(ledger, draft.id, BEN)
    assert not shown.moved
    between = replace(PRELIMINARY, value=Decimal("4.2"), status=Status.PROVISIONAL)
    between = replace(between, published_on=PartialDate("2024-04-25"), id="between00a")
    record(ledger, replace(KNOWN, figures=(between,), said_published=frozenset({between.id})), LATER)
    assert waiting(ledger, draft.id, BEN).moved
    with pytest.raises(ChangedSince, match="has changed since it was shown; look again"):
        publish(ledger, [draft.id], BEN, seen={draft.id: shown.seen})
    assert draft.id not in public(ledger)
    again = waiting(ledger, draft.id, BEN).seen
    assert publish(ledger, [draft.id], BEN, seen={draft.id: again})


def test_over_what_speaks_against_it_takes_a_reason_which_is_kept(ledger: Engine) -> None:
    draft = entered(ledger, replace(FINAL, value="43"))
    (finding,) = waiting(ledger, draft.id, BEN).findings
    assert "far from what its series says" in finding
    with pytest.raises(FoundAgainst, match=r"Say why figure .* is right: something speaks against it") as refused:
        published(ledger, draft.id)
    assert refused.value.lines == (finding,)
    published(ledger, draft.id, why="a strike at all mills")
    change = next(one for one in history(ledger, draft.id).changes if one.change is FigureChange.PUBLISHED)
    assert (change.why, change.findings) == ("a strike at all mills", (finding,))


def test_several_are_published_together_or_not_at_all(ledger: Engine) -> None:
    one, other = entered(ledger), entered(ledger, Entry("jobless", period="2024-Q2", value="44", source="stats"))
    with pytest.raises(FoundAgainst):
        published(ledger, one.id, other.id)
    assert {one.id, other.id}.isdisjoint(public(ledger))
    published(ledger, one.id, other.id, why="it is so")
    assert {one.id, other.id} <= public(ledger).keys()


def test_of_two_who_publish_at_once_one_is_told_what_happened(ledger: Engine) -> None:
    draft = entered(ledger)
    cy = replace(ANA, by="slack/T1/CY")

    def attempt(editor: Editor) -> str:
        try:
            published(ledger, draft.id, by=editor)
        except FactdeskError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(attempt, [BEN, cy]))
    assert told.count("") == 1
    winner = (BEN, cy)[told.index("")].by
    assert f"Figure {draft.id} is no draft: it was published on 2024-05-02 by {winner}" in told
    assert [change for change, _, _ in logged(ledger)].count(FigureChange.PUBLISHED) == 1


def test_an_edit_of_what_was_superseded_since_is_told_so(ledger: Engine) -> None:
    draft = entered(ledger)
    published(ledger, draft.id)
    with pytest.raises(NotADraft, match="it was published on 2024-05-02 by slack/T1/BEN"):
        edit(ledger, draft.id, replace(FINAL, value="4.4"), ANA)


def test_a_correction_of_a_correction_names_the_last(ledger: Engine) -> None:
    """The first is no draft, and its successor is corrected in its place."""
    act = Act("terminal:cy", "a slip", LATER)
    _, second = correct(ledger, PRELIMINARY.id, Amendment("4.2"), act)
    _, third = correct(ledger, second.id, Amendment("4.25"), act)
    with pytest.raises(FactdeskError, match=f"and figure {third.id} is in its place; change that one"):
        correct(ledger, PRELIMINARY.id, Amendment("4.3"), act)
    again = replace(FINAL, status="preliminary", published_on="2024-04-20", value="4.1", locator="p. 9")
    draft = entered(ledger, again)
    (finding,) = [one for one in waiting(ledger, draft.id, BEN).findings if "taken back" in one]
    assert "said the same, and was corrected" in finding


def test_a_draft_that_is_corrected_is_whose_correction_it_is(ledger: Engine) -> None:
    draft = entered(ledger)
    _, right = correct(ledger, draft.id, Amendment("4.4"), Act(BEN.by, "a slip", LATER))
    assert [one.id for one, _ in all_waiting(ledger)] == [right.id]
    with pytest.raises(NotYours):
        published(ledger, right.id, by=BEN)
    assert published(ledger, right.id, by=ANA)


def test_under_embargo_it_is_published_for_nobody_until_then(ledger: Engine) -> None:
    until = LATER + timedelta(days=2)
    draft = entered(ledger, replace(FINAL, embargo_until=until.isoformat()))
    published(ledger, draft.id)
    assert Reader(ledger, until - timedelta(seconds=1)).figures_page() == [
        one for one in Reader(ledger, until).figures_page() if one.id != draft.id
    ]
    assert draft.id in {one.id for one in Reader(ledger, until).figures_page()}
    assert Reader(ledger, LATER).next_embargo() == until


def test_an_embargo_that_was_over_before_it_was_entered_is_refused(ledger: Engine) -> None:
    with pytest.raises(UnclearChange, match="The embargo is over already"):
        enter(ledger, [replace(FINAL, embargo_until=NOW.isoformat())], ANA)


def test_an_embargo_that_is_moved_while_it_lifts_is_said(ledger: Engine) -> None:
    """Whoever looked before it lifted looks again."""
    until = LATER + timedelta(hours=1)
    secret = replace(PRELIMINARY, value=Decimal("4.2"), status=Status.PROVISIONAL, embargo_until=until, id="secret000a")
    record(ledger, replace(KNOWN, figures=(secret,)), LATER)
    draft = entered(ledger, replace(FINAL, embargo_until=(until + timedelta(hours=1)).isoformat()))
    shown = waiting(ledger, draft.id, BEN).seen
    with pytest.raises(ChangedSince):
        publish(ledger, [draft.id], replace(BEN, at=until), seen={draft.id: shown})


def test_a_draft_tells_nothing_of_what_is_under_embargo_beside_it(ledger: Engine) -> None:
    until = LATER + timedelta(days=1)
    secret = replace(PRELIMINARY, value=Decimal("4.2"), status=Status.PROVISIONAL, embargo_until=until, id="secret000a")
    record(ledger, replace(KNOWN, figures=(secret,)), LATER)
    draft = entered(ledger)
    with pytest.raises(UnclearChange, match=r"It would tell what is withheld: .* is under embargo until"):
        published(ledger, draft.id)
    assert draft.id not in public(ledger)


def test_what_comes_out_on_a_day_to_come_is_not_published_before(ledger: Engine) -> None:
    draft = entered(ledger, replace(FINAL, published_on="2024-06-01"))
    with pytest.raises(UnclearChange, match="is not public yet"):
        published(ledger, draft.id)


def test_an_import_is_kept_as_drafts(ledger: Engine) -> None:
    final = replace(PRELIMINARY, value=Decimal("4.3"), status=Status.FINAL)
    file = batch(replace(final, id="final0000a"), PRELIMINARY)
    record(ledger, as_drafts(file), LATER, by="terminal:ana")
    ((draft, by),) = all_waiting(ledger)
    assert draft.id == "final0000a"
    assert by is not None
    assert (by.by, by.beside) == ("terminal:ana", (PRELIMINARY.id,))
    assert PRELIMINARY.id in public(ledger)
    published(ledger, draft.id)
    assert draft.id in public(ledger)


def test_an_import_that_says_it_is_published_publishes_a_draft(ledger: Engine) -> None:
    draft = entered(ledger)
    said = replace(KNOWN, figures=(replace(draft, review=Review.PUBLISHED),), said_published=frozenset({draft.id}))
    record(ledger, said, LATER)
    assert all_waiting(ledger) == []
    assert draft.id in public(ledger)


def test_with_four_eyes_no_import_publishes_a_draft_or_what_one_holds(ledger: Engine) -> None:
    draft = entered(ledger)
    same = replace(KNOWN, figures=(replace(draft, review=Review.PUBLISHED),), said_published=frozenset({draft.id}))
    rival = figure("4.3", "jobless", period="2024-Q1", unit="percent", source="paper")
    other = replace(
        same, figures=(rival,), sources=(*KNOWN.sources, Source("paper")), said_published=frozenset({rival.id})
    )
    for said in (same, other):
        with pytest.raises(ImportRefused) as refused:
            record(ledger, said, LATER, four_eyes=True)
        (problem,) = refused.value.problems
        assert f"figure {draft.id}" in problem.wrong
        assert "which somebody else has to look at" in problem.wrong
        assert "`factdesk ledger publish`" in problem.right
    assert rival.id not in public(ledger)
    reject(ledger, draft.id, BEN, "not yet")
    record(ledger, other, LATER, four_eyes=True)
    assert rival.id in public(ledger)


def test_with_four_eyes_an_import_brings_another_vintage_beside_a_draft(ledger: Engine) -> None:
    draft = entered(ledger)
    between = figure("4.2", "jobless", period="2024-Q1", published_on="2024-04-25", unit="percent", source="stats")
    record(ledger, replace(KNOWN, figures=(between,), said_published=frozenset({between.id})), LATER, four_eyes=True)
    assert between.id in public(ledger)
    assert draft.id not in public(ledger)


def test_with_four_eyes_one_file_may_bring_a_draft_beside_what_is_published(ledger: Engine) -> None:
    draft = replace(
        figure("4.4", "jobless", period="2024-Q2", unit="percent", status=Status.FINAL), review=Review.DRAFT
    )
    first = figure("4.5", "jobless", period="2024-Q2", unit="percent", status=Status.PRELIMINARY)
    file = replace(KNOWN, figures=(draft, first), said_published=frozenset({first.id}))
    record(ledger, file, LATER, four_eyes=True)
    assert [one.id for one, _ in all_waiting(ledger)] == [draft.id]
    assert first.id in public(ledger)


def test_what_is_not_there_is_said(sqlite_engine: Engine) -> None:
    for attempt in (
        lambda: published(sqlite_engine, "nothing"),
        lambda: reject(sqlite_engine, "nothing", BEN, "why"),
        lambda: edit(sqlite_engine, "nothing", FINAL, BEN),
        lambda: waiting(sqlite_engine, "nothing", BEN),
    ):
        with pytest.raises(UnknownFigure):
            attempt()


def test_entries_are_drafts_together_or_not_at_all(ledger: Engine) -> None:
    found: Sequence[Drafted] = enter(ledger, [FINAL, Entry("jobless", period="2024-Q2", value="4.2")], ANA)
    assert [one.outcome for one in found] == [Outcome.NEW, Outcome.NEW]
    assert len(all_waiting(ledger)) == 2
