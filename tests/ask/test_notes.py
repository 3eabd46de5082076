"""What a source says of one figure stands beside every answer that rests on it."""

from __future__ import annotations

from bot.domain import Indicator
from tests.ask.ledger import Asker, answered, asker, of_table
from tests.ledger.batches import batch, figure

_INDICATORS = (Indicator("jobless", "jobless rate", unit="percent"),)
_BREAK = figure("4.4", "jobless", period="2023", note="break in series")
_PLAIN = figure("4.1", "jobless", period="2022")


def _desk() -> Asker:
    return asker(batch(_BREAK, _PLAIN, indicators=_INDICATORS))


def test_a_note_is_a_caveat_of_its_figure() -> None:
    assert _desk().ask("what was the jobless rate in 2023?").caveats == ("Break in series.",)
    assert _desk().ask("what was the jobless rate in 2022?").caveats == ()


def test_among_several_figures_it_says_which_one_it_is_of() -> None:
    answer = _desk().ask("how did the jobless rate change from 2022 to 2023?")
    assert answered(answer) == ("0.3", "percentage points")
    assert answer.caveats == ("Jobless rate, in 2023: 4.4 per cent: break in series.",)


def test_an_import_brings_notes() -> None:
    desk = of_table("indicator,period,value,note\ncatch,2020,5,Coverage was lower")
    assert desk.ask("what was the catch in 2020?").caveats == ("Coverage was lower.",)
