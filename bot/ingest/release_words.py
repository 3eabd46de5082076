"""Orders not to publish yet, and days that a text says it is for publication on, in the words that offices use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from bot.ingest.cells.months import month_in_english
from bot.ingest.days_in_text import days_in

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u00b4`", "'"))
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_] ){3,}[^\W\d_](?![^\W_])")
"""“E M B A R G O”."""
_DATED = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|º|er|re|st|nd|rd"
    r"|th)? *(?:de )?([^\W\d_]{3,}\.?)(?: del?)? *(\d{4})(?!\d)"
)
_HINT = re.compile(
    r"n't|\b(?:dont|not|never|no|nothing|cannot|h[eo]ld\w*|withh[eo]ld|wraps|restricted|confidential|secret"
    r"|private|sensitive"
    r"|classified|protected|eyes|lock-? ?up|emb|embar|embgo|quarantined|blocked|locked|sealed|will be|to be|wird|werden"
    r"|confiden\w+|reserv\w+|riservat\w+|vertrouwelijk|konfiden\w+|fortrolig\w*|heml\w+|hemmelig|segret\w|secret\w+"
    r"|luottamuksellinen|salainen|poufn\w|tajne|blackout|pre-?publication|advance|keep|refrain|desist|abstain|prohibited"
    r"|forbidden|barred|banned"
    r"|nicht|keinesfalls|darf|durfen|erst|verboten|untersagt|gesperrt|sperrvermerk|vertraulich|geheim|ne"
    r"|interdit\w*|prohib\w*"
    r"|proibid\w*|vietat\w*|divieto|nao|non|niet|pas|ej|inte|icke|ikke|ei|nie|zakaz)\b"
)
"""What every order has a word of."""
_TIMED = re.compile(r"\d|day\b|tag\b|tomorrow|tonight|noon|mittwoch")


def _one_of(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_STRONG = _one_of(
    "release publish broadcast disseminate disclose divulge circulate distribute share leak publicise announce"
)
_WEAK = _one_of(
    "use quote cite report copy print reproduce post tweet forward discuss reveal air transmit mention reference"
)
_STRONG_DONE = _one_of(
    "released published broadcast disseminated disclosed divulged circulated distributed shared leaked "
    "publicised announced"
)
_WEAK_DONE = _one_of(
    "used quoted cited reported copied printed reproduced posted tweeted forwarded discussed revealed aired "
    "transmitted mentioned"
)
_ACT = _one_of(
    "release publication broadcast broadcasting dissemination disclosure circulation distribution sharing "
    "quotation "
    "announcement reporting publishing"
)
_HOW = (
    r"(?:(?:public|general|onward|wider|external|further|media|press|early|any|otherwise|publicly|be|made|or|and"
    r"|yet) )*"
)
_BEGIN = r"(?:^|[.:;,!?()|/*–—-] ?|\b(?:please|and|but|strictly|so|you must|must|should|shall|may|can) )"
_NEVER = r"(?:do not|don't|dont|never|not to|must not|may not|should not|shall not|cannot|mustn't|can't) "
_NOT_BE = r"(?:not|never|cannot|n't) (?:to )?be "
_UNTIL = (
    r"\b(?:before|until|till|til|prior to|ahead of|in advance of|earlier than|sooner than"
    r"|without (?:permission|approval)"
    r"|vor|bis|erst|voor|tot|avant(?: le)?|jusqu'\w+|antes d\w+|hasta|ate|prima d\w+|fino a\w*|innan|fore|til"
    r"|przed|ennen)\b"
)
_IN_ENGLISH = re.compile("before|until|till|til|prior|ahead|in advance|earlier|sooner|without")
"""Of English offices some write the month first; of others none."""
_LATER = rf"(?:[^.;!?\n]|(?<=[\d.]\w)\.|\.(?=\w)){{0,80}}?{_UNTIL}"
"""The rest of a sentence up to what it waits for."""
_END = r"(?= *(?:$|[.;!?)|–—-]))"

_SECRET = _one_of(
    "restricted confidential secret private sensitive classified protected gesperrt vertraulich geheim "
    "confidentiel(?:le)?s? secr[eè]te?s? confidencial(?:es)? confidenciais reservad[ao]s? secret[ao]s? "
    "riservat[aoie] confidenzial[ei] segret[aoie] vertrouwelijk konfidenti?el+t? fortroligt? hemligt? hemmelig "
    "luottamuksellinen salainen poufn[eya] tajne"
)
_DAYS_TO_COME = _one_of(
    "(?:mon|tues|wednes|thurs|fri|satur|sun)days? tomorrow tonight montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag morgen"
)
_WHEN = rf"(?:\d{{1,2}}[:.h]\d{{2}}|\d{{1,2}} ?[ap]\.?m|\d{{1,2}} uhr|noon|midnight|{_DAYS_TO_COME})\b"
_DAY_AFTER = r"[^\n]{0,40}\b(?:19|20)\d\d\b"
"""A year close by is of a day that is told as such."""

_ORDERS = (
    rf"{_BEGIN}(?:{_NEVER}|not ){_HOW}(?:{_WEAK},? (?:or |and )?)*{_STRONG}\b",
    rf"\b{_NEVER}{_HOW}(?:{_STRONG}|{_WEAK})\b(?={_LATER})",
    rf"{_BEGIN}{_NEVER}{_HOW}(?:{_WEAK},? ?(?:or |and )?)+{_END}",
    rf"\bnot to be {_HOW}(?:{_WEAK_DONE},? (?:or |and )?)*(?:{_STRONG_DONE}|made public)\b",
    rf"\b{_NOT_BE}{_HOW}(?:{_STRONG_DONE}|{_WEAK_DONE}|public)\b(?={_LATER})",
    rf"\bnot to be {_HOW}(?:{_WEAK_DONE},? ?(?:or |and )?)+{_END}",
    rf"\bnot (?:intended |cleared |approved |yet |ready )*for {_HOW}{_ACT}\b",
    rf"\bnot for {_HOW}(?:use|quoting)\b(?={_LATER})",
    rf"\bno (?:{_HOW}){_ACT}\b(?={_LATER})",
    rf"\b(?:no|nothing) (?:\w+ ){{0,3}}(?:use|{_STRONG_DONE})\b(?={_LATER})",
    (rf"\b(?:{_STRONG}|{_STRONG_DONE}|{_ACT})\b[^.;!?\n]{{0,30}}\b(?:not|no|never) (?=(?:before|until"
    rf"|earlier|sooner)\b)"),
    (rf"\b(?:not|no|never) (?:before|until|earlier than|sooner than)\b.{{0,40}}\b(?:{_STRONG}"
    rf"|{_STRONG_DONE}|{_ACT})\b"),
    (rf"\b(?:refrain|desist|abstain) from (?:{_HOW})(?:publi|releas|quot|shar|us|report|circulat|distribut"
    rf"|broadcast)\w*ing\b"),
    (rf"\b(?:{_ACT}|use)\b[^.;!?\n]{{0,25}}\b(?:prohibited|forbidden|not (?:permitted|allowed)|barred"
    rf"|banned)\b(?={_LATER})"),
    r"\b(?:hold|held|holding) for (?:release|publication|broadcast|announcement)\b", r"\bunder wraps\b",
    (rf"{_BEGIN}(?:on )?hold (?:this |these |it |all |back |off |the (?:figures|data|story) )*(?=(?:until"
    rf"|till|til)\b)"),
    r"\b(?:withhold|withheld|hold back|held back) (?:from (?:publication|release)|(?=(?:until|till|til)\b))",
    rf"\b{_SECRET}\b[^.;!?\n]{{0,15}}?(?={_UNTIL})",
    # Nothing but how secret it is; “confidential” alone is what a flag of a cell means.
    r"^\W*(?:(?:streng|strikt) )?(?:geheim|top secret|secreto|segreto|hemlig|hemmelig|salainen|tajne)\W*$",
    (rf"\b(?:hold|held|holding) for (?:the )?(?:[ap]ms|papers|{_DAYS_TO_COME})\b"),
    rf"\b(?:quarantined|blocked|locked|sealed) (?:until|till|til) (?={_WHEN})",
    rf"\b(?:media|press|news|strict) blackout\b(?={_LATER})", r"\b(?:media|press|budget|news) lock-? ?up\b",
    rf"\b(?:not|never) (?:to )?(?:leave|be (?:taken|removed|copied))\b(?={_LATER})",
    rf"(?:^|[.;(\n] ?)emb(?:ar|go)?\b[.:]* ?(?={_WHEN}|\d{{3,4}}\b)",
    rf"\b(?:will|to) be {_HOW}{_STRONG_DONE} (?:on |at )?(?={_WHEN})(?!{_DAY_AFTER})",
    r"\bmarket[ -]sensitive\b", r"\beyes only\b", r"\bnews blackout\b",
    r"\b(?:pre-?publication|advance) (?:copy|draft)\b",
    r"\bkeep [^.;!?\n]{0,30}\b(?:confidential|secret|private|to yourself|to yourselves|quiet)\b",
    # German
    (r"\b(?:nicht|keinesfalls)\b[^.;!?\n]{0,60}\b(?:veroffentlich\w*|weiter(?:geb|gegeb|leit|verbreit)\w*"
    r"|verbreite[nt]"
    r"|publizier\w*|bekannt(?:geb|gegeb|mach|gemach)\w*)\b"),
    (r"\bnicht\b[^.;!?\n]{0,20}(?=\bvor\b)[^;!?\n]{0,40}\b(?:verwend\w*|zitier\w*|nutz\w*|freigeb\w*"
    r"|freigegeben)\b"),
    r"\b(?:nicht|erst) (?:verwenden|zitieren|nutzen|freigeben)\b(?= (?:vor|ab|nach)\b)",
    (r"\b(?:darf|durfen)\b[^;!?\n]{0,15}\berst\b[^;!?\n]{0,50}\b(?:veroffentlich\w*|verwend\w*|zitier\w*"
    r"|publizier\w*)\b"),
    r"\bveroffentlichung\w* (?:erst|nicht|untersagt|verboten|gesperrt)\b", r"\bsperrvermerk\b",
    (rf"\b(?:wird|werden) (?:erst )?(?:am )?{_DAYS_TO_COME}\b(?!{_DAY_AFTER})"
    r"[^.;!?\n]{0,40}\b(?:veroffentlicht|publiziert|freigegeben)\b"),
    # French
    (r"\bne (?:pas|rien|jamais) (?:publier|diffuser|divulguer|communiquer|partager|transmettre|reprendre"
    r"|rendre public)\b"),
    r"\bne (?:pas|rien|jamais) (?:utiliser|citer)\b(?=[^.;!?\n]{0,60}\b(?:avant|jusqu))",
    (r"\bne (?:doi\w+|peu\w+|saurai\w+|sera|seront)(?: pas| en aucun cas)? etre (?:publi|diffus|divulgu"
    r"|communiqu|partag|cit|utilis)\w+"
    r"(?=[^.;!?\n]{0,60}\b(?:avant|jusqu))"),
    r"\b(?:publication|diffusion|divulgation) (?:interdite|prohibee)\b",
    r"\binterdit\w* (?:de|a la) (?:publi|diffus)\w+",
    # Spanish, Portuguese, Italian
    (r"\b(?:no|nao|non) (?:publicar|publiquen?|pubblic(?:are|ate)|difund\w+|diffond\w+|divulg(?:ar|uem?"
    r"|are)|compart(?:ir|ilhar)|partilhar"
    r"|condividere|distribu\w+)\b"),
    (r"\b(?:no|nao|non) (?:citar|usar|utilizar|citare|usare|utilizzare)\b(?=[^.;!?\n]{0,60}\b(?:antes"
    r"|hasta|ate|prima|fino)\b)"),
    (r"\b(?:no|nao|non) (?:deb\w+|dev\w+|pued\w+|pod\w+|puo|possono) (?:ser |essere )?(?:public|pubblic"
    r"|difun|diffus|divulg|cita|usa|util)\w+"
    r"(?=[^.;!?\n]{0,60}\b(?:antes|hasta|ate|prima|fino)\b)"),
    r"\b(?:prohibid|proibid|vietat)[ao]s? (?:\w+ )?(?:difusi|publica|divulga|diffusi|pubblica)\w+",
    r"\bdivieto di (?:pubblicazione|diffusione|divulgazione)\b",
    # Dutch
    (r"\bniet\b[^.;!?\n]{0,60}\b(?:publiceren|gepubliceerd|verspreid(?:en)?|delen|gedeeld"
    r"|openbaar (?:maken|gemaakt)|vrijgegeven|vrijgeven)\b"),
    r"\bniet (?:gebruiken|citeren|gebruikt|geciteerd)\b(?= (?:voor|tot)\b)",
    r"\bniet (?:bestemd |bedoeld )?voor (?:publicatie|verspreiding|openbaarmaking)\b",
    r"\bmag pas\b[^.;!?\n]{0,50}\b(?:gepubliceerd|gebruikt|verspreid|gedeeld)\b",
    # Swedish, Danish, Norwegian
    r"\b(?:ej|inte|icke|ikke) (?:for|til|att|at) (?:publi\w+|spri\w+|spre\w+|offentligg\w+|deling|delning)\b",
    r"\b(?:publicera|sprid|dela|offentliggor|publiser|del|offentligg\w+) (?:ej|inte|ikke)\b",
    (r"\b(?:far|ma|ska|skal) (?:ej|inte|ikke) (?:publi\w+s|publi\w+|spridas|spredes|delas|deles|citeras"
    r"|citeres|offentligg\w+)\b"),
    # Finnish, Polish
    r"\bei (?:saa |voi )?(?:julkaista|julkaistavaksi|jakaa|levittaa)\b",
    r"\bnie (?:publikowac|rozpowszechniac|udostepniac|ujawniac|do publikacji)\b",
    r"\bzakaz (?:publikacji|rozpowszechniania)\b",
)  # fmt: skip

_NEXT = re.compile(
    r"\b(?:next|upcoming|forthcoming|following|future|subsequent|later|previous|last|prochaine?|nachste[rn]?"
    r"|naechste[rn]?|volgende"
    r"|proxim[ao]|prossim[ao]|nasta|naeste|neste|seuraava|nastepna)\b"
)
_LABEL = (
    r"(?:release[ds]?|releasing|publication|published|publish|publishing|issued?|launch(?:ed)?|announced"
    r"|announcement|embargo|goes? live"
    r"|go(?:es)? public|becomes? public|made public|public|available"
    r"|veroffentlichung(?:s(?:datum|tag|termin))?|veroffentlicht|erscheint|erscheinungsdatum|freigabe"
    r"|parution|diffusion|publie[es]*"
    r"|publicacion|difusion|publicado|publicacao|divulgacao|pubblicazione|diffusione|pubblicato"
    r"|publicatie(?:datum)?|gepubliceerd"
    r"|publicering(?:sdatum)?|offentliggorelse|publisering|julkaisu(?:paiva)?|publikacji)"
)
_LEADS = (
    r"(?:(?:date|day|time|datum|data|fecha|date|of|de|der|di|da|la|the|planned|scheduled|expected|provisional"
    r"|official|statistical|first"
    r"|strictly|press|news|media|public|general|to be|due|will be|is|are|this|these|it|they|figures|data"
    r"|table|tables|statistics"
    r"|results|report|bulletin|dataset|release|publication|not|available|a|le|il|o) )*"
)
_FOR = (
    r"\bfor (?:(?:immediate|public|general|media|press|newspaper|strict) )*"
    r"(?:release|publication|broadcast|issue|use)\b"
)
_FREE = r"\b(?:frei|freigegeben|vrij|libre|liber[ao]) (?:ab|vanaf|a partir d\w+|a partire d\w+)\b"
_SAYS_DAY = re.compile(rf"(?:(?:^|[.:;|(\n–—] ?){_LEADS}{_LABEL}\b|{_FOR}|{_FREE}|\ba paraitre\b)")
_SOON = re.compile(
    r"(?:\W|\b(?:at|on|from|after|by|the|in|gmt|et|est|bst|papers|um|ab|am|de|le)\b)*"
    r"(?:\d{1,2}[:.h]\d{2}|\d{1,2} ?[ap]\.?m|\d{4} ?(?:hrs|hours|gmt|utc)|(?:midnight|noon|tomorrow|tonight"
    r"|(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|\d{1,2} uhr|montag|dienstag|mittwoch|donnerstag|freitag)\b)"
)
_NEAR = 60


class Told(NamedTuple):
    """What a text says of when it may be published: that it may not yet, or the last day that it may not before."""

    is_secret: bool
    day: date | None = None


def told_by(text: str) -> tuple[Told, str]:
    """What the text orders, and what of it is left beside orders that end on a day, in small letters."""
    plain = _plain(text)
    days, is_secret = list[date](), False
    for pattern in _orders() if _HINT.search(plain) else ():
        for found in list(pattern.finditer(plain)):
            end = _ends(plain, found)
            if end is None:
                is_secret = True
            else:
                days.append(end[0])
                plain = plain[: found.start()] + " " * (end[1] - found.start()) + plain[end[1] :]
    more = list(_days_of_publication(plain)) if _TIMED.search(plain) else []
    is_secret |= None in more
    days += filter(None, more)
    return Told(is_secret, max(days, default=None)), plain


@cache
def _orders() -> tuple[re.Pattern[str], ...]:
    """Only imports need them, and they take as long to make as a question to answer."""
    return tuple(map(re.compile, _ORDERS))


def _plain(text: str) -> str:
    """In small letters without accents, and without spaces in words that are spaced out."""
    known = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold()
    parts = unicodedata.normalize("NFD", _DATED.sub(_in_english, known))
    bare = (
        "".join(one for one in parts if not unicodedata.combining(one))
        .replace("ø", "o")
        .replace("ł", "l")
        .replace("æ", "ae")
    )
    bare = re.sub(r"[^\S\n]+", " ", bare.replace("_", " "))
    return unspaced(bare)


def unspaced(text: str) -> str:
    """Without spaces in words that are spaced out."""
    return _SPACED.sub(lambda found: found[0].replace(" ", ""), text)


def _in_english(dated: re.Match[str]) -> str:
    month = month_in_english(dated[2].rstrip("."))
    return dated[0] if month is None else f"{dated[1]} {month} {dated[3]}"


def _ends(plain: str, order: re.Match[str]) -> tuple[date, int] | None:
    """The day that an order says it ends on, and where in the text that stands; None where it says none."""
    until = re.compile(_UNTIL).search(plain, order.start(), order.end() + 80)
    if until is None:
        return None
    day_first = _IN_ENGLISH.match(until[0]) is None
    days = list(days_in(plain[until.end() : until.end() + _NEAR], day_first=day_first))
    if days:
        return max(day for day, _ in days), max(order.end(), until.end() + max(end for _, end in days))
    year = re.compile(r" (?:the end of |end )?((?:19|20)\d\d)\b(?![-/.:]\d)").match(plain, until.end())
    return None if year is None else (date(int(year[1]), 12, 31), max(order.end(), year.end()))


def _days_of_publication(plain: str) -> Iterator[date | None]:
    """The days that a text is for publication on; None for one that cannot be told."""
    for found in _SAYS_DAY.finditer(plain):
        if _NEXT.search(plain, max(0, found.start() - 20), found.end() + 10):
            continue
        rest = plain[found.end() : found.end() + _NEAR]
        days = [day for day, _ in days_in(rest)]
        if days:
            yield max(days)
        elif re.match(rf"{_FOR}|{_FREE}", found[0]) and _SOON.match(rest):
            yield None
