"""What the name of a column says it is, in the words that offices use for columns of observations."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from itertools import zip_longest

from bot.ingest.cells.stretches import stretch_of
from bot.ingest.withholding import EMBARGO, REVIEW

_WORDS = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])|\d+|[%$£€#]")


class Role(StrEnum):
    """What a column is. The reserved names of `bot.ingest.observations` are roles under the same name."""

    INDICATOR = "indicator"
    PERIOD = "period"
    VALUE = "value"
    UNIT = "unit"
    FACTOR = "factor"
    FLAG = "flag"
    QUALIFIER = "qualifier"
    STATUS = "status"
    UNIVERSE = "universe"
    SOURCE = "source"
    URL = "url"
    PUBLISHED = "published_on"
    LOCATOR = "locator"
    ATTRIBUTED = "attributed_to"
    NOTE = "note"
    EMBARGO = EMBARGO
    REVIEW = REVIEW
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    STARTS = "starts"
    ENDS = "ends"
    MEASURE = "measure"
    DIMENSION = "dimension"
    BASE = "base"
    INTERVAL = "interval"
    """Within what bounds the figures of a row lie, in words: "13.0-15.2"."""
    ESTIMATES = "estimates"
    """The year after which figures are estimates."""
    TECHNICAL = "technical"


def _row(role: Role, text: str) -> dict[str, Role]:
    return dict.fromkeys((name.strip() for name in text.split("|")), role)


_NAMES: dict[str, Role] = {
    **_row(Role.PERIOD, "period|date|time|time period|timeperiod|ref date|refdate|reference date|reference period"
           "|observation date|obs date|years|year ended|year ending|financial year|fiscal year|school year"
           "|academic year|tax year|calendar year|census year|election year|survey year|season|reporting period"
           "|week ending|week ended|week commencing|week beginning|week starting|month ending|month ended"
           "|quarter ending|quarter ended|period ending|period ended|as at|calendar years|time code|year month"
           "|yearmonth"
           "|year quarter|yearquarter|period label|date code|decade|half year|yyyymm|date of survey|survey date"
           "|période|zeitraum|período|periodo|datum|fecha|perioden|periode|tid|tidpunkt"
           "|stichtag"),
    **_row(Role.YEAR, "year|yr|yyyy|jahr|année|annee|año|ano|anno|jaar|år"
           "|rok|vuosi|yıl|год|рік|godina|έτος|aasta|gads|metai"),  # noqa: RUF001
    **_row(Role.QUARTER, "quarter|qtr|q|quartal|trimestre|kvartal|kwartaal|kwartał|čtvrtletí|štvrťrok|neljännes"
           "|vuosineljännes|çeyrek|квартал|negyedév|trimestru"),
    **_row(Role.MONTH, "month|mon|month name|month number|month no|mm|monat|mois|mes|mês|mese|maand|måned|månad"
           "|kuukausi|miesiąc|měsíc|mesiac|ay|месяц|місяць|hónap|luna|mjesec|mesec|месец"),
    **_row(Role.WEEK, "week|week number|week no|wk|epi week|iso week|woche|kalenderwoche|kw|semaine|semana"
           "|settimana|vecka|uke|uge|viikko"),
    **_row(Role.DAY, "day|day of month"),
    **_row(Role.STARTS, "start|start date|from|date from|period start|start period|period from|starts"
           "|start year|year from"
           "|from date|begin|begin date|week start|period start date"),
    **_row(Role.ENDS, "end|end date|to|date to|period end|end period|period to|ends|end year|year to|to date|week end"
           "|period end date"),
    **_row(Role.VALUE, "value|values|obs value|obsvalue|observation value|observation|data value|datavalue|val"
           "|measure value|indicator value|numeric value|figure|value numeric|indhold|wert|valeur|waarde|valore|valor"),
    **_row(Role.INDICATOR, "indicator|indicator name|indicator label|measure|measure name|variable|variable name"
           "|statistic|statistic label|statistics|series name|series title|data item|metric|metric name|series"
           "|measures|subject descriptor|value variable label"),
    **_row(Role.UNIT, "unit|units|uom|unit of measure|unit measure|unit of measurement|measure unit|units of measure"
           "|unit label|unit name|measurement unit|unit code|value unit|unité|einheit|unità|unità di misura|unidad"
           "|eenheid|enhed|enhet"),
    **_row(Role.FACTOR, "scalar factor|unit mult|unit multiplier|magnitude|scale|multiplier|power code"
           "|powercode|power code code|scaling"),
    **_row(Role.FLAG, "status|flag|flags|symbol|symbols|obs status|obsstatus|observation status|obs flag|obs flags"
           "|status code|flag codes|footnote codes|footnote code|status flag|data marking|marker|value status"
           "|value flag|conf|conf status|confstatus|obs conf|conf flag|confidential|confidentiality"
           "|confidentiality status|confidentiality flag"),
    **_row(Role.ESTIMATES, "estimates start after"),
    **_row(Role.QUALIFIER, "qualifier"),
    **_row(Role.UNIVERSE, "universe"),
    **_row(Role.SOURCE, "source|data source|sources|source name"),
    **_row(Role.URL, "url|source url|link|web address"),
    **_row(Role.PUBLISHED, "published on|publication date|date published|date of publication|release date|published"),
    **_row(Role.LOCATOR, "locator"),
    **_row(Role.ATTRIBUTED, "attributed to"),
    **_row(Role.NOTE, "note|notes|footnote|footnotes|comment|comments|remark|remarks|value note|obs comment"
           "|value footnotes|observation comment|country series specific notes|subject notes"),
    **_row(Role.TECHNICAL, "dguid|vector|coordinate|uom id|scalar id|decimals|terminated|structure|structure id"
           "|structure name|action|dataflow|last update|last updated|date modified|modified|last modified|modified at"
           "|updated at|date updated|created|created at|date created|series reference|uuid|objectid|object id"
           "|fid|row id"
           "|index|series id|suppressed|geometry|rowid|unnamed 0|globalid|data flow|dataset|sort order|sortorder"),
}  # fmt: skip
_KINDS = ("ward", "route", "class", "level", "band", "group", "category", "type", "hour", "round", "wave", "game",
          "electorate", "bedrooms")  # fmt: skip
"""What is numbered from one on, and named otherwise: large numbers under such a name are figures."""
_CODE_WORDS = frozenset(
    {
        "age", "ages", "code", "codes", "id", "ids", "zip", "postcode", "fips", "district", "grade", "rank",
        "order", "no",
        "nr", "decile", "quintile", "quartile", "isic", "nace", "sic", "nuts", "lsoa", "iso", "key", "latitude",
        "longitude", "lat", "lon", "lng", *_KINDS,
    }
)  # fmt: skip
_TIMES = frozenset(
    {"year", "years", "yr", "date", "period", "time", "quarter", "month", "jahr", "année", "annee", "año",
     "ano", "anno", "jaar", "år", "datum", "fecha"}
)  # fmt: skip
_BEGINNINGS = frozenset(
    {"built", "birth", "born", "founded", "established", "opened", "construction", "constructed", "formed", "joined",
     "since", "launched", "released", "release", "elected", "died", "death", "model", "vintage", "listed", "made",
     "arrival", "arrived", "entry", "cohort", "graduation", "graduated", "completed", "completion", "registered",
     "registration", "acquired", "purchased", "manufactured", "manufacture", "installed", "installation", "adopted",
     "enacted", "inception", "planted", "diagnosis", "diagnosed", "marriage", "married", "immigration", "hired",
     "appointed", "admission", "admitted", "commissioned", "incorporated", "incorporation", "base", "target",
     "renovated", "creation", "created"}
)  # fmt: skip
"""What happened in the year that a thing has of its own, which is not that of its figures."""
_OF_FIGURES = frozenset(
    {"reference", "ref", "reporting", "report", "financial", "fiscal", "calendar", "school", "academic", "tax",
     "census", "election", "survey", "ended", "ending", "end", "of", "the", "a", "in", "to", "at", "as", "and",
     "observation", "obs", "data", "statistical", "statistics", "collection", "covered", "label", "name", "id", "code",
     "season", "june", "march", "december", "september", "half", "full", "measurement", "value"}
)  # fmt: skip
"""Words that say of a time that it is that of figures, or nothing of it."""
_COUNTS = frozenset({"number", "no", "count", "total", "average", "mean", "median", "rate", "share", "percent", "%"})


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a column's name in lower case: "REF_DATE", "refDate" and "Ref. date" have the same."""
    return tuple(word.casefold() for word in _WORDS.findall(unicodedata.normalize("NFKC", name)))


@lru_cache(maxsize=4096)
def role_of(name: str) -> Role | None:
    """What a column of this name is, as far as the name goes."""
    words = words_of(name)
    if (len(words) == 2 and words[0] == "v" and words[1].isdecimal()) or words[:2] == ("v", "4"):
        return Role.VALUE  # "V4_0" of the Office for National Statistics
    return _NAMES.get(" ".join(words)) or (Role.PERIOD if stretch_of(name) else None)


def is_code(name: str) -> bool:
    """Whether numbers under this name tell things apart rather than measure them."""
    words = words_of(name)
    # "Type 1" is one of the types, whose numbers these are.
    words = tuple(word for word, after in zip_longest(words, words[1:]) if not (after and after.isdecimal()))
    return not _CODE_WORDS.isdisjoint(words) and (_COUNTS.isdisjoint(words) or "code" in words or words[-1] == "no")


def is_kind(name: str) -> bool:
    """Whether a name says no more than of what kind a thing is, which small numbers tell: a class, a level, a ward."""
    return _CODE_WORDS.intersection(words_of(name)) <= set(_KINDS)


def names_time(name: str) -> bool:
    """Whether a word of the name says that its cells are of time: "Reporting year", "year of account"."""
    return not _TIMES.isdisjoint(words_of(name)) and not names_beginning(name)


def may_name_other_time(name: str) -> bool:
    """Whether a word of the name says time, and another one something that may not be that of figures: "Year of
    account"."""
    words = set(words_of(name))
    return not _TIMES.isdisjoint(words) and role_of(name) is None and not words <= _TIMES | _OF_FIGURES


def names_beginning(name: str) -> bool:
    """Whether the name says that its cells are of something that once happened to what the row is about."""
    return not _BEGINNINGS.isdisjoint(words_of(name))


def stem(name: str) -> tuple[str, ...]:
    """The words of a name without what only says how it is written: "Country Code" and "country_name" have the same."""
    return tuple(word for word in words_of(name) if word not in _FORMS)


def says_code(name: str) -> bool:
    return not {"code", "codes", "id", "iso", "iso2", "iso3", "key", "abbreviation", "abbr"}.isdisjoint(words_of(name))


def without_form(name: str) -> str:
    """The name of what "Country Name" and "country_label" name: "Country"."""
    kept = [
        part for part in re.split(r"[\s_]+", name) if part.casefold() not in ("name", "names", "label", "title", "desc")
    ]
    return " ".join(kept) or name


_FORMS = frozenset(
    {"code", "codes", "id", "name", "names", "label", "labels", "title", "iso", "iso2", "iso3", "key", "abbr", "desc"}
)
