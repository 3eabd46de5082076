"""Words by what they say about the figure wanted: nothing at all, little, or what kind of thing it is.

All are stems as `bot.ask.text.stem` gives them, unless they are said to be words or units.
"""

from __future__ import annotations

from bot.ask.language.rows import words_of
from bot.ask.text import Token, stem

ABBREVIATIONS = {
    "pct": "percent",
    "pc": "percent",
    "yr": "year",
    "yrs": "years",
    "mth": "month",
    "mths": "months",
    "qtr": "quarter",
    "ppl": "people",
    "avg": "average",
    "govt": "government",
    "approx": "about",
    "org": "organisation",
    "orgs": "organisations",
    "info": "information",
    "temp": "temperature",
    "temps": "temperatures",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "hw": "how",
    "wht": "what",
    "wot": "what",
    "wat": "what",
    "whats": "what",
    "wats": "what",
    "wots": "what",
    "cld": "could",
    "shld": "should",
    "wld": "would",
    "hv": "have",
    "ur": "your",
    "plse": "please",
    "cheers": "thanks",
    "nos": "numbers",
    "num": "number",
    "btwn": "between",
    "thru": "through",
    "abt": "about",
    "bw": "between",
    "diff": "difference",
    "ave": "average",
    "wk": "week",
    "wks": "weeks",
    "perc": "percent",
    "prcnt": "percent",
    "prelim": "preliminary",
    "w": "with",
    "b4": "before",
    "u": "you",
    "teh": "the",
    "hte": "the",
    "adn": "and",
    "v": "versus",
    "mny": "many",
    "nr": "number",
    "nbr": "number",
    "mnth": "month",
    "mnths": "months",
    "ops": "operations",
    "figs": "figures",
    "hrs": "hours",
    "mins": "minutes",
    "dept": "department",
    "ref": "referendum",
}
"""What people in a hurry write, and the word it stands for."""

_FILLER = """
    a an the this that these those it its there here they them their theirs he his she her we our us you your i me my
    mine is are was were be been being am do does did done doing have has had having can could would may might must
    shall will of in on at to from for by with within into onto upon as than then so and or but if while per about over
    under after before during since until till between among amongst across around toward towards through out off up
    down both either each every any some such same other another else what which who whom whose when where why how whats
    whos wheres hows no nor not only just even also too very really actually exactly precisely roughly approximately
    nearly almost still yet already ever now today currently overall altogether please thanks thank
    hi hello hey kia ora ok okay quick quickly question need want like know tell give show find get say see look remind
    ask wonder let lets check hold make put take come go end stand sit turn work happen occur appear seem according
    report record state count compare cast win secure pick claim run reach hit put total number figure amount level
    share proportion percentage percent per cent rate fraction value size stat statistic data result outcome people
    person individual many much more most less few fewer big large high higher highest low lower lowest small great long
    far one ones thing lot bit all everyone everybody anyone somebody someone whole entire combined together receive
    given become odd time year month day week quarter period date point term respectively versus vs against latest
    newest recent amid via rather fine confirm ballpark mid start beginning early late exact separate gather sure hope
    despite once tally reckon believe think suggest quote mention argue insist note state finish ie eg re vs got
"""
FILLER = frozenset(stem(word) for word in _FILLER.split()) | frozenset(_FILLER.split())
"""Stems that need no explanation: function words, the verbs of asking, and the words that every figure is called by."""


def is_filler(token: Token) -> bool:
    """Whether a word needs no explanation. "One" does not, 1 does; nor is "thé" the article."""
    return token.is_plain and not token.norm.isdecimal() and not FILLER.isdisjoint((token.stem, token.norm))


_DISTINGUISHING = """
    not no non without other another except only under over above below before after within outside more less most least
    high higher highest low lower lowest small smaller large larger great greater long short first last new old per need
    half all total both every each single daily weekly monthly quarterly yearly annual average
"""
DISTINGUISHING = frozenset(stem(word) for word in _DISTINGUISHING.split())
"""Stems that say nothing when asked, yet tell one label from another ("under 15", "other men", "debt per person")."""
_STRUCTURE = """
    a an the of in on at to for from by with and or as than is are was were be been who whom whose which that this these
    those its their his her our what how
"""
STRUCTURE = frozenset(stem(word) for word in _STRUCTURE.split())
"""Stems that mean nothing even in a label."""

IDLE = words_of("idle", "words")
"""Words (as written) that narrow nothing down where no label has them: what was "handed" out was given."""

_OF_VINTAGES = "released announced announcement revealed published declared replaced superseded overtook out"
OF_VINTAGES = frozenset(stem(word) for word in _OF_VINTAGES.split())
"""What is said of results, where the question names their status: "when the preliminary figures were released"."""

_ORDINALS = "first second third fourth fifth last earliest latest next"
ORDINALS = frozenset(stem(word) for word in _ORDINALS.split())
"""Words that single one out: they need a label or a period that says them, not just a base that has them."""
TALLIES = frozenset(stem(word) for word in ("count", "tally", "headcount"))
MODAL = frozenset(stem(word) for word in ("need", "needed", "required", "requirement", "must", "necessary"))
"""Stems of labels of what would have to be: what was asked as a fact is not told by them."""
PEOPLE = frozenset(stem(word) for word in ("people", "person", "individuals", "persons"))
_NO_PEOPLE = """
    organisations companies businesses firms agencies groups bodies unions charities households dwellings homes houses
    schools hospitals stations buildings seats electorates offences charges incidents crashes trips journeys sailings
    flights tonnes litres kilometres dollars pounds euros days weeks months quarters years hours minutes times
"""
NO_PEOPLE = frozenset(stem(word) for word in _NO_PEOPLE.split())
"""Units of counts of something else than people."""
TIME_NOUNS = {stem(word): word for word in ("day", "week", "month", "quarter", "year", "decade", "date", "time")}
DURATION = tuple(stem(word) for word in ("long", "old", "age", "length", "wait", "gap", "time"))
"""What asks for a length of time."""
TOTAL_WORDS = frozenset(
    stem(word) for word in ("total", "all", "overall", "everyone", "everybody", "combined", "altogether", "both")
)
PERCENT_UNITS = frozenset({"percent", "per cent", "%", "percentage", "pct"})
_MONEY_UNITS = """
    dollar dollars euro euros pound pounds yen yuan rupee rupees franc francs peso pesos krona kronor krone kroner rand
    won zloty real reais lira usd eur gbp nzd aud cad jpy cny inr chf $ € £ ¥
"""
SCALES = {
    f"{scale}{end}": power
    for scale, power in {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}.items()
    for end in ("", "s")
}
"""Words of numbers and of units ("millions of dollars") with their powers of ten."""
MONEY_UNITS = frozenset(_MONEY_UNITS.split())
POINTS_UNITS = frozenset({"percentage points", "percentage point", "points", "pp"})
TIMES_UNITS = frozenset({"times", "ratio", "times as likely", "times as many"})
_DATE_VERBS = """
    announced announcement declared declaration released release published revealed unveiled due known held holding
    place force effect kick kicked take taken introduced commenced scheduled set expected day date happened start
    started begin began vote voted effective public come came out
"""
DATE_VERBS = frozenset(stem(word) for word in _DATE_VERBS.split())
"""What dates are said to do: in a question for a date these need no explanation."""
