"""Orders not to publish yet are told from what figures are about, and days of release from those of the next."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from bot.errors import ImportRefused, LedgerUnreadable
from bot.ingest import Orders, read
from bot.ingest.embargo_words import announces_embargo, day_of_release
from bot.ledger.unreleased import unreleased


@pytest.mark.parametrize(
    "text",
    [
        "HOLD FOR RELEASE",
        "Under wraps till Thursday, hold for release",
        "Restricted until the Minister's announcement",
        "Market sensitive - do not share",
        "E M B A R G O E D until 2 Feb 2027",
        "Do not circulate",
        "Please don't distribute",
        "Do not quote before the press conference",
        "Must not be used until the Board has met",
        "Not to be shared",
        "These figures are not to be quoted or published",
        "Not for broadcast before Monday",
        "For release at 9.30am Friday",
        "No publication before the minister speaks",
        "Publish not before noon on Tuesday",
        "HOLD UNTIL FURTHER NOTICE",
        "Refrain from publishing these figures",
        "Keep this strictly confidential",
        "Confidential until announced",
        "Withheld from publication",
        "Not cleared for release",
        "For your eyes only",
        "Do not use until Monday",
        "Darf erst am Montag veröffentlicht werden",
        "Nicht vor Montag veröffentlichen",
        "Bitte nicht weitergeben",
        "Vertraulich bis Montag",
        "Frei ab Montag, 8:00 Uhr",
        "Ne pas divulguer",
        "Ne pas utiliser avant lundi",
        "Publication interdite avant lundi",
        "No difundir antes del lunes",
        "Prohibida su difusión",
        "Non diffondere",
        "Da non divulgare prima di lunedì",
        "Não divulgar",
        "Niet verspreiden",
        "Niet delen vóór maandag",
        "Mag pas maandag worden gepubliceerd",
        "Får ej publiceras före måndag",
        "Må ikke offentliggøres før mandag",
        "Ei saa julkaista ennen maanantaita",
        "Nie publikować",
        "DO_NOT_RELEASE",
        "Do not publish before the 2027 budget",
        "Confidencial hasta el lunes",
        "Reservado hasta su publicación oficial",
        "Riservato fino a lunedì",
        "Vertrouwelijk tot publicatie",
        "Fortroligt til mandag",
        "Geheim",
        "Wird am Dienstag veröffentlicht",
        "To be released Tuesday",
        "Media lock-up copy",
        "Budget copy: not to leave the room before 10:45 am",
        "Hold for AMs of Dec. 2",
        "Emb: 0930 Tues",
        "Strict media blackout until 7am",
        "Quarantined until noon tomorrow",
    ],
)
def test_an_order_that_ends_on_no_day(text: str) -> None:
    assert announces_embargo(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do not release before 17 Feb 2027",
        "Not to be quoted or published before 17 February 2027",
        "For release 10:00 a.m. (ET) Wednesday 17 February 2027",
        "For publication 17 February 2027 at 9.30am",
        "Frei ab 17.2.2027 8:00 Uhr",
        "Niet publiceren vóór 17 februari 2027",
        "Publication date: 17 February 2027",
        "Release date: 17 February 2027 10:45am",
        "Publication: 9.30am 17 February 2027",
        "Released 17/02/2027",
        "Not for publication before February 17, 2027",
        "Do not share until 2027-02-17",
        "Date of publication: 17.02.2027",
        "These figures will be published on 17 February 2027",
        "To be published Wednesday 17 February 2027",
        "Ne pas diffuser avant le 17 février 2027",
        "No publicar antes del 17 de febrero de 2027",
        "Nicht vor dem 17. Februar 2027 veröffentlichen",
        "Veröffentlichung: 17. Februar 2027",
        "Date de publication : 17 février 2027",
        "Publicatiedatum: 17 februari 2027",
        "Figures must not be used before 09:30 on Wednesday 17th February 2027",
        "Scheduled release: 17 Feb 2027",
    ],
)
def test_one_that_ends_on_a_day(text: str) -> None:
    assert (announces_embargo(text), day_of_release(text)) == (False, date(2027, 2, 17))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Não divulgar antes de 12/03/2031", date(2031, 3, 12)),
        ("Non divulgare prima del 12/03/2031", date(2031, 3, 12)),
        ("Ne pas diffuser avant le 12/03/2031", date(2031, 3, 12)),
        ("Do not publish before 12/03/2031", date(2031, 12, 3)),
    ],
)
def test_which_number_is_the_month_is_told_by_the_language(text: str, day: date) -> None:
    """Of an English order nobody knows, and it ends on the later of the two."""
    assert day_of_release(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Do not add rows: categories overlap",
        "Figures for release in prison statistics: releases from custody before 2020",
        "Held before 2019 by the council",
        "Next release: 17 February 2027",
        "Next publication date: 17 February 2027",
        "Households that do not share facilities",
        "Do not use for comparison with earlier years",
        "For immediate release",
        "Date of next release: 17 February 2027",
        "Not for profit",
        "Nicht erwerbstätig",
        "Niet van toepassing",
        "Ne sait pas",
        "No publicado",
        "Restricted to persons aged 15 and over",
        "Publications per 1,000 staff",
        "Sensitive ecosystems",
        "Private households",
        "Final figures will be published on 17 February 2027",
        "Prisoners not released",
        "Do not know",
        "Do not use public transport",
        "Volgende publicatie: 17 februari 2027",
        "Time on hold",
        "Hold a degree",
        "Not published for reasons of confidentiality",
        "Keep pets",
        "Never shared a needle",
        "Kinder frei ab 6 Jahren",
        "Data may not add to totals",
        "Cannot be released on bail",
        "Used before 2019",
        "Travellers quarantined until tested",
        "Reservado a mayores de 15 años",
        "Confidential",
        "Vertraulich",
        "Segreti commerciali",
        "Prison lock-ups",
        "Held for payment",
        "Emb 3 of 4",
        "Wird oft veröffentlicht",
    ],
)
def test_what_orders_nothing(text: str) -> None:
    assert (announces_embargo(text), day_of_release(text)) == (False, None)


def test_a_day_that_is_past_is_told_as_well() -> None:
    assert day_of_release("Released 5 March 2021") == date(2021, 3, 5)


TABLE = "region,year,rate\nNorth,2024,4.3\nSouth,2024,3.9\n"
GRID = "Region,2023,2024\nNorth,4.3,4.5\nSouth,3.9,4.0\n"
DAYS = (
    "For release 10:00 a.m. (ET), Friday, 5 February {}",
    "Publication date,5 February {}",
    "Frei ab 5.2.{} 8:00 Uhr",
    "Do not release before 5 Feb {}",
)


@pytest.mark.parametrize("table", [f"{{}}\n{TABLE}", f"{TABLE}{{}}\n", f"{{}}\n{GRID}", f"{GRID}{{}}\n"])
@pytest.mark.parametrize("text", DAYS)
def test_a_day_to_come_beside_a_table_refuses_it(tmp_path: Path, table: str, text: str) -> None:
    path = tmp_path / "rate.csv"
    path.write_text(table.format(text.format(2027)), encoding="utf-8")
    try:
        batch = read(path)
    except (ImportRefused, LedgerUnreadable):
        return  # The line stands where the table may go on, and is no row of it.
    assert [str(one) for one in unreleased(batch, datetime(2027, 2, 4, tzinfo=UTC), "UTC")]
    assert not list(unreleased(batch, datetime(2027, 2, 5, 12, tzinfo=UTC), "UTC"))
    assert read(path, Orders(not_withheld=True)).releases == ()


@pytest.mark.parametrize("line", [1, 2])
@pytest.mark.parametrize("text", ["HOLD FOR RELEASE", "Publication date: 5 February 2027"])
@pytest.mark.parametrize("table", [TABLE, GRID])
def test_the_line_that_says_so_is_named(tmp_path: Path, line: int, text: str, table: str) -> None:
    path = tmp_path / "rate.csv"
    path.write_text("Rates of the regions\n" * (line - 1) + f"{text}\n{table}", encoding="utf-8")
    try:
        problems = list(unreleased(read(path), datetime(2027, 2, 4, tzinfo=UTC), "UTC"))
    except ImportRefused as error:
        problems = list(error.problems)
    assert [(one.line, "--not-withheld" in str(one)) for one in problems] == [(line, True)]


def test_a_comment_of_a_cell_is_looked_at_too(tmp_path: Path) -> None:
    path = tmp_path / "rate.xlsx"
    book = openpyxl.Workbook()
    for row in (["Region", 2023, 2024], ["North", 4.3, 4.5], ["South", 3.9, 4.0]):
        book.active.append(row)
    book.active["B2"].comment = Comment("For publication 5 February 2027", "Office")
    book.save(path)
    assert date(2027, 2, 5) in {one.day for one in read(path).releases}


def test_the_description_of_a_package_in_the_own_layout_is_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / "observations.csv").write_text("indicator,value\njobs,12\n", encoding="utf-8")
    (tmp_path / "indicators.csv").write_text("indicator,label\njobs,Jobs\n", encoding="utf-8")
    resources = [{"name": name, "path": f"{name}.csv"} for name in ("observations", "indicators")]
    body = {"description": "Do not release before 5 February 2027", "resources": resources}
    (tmp_path / "datapackage.json").write_text(json.dumps(body), encoding="utf-8")
    assert [one.day for one in read(tmp_path).releases] == [date(2027, 2, 5)]
