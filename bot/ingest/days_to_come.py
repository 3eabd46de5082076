"""Days that a text beside a table names in any language and script: one that is still to come may be when the table is
public, in words that nothing here reads."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from bot.ingest.cells.months import month_anywhere
from bot.ingest.days_in_text import days_in
from bot.ingest.instants import is_day, is_instant, is_local_time

_YEAR = re.compile(r"(?<!\d)2[01]\d\d(?!\d)")
_WORD = r"([^\W\d_][^\s\d.,;:()/_-]*)"
_EASTERN = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号號일]?")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:\.|º|er|re|th|st)? *(?:d[aei]l? |d')?{_WORD}\.?(?: d[aei]l?)?,? *(\d{{4}})"
)
_MONTH_FIRST = re.compile(rf"(?<!\w){_WORD}\.? (\d{{1,2}})(?:\.|st|nd|rd|th)?,? (\d{{4}})")
_YEAR_FIRST = re.compile(rf"(?<!\d)(\d{{4}})\.? (?:m\. |gada )?{_WORD}\.? (\d{{1,2}})(?!\d)")
_NUMBER = re.compile(r"\d{8,}")
_NOT_OF_RELEASE = re.compile(
    r"project|forecast|predict|scenario|outlook|prognos|prognoz|vorausb|previs|prévis|pronóst|proyec|projeç|proiez"
    r"|ennuste|ennustee|framskriv|fremskriv|prognóz|прогноз|предсказ|预测|預測|予測|推計|将来|전망|추계|예측"
    r"|\byears? (?:to|end)|\bend(?:ing|ed)\b|\bperiod\b|\bas (?:at|of)\b|\bvalid\b|expir|gültig|\bvalable|licen[cs]e"
    r"|\btarget|\bnext\b|\bupcoming|\bforthcoming|\bfollowing|\bsubsequent|\bfuture\b|nächste|prochain|volgende|próxim"
    r"|prossim|\bnästa|\bnæste|\bneste\b|seuraav|następn|следующ|наступн|příští|következő|次回|次の|下次|下一|다음"
)
"""Words of what figures are about, and of the issue after this one, which withhold nothing."""


def day_beside(text: str) -> date | None:
    """The last day that the text names beside other words; None where it names none, is a day alone, or says that the
    figures are projections or that the day is another one's."""
    plain = "".join(
        str(unicodedata.decimal(one)) if one.isdecimal() else one
        for one in unicodedata.normalize("NFKC", text).casefold()
    )
    if not _YEAR.search(plain) or _NOT_OF_RELEASE.search(plain):
        return None
    plain = _EASTERN.sub(lambda found: f" {found[1]}-{int(found[2]):02}-{int(found[3]):02} ", _NUMBER.sub(" ", plain))
    plain = _DAY_FIRST.sub(lambda found: _in_english(found, 1, 2, 3), plain)
    plain = _MONTH_FIRST.sub(lambda found: _in_english(found, 2, 1, 3), plain)
    plain = _YEAR_FIRST.sub(lambda found: _in_english(found, 3, 2, 1), plain)
    if is_day(plain) or is_local_time(plain) or is_instant(plain):
        return None
    days = (day for day, _ in days_in(plain) if day != date.max and str(day.year) in plain)
    return max(days, default=None)


def _in_english(found: re.Match[str], day: int, month: int, year: int) -> str:
    name = month_anywhere(found[month])
    return found[0] if name is None else f" {found[day]} {name} {found[year]} "
