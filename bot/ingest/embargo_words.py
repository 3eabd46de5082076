"""Words that say that figures are not public yet, told from words about embargoes: of arms, of trade."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.ingest.instants import has_day
from bot.ingest.release_words import told_by, unspaced

_WORDS = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]")
_EMBARGOES = ("embargo", "embargoed", "embargoes")
_LONG = 7
"""Letters of a word that may have two typing errors: “embryo” is no embargo."""
_EMBARKING = ("embark", "embarc")
_GOODS = frozenset(
    {
        "arms", "weapon", "weapons", "trade", "trading", "oil", "petroleum", "gas", "fuel", "coal", "energy", "grain",
        "food", "wheat", "sugar", "fish", "seafood", "beef", "cattle", "livestock", "poultry", "timber", "steel",
        "diamond", "diamonds", "gold", "export", "exports", "import", "imports", "economic", "commercial",
        "financial", "technology", "travel", "aid", "military", "naval", "maritime", "air", "shipping", "slave",
        "un", "eu", "us", "usa", "american", "arab", "opec", "cuban", "cuba", "iraq", "iran", "russian", "russia",
        "soviet", "international", "comprehensive",
    }
)  # fmt: skip
"""What states lay an embargo on, and who lays it, as the word before it; in German as the beginning of the word."""
_COMPOUND = re.compile(
    r"(?:waffen|rüstungs|handels|öl|erdöl|gas|wirtschafts|export|import|getreide|technologie)embargos?"
)
_ON = frozenset({"on", "against", "sur", "contre", "sobre", "contra", "gegen"})
_FIGURES = frozenset(
    {
        "this", "these", "release", "releases", "released", "releasing", "publication", "publish", "published",
        "publishing", "data", "figures", "figure", "statistics", "report", "table", "tables", "results", "material",
        "use", "using", "press", "media", "news", "reporting", "broadcast", "copy", "information", "document",
    }
)  # fmt: skip
"""Words beside an embargo that make it one of what the file says."""
_ENDS = frozenset({"until", "till", "til", "to", "at", "before", "ends", "lifts", "lifted", "expires", "date", "time"})
_NO = frozenset({"no", "not", "without", "un", "sin"})
_BETWEEN = frozenset({"under", "any", "an", "longer", "subject", "to"})
_NONE = frozenset({"none", "nil", "no"})
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2} ?[ap]\.?m\b|\bmidnight\b|\bnoon\b|\b\d{4} ?(?:hours|hrs|gmt|utc)\b"
)

_NOT_YET = (
    "not for publication", "not for release", "not to be published", "not to be released", "strictly private",
    "strictly confidential", "do not publish", "not yet public", "not yet published", "not for onward circulation",
    "not for circulation", "not for distribution", "not for dissemination", "internal use only", "do not circulate",
    "private and confidential", "commercial in confidence", "official sensitive", "sperrfrist", "gesperrt bis",
    "streng vertraulich", "nicht zur veroffentlichung", "ne pas publier", "ne pas diffuser",
    "strictement confidentiel", "no publicar", "estrictamente confidencial", "da non pubblicare",
    "strettamente riservato", "niet voor publicatie", "strikt vertrouwelijk", "nao publicar",
)  # fmt: skip
"""How offices say, in any language, that something is not public; “embargo” is one word in many of them."""
_EARLY = re.compile(r"pre ?release access(?! (?:lists?|arrangements?|polic(?:y|ies)|rules?|guidance|register|order)\b)")
"""The list of those who had a statistic early is published with it."""
_OF_ACCESS = frozenset(
    {"access", "rights", "visibility", "classification", "licence", "license", "licenses", "licences",
     "confidentiality", "accessibility", "sensitivity"}
)  # fmt: skip
_SECRET = frozenset(
    {"restricted", "non-public", "nonpublic", "private", "confidential", "internal", "closed", "secret"}
)


def is_embargo(word: str) -> bool:
    """Whether a word in small letters is about an embargo, with up to two typing errors."""
    if "embarg" in word:
        return True
    errors = min(OSA.distance(word, one, score_cutoff=2) for one in _EMBARGOES)
    return errors < 2 or (errors == 2 and len(word) >= _LONG and not word.startswith(_EMBARKING))


def names_embargo(words: Sequence[str]) -> bool:
    """Whether the words of a name, in small letters, name an embargo that is of no goods, or when one ends."""
    is_timed = not _ENDS.isdisjoint(words)
    return any(is_embargo(word) and (is_timed or not _is_of_goods(words, at)) for at, word in enumerate(words))


@lru_cache(maxsize=16_384)
def announces_embargo(text: str) -> bool:
    """Whether a text beside a table says that what it tells is under embargo, or not for release. An embargo is taken
    to be of the figures unless the text shows it to be a subject, as “arms embargoes in force” is. An order that ends
    on a day that it names is none: `day_of_release` tells that day."""
    if not _LETTERS.search(text):
        return False
    told, rest = told_by(text)
    said = " ".join(_WORDS.findall(rest))
    if told.is_secret or any(phrase in said for phrase in _NOT_YET) or _EARLY.search(said):
        return True
    plain = unspaced(unicodedata.normalize("NFKC", text).casefold())
    words = _WORDS.findall(plain)
    embargoes = [at for at, word in enumerate(words) if is_embargo(word)]
    is_timed = bool(embargoes) and (has_day(plain) or _CLOCK.search(plain) is not None)
    return any(not _is_subject(words, at, is_timed=is_timed) for at in embargoes)


@lru_cache(maxsize=16_384)
def day_of_release(text: str) -> date | None:
    """The last day that a text beside a table says something is for release on, or not before; None: it names none."""
    return told_by(text)[0].day if _LETTERS.search(text) else None


def says_secret(names: Collection[str], text: str) -> bool:
    """Whether a property says that not everybody may see something: `accessRights`, "restricted". `names` are its own
    and those of what it stands in."""
    words = {word.casefold() for name in names for word in _WORDS.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))}
    plain = text.casefold().rpartition("/")[2].strip(" .!?()")
    return not words.isdisjoint(_OF_ACCESS) and (plain in _SECRET or plain.replace("_", "-") in _SECRET)


def _is_subject(words: Sequence[str], at: int, *, is_timed: bool) -> bool:
    """Whether the embargo at this place is told of, or denied, rather than laid on the figures. One with a day or an
    hour is laid on them, as far as anybody can tell."""
    if words[at - 1 : at + 1] == ["sin", "embargo"]:
        return True  # "however", in Spanish
    if is_timed:
        return False
    after = words[at + 1] if at + 1 < len(words) else ""
    if _is_denied(words, at) or after in _NONE:
        return True
    is_plural = words[at] in ("embargoes", "embargos")
    if after in _ENDS or not (_FIGURES.isdisjoint(words) or (is_plural and _is_of_goods(words, at))):
        return False
    return is_plural or _is_of_goods(words, at) or (words[at] == "embargo" and after in _ON)


def _is_of_goods(words: Sequence[str], at: int) -> bool:
    is_noun = words[at] in ("embargo", "embargoes", "embargos")
    return (is_noun and at > 0 and words[at - 1] in _GOODS) or _COMPOUND.fullmatch(words[at]) is not None


def _is_denied(words: Sequence[str], at: int) -> bool:
    """Whether it says “no embargo”, “not under embargo”, “no longer embargoed”."""
    place = at - 1
    while place >= 0 and words[place] in _BETWEEN:
        place -= 1
    return place >= 0 and words[place] in _NO
