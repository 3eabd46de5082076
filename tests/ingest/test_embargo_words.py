"""An embargo of the figures is told from one that they are about; in doubt it is of the figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import ImportRefused
from bot.ingest import read
from bot.ingest.embargo_words import announces_embargo
from bot.ingest.withholding import EMBARGO, withholds


@pytest.mark.parametrize(
    "text",
    [
        "EMBARGO", "Embargoed", "Embrago until Friday", "Strict embargo applies", "press embargo", "Embargo: 9.30am",
        "STRICTLY EMBARGOED UNTIL 00:01 ON 3 MARCH", "Embargo on publication", "Embargoes apply to this release",
        "These figures are under embargo", "Arms embargo statistics, embargoed", "UN arms embargo: 1 May 2031, 09:30",
        "The trade embargo ends on Monday", "Presseembargo bis Montag", "embargo jusqu'à lundi", "sujet à embargo",
        "Not for publication before Monday", "not_for_publication", "Sperrfrist Montag", "Internal use only",
        "Supplied under pre-release access", "OFFICIAL-SENSITIVE", "Not to be embargoed copy 2031-05-01",
    ],
)  # fmt: skip
def test_it_is_of_the_figures(text: str) -> None:
    assert announces_embargo(text)


@pytest.mark.parametrize(
    "text",
    [
        "Arms embargoes in force", "Countries with a trade embargo, 2023", "Effects of the 1973 oil embargo on prices",
        "Embargoes imposed by the Security Council", "Embargo on grain, by year", "UN arms embargo", "US embargoes",
        "Arms embargoes: data by country", "Waffenembargos seit 1990", "embargos hipotecarios", "Embargo sur le blé",
        "Sin embargo, los datos de 2024 son provisionales", "Not under embargo", "No longer under any embargo",
        "Embargo: none", "Pre-release access list", "Pre-release access arrangements", "Embarkations", "Cargo",
    ],
)  # fmt: skip
def test_it_is_what_the_figures_are_about(text: str) -> None:
    assert not announces_embargo(text)


@pytest.mark.parametrize("name", ["arms embargoes", "oil_embargo", "TradeEmbargoes"])
def test_a_column_may_be_about_embargoes(name: str) -> None:
    assert withholds(name) is None


@pytest.mark.parametrize("name", ["press embargo", "arms_embargo_until", "US embargo lifted at", "embargoes"])
def test_a_column_that_may_be_of_the_figures_withholds(name: str) -> None:
    assert withholds(name) == EMBARGO


def test_a_table_about_embargoes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "arms-embargoes.csv"
    path.write_text("Arms embargoes in force,2023,2024\nElmland,4,5\nAshland,3,6\n", encoding="utf-8")
    assert len(read(path).figures) == 4


def _package(folder: Path, **said: object) -> Path:
    (folder / "d.csv").write_text("year,private\n2024,4\n", encoding="utf-8")
    fields = [{"name": "year", "type": "year"}, {"name": "private", "title": "Private", "type": "number"}]
    resource = {"name": "closed", "path": "d.csv", "schema": {"fields": fields}, **said}
    (folder / "datapackage.json").write_text(json.dumps({"name": "x", "resources": [resource]}), encoding="utf-8")
    return folder


def test_what_is_called_private_is_no_secret(tmp_path: Path) -> None:
    assert len(read(_package(tmp_path)).figures) == 1


@pytest.mark.parametrize(
    "said",
    [{"accessRights": "restricted"}, {"rights": {"type": "Non-public"}}, {"licenses": [{"name": "private"}]}],
)
def test_what_says_who_may_see_it_is(tmp_path: Path, said: dict[str, object]) -> None:
    with pytest.raises(ImportRefused, match="1 problem"):
        read(_package(tmp_path, **said))
