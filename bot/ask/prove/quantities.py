"""Another kind of quantity is another figure: a density is no population, a rate no count, growth no level.

A kind that the question names has to be in what the answer is called or measured in, or in what it does; a kind that
all the answer's labels name has to be in the question.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise, zip_longest

from bot.ask.language.moves import is_move
from bot.ask.language.rows import rows, words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Measure, vetoed
from bot.ask.text import stem as stem_of
from bot.ask.text import tokenize
from bot.ask.words import FILLER, TIME_NOUNS

REFUSES = (
    "what was the herd of Aster in 2020?",
    "how many calf births were there in Aster in 2020?",
    "what were the calf births of Aster in 2020?",
    "barley harvest rate of Aster in 2020",
    "exports of Aster in 2020",
)
LETS_THROUGH = (
    "herd density of Aster in 2020",
    "calf birth rate in Aster in 2020",
    "what was unemployment in Aster in 2020?",
    "exports growth in Aster in 2020",
    "by how much did exports grow in Aster in 2020?",
    "average barley harvest of Aster in 2020 and 2021",
    "by what percentage did the barley harvest of Aster change from 2020 to 2021?",
)

_BROUGHT = {
    "relative": frozenset(
        ("share", "ratio", "percent change", "percent difference", "rate", "complement", "rest", "count from share",
         "reconstruction")
    ),
    "mean": frozenset(("mean", "rate")),
    "median": frozenset(("median",)),
    "growth": frozenset(("change", "percent change", "change of gap", "change of sum", "mover", "movers", "trend",
                         "largest change", "smallest change")),
}  # fmt: skip
"""What an operation makes of figures of any kind."""
_UNITS = {"relative": frozenset(("percent", "per cent", "%", "percentage points", "points", "times", "pp"))}
"""What a unit says of the kind."""
_MEANT = frozenset(("density", "index", "median", "growth", "relative", "real", "adjusted", "net", "gross"))
"""Kinds that the answer has to find in the question."""
_UNDONE = {"count from share": frozenset(("relative",))}
"""What an operation makes of figures is of this kind no more."""
_RATE = frozenset(("rate", "rates"))
_LONGEST = 5
"""Words with a meaning, of a label that is no title."""
_ADDRESS = frozenset(("i", "you", "we", "they", "it", "that", "this", "does", "do", "did"))
_NO_UNIT = frozenset(("the", "a", "my", "our", "your"))


def check(asked: Asked, given: Given) -> Finding:
    if given.value is None or not given.measures:
        return PROVEN
    measure, said = given.measures[0], list(_said(asked, given))
    for place, kind in said:
        if asked.words[place] in words_of("quantities", "word", asked="yes") and not _is_answered(
            kind, place, asked, given
        ):
            word = asked.quoted(place, 2 if asked.words[place] == "per" else 1)
            return vetoed(word, f"We don't hold that: nothing on “{word}” for the {measure.label}.")
    if not _names(asked, measure):
        return PROVEN
    unsaid = _of_all_labels(measure) & _MEANT - {kind for _, kind in said} - _UNDONE.get(given.operation, frozenset())
    if unsaid == {"relative"} and _is_short_for_rate(asked, measure):
        return PROVEN
    if unsaid and not ("growth" in unsaid and _moves(asked)):
        return vetoed("that quantity", f"We don't hold that, but another quantity: the {measure.label}.")
    return PROVEN


def _names(asked: Asked, measure: Measure) -> bool:
    """Whether the question says anything of the measure: one that says nothing of it names no other quantity."""
    return any(stem in label for label in measure.labels for stem in asked.stems if stem not in FILLER)


def _is_short_for_rate(asked: Asked, measure: Measure) -> bool:
    """Whether a rate is said without the word, as inflation and unemployment are: what it is of stands there in just
    the label's form, and is not counted. "Births" is no birth rate."""
    words = [token.norm for token in tokenize(measure.label)]
    before = [word for word, after in pairwise(words) if after in _RATE]
    return not asked.counts and any(word in asked.words for word in before)


def _said(asked: Asked, given: Given) -> Iterator[tuple[int, str]]:
    """The kinds that the question names, each with the place of its word; words of members and periods aside."""
    for place, stem in enumerate(asked.stems):
        kind = _kinds().get(asked.words[place])
        if kind is not None and stem not in given.named and not _is_another_word(place, asked, given):
            yield place, kind


def _is_another_word(place: int, asked: Asked, given: Given) -> bool:
    """Whether it is no quantity here: "per the report", "what does that mean". "Per month" and "per town" are for other
    rules."""
    word, before = asked.words[place], asked.words[place - 1] if place else ""
    if word in ("mean", "means"):
        return before in _ADDRESS
    if word != "per" or place + 1 == len(asked.words):
        return False
    after = asked.stems[place + 1]
    per = asked.words[place + 1] in _NO_UNIT or after in given.named or after in TIME_NOUNS
    return per or any(after in names for names in given.dimensions.values())


def _is_answered(kind: str, place: int, asked: Asked, given: Given) -> bool:
    """Whether the answer is of a kind. What is "per day" is no percentage."""
    word = asked.words[place]
    per = word in ("rate", "rates", "ratio", "ratios") or (word == "per" and asked.words[place + 1 :][:1] != ("cent",))
    return (
        given.operation in _BROUGHT.get(kind, ())
        or (kind == "relative" and _may_be_relative(given))
        or any((unit or "").lower() in _UNITS.get(kind, ()) for unit in (given.unit, *_units(given)))
        or any(
            _stems().get(stem) == kind and (per or stem != "per")
            for stems in (given.named, *(measure.described for measure in given.measures))
            for stem in stems
        )
    )


def _may_be_relative(given: Given) -> bool:
    """Whether nothing says what it is measured in, and it is written with decimals, as counts never are."""
    exponent = given.value.as_tuple().exponent if given.value is not None else 0
    return not given.unit and not any(_units(given)) and isinstance(exponent, int) and exponent < 0


def _units(given: Given) -> Iterator[str | None]:
    return (figure.unit for figure in given.figures)


def _of_all_labels(measure: Measure) -> frozenset[str]:
    """The kinds that each label of a measure names: one that leaves a kind out may be said without it."""
    return frozenset.intersection(*(_of_label(label) for label in measure.labels))


@lru_cache(maxsize=10_000)
def _of_label(label: tuple[str, ...]) -> frozenset[str]:
    """The kinds that a label names. "Per day" only tells how long was counted, and a title tells of many things."""
    kinds = _stems()
    if sum(stem not in FILLER for stem in label) > _LONGEST:
        return frozenset()
    return frozenset(
        kinds[stem]
        for stem, after in zip_longest(label, label[1:], fillvalue="")
        if stem in kinds and not (stem == "per" and after in TIME_NOUNS)
    )


def kinds_in(label: str) -> frozenset[str]:
    """The kinds of quantity that a label names: "median rent" is a median, "rent" none of them."""
    return _of_label(tuple(token.stem for token in tokenize(label)))


def _moves(asked: Asked) -> bool:
    return any(map(is_move, asked.words))


@cache
def _kinds() -> dict[str, str]:
    return {word: row["means"] for row in rows("quantities") for word in row["word"].split()}


@cache
def _stems() -> dict[str, str]:
    """Kind by the stems that name it in a label: "the most common causes" are no share."""
    return {
        stem_of(word): row["means"]
        for row in rows("quantities")
        if row["asked"] != "never"
        for word in row["word"].split()
    }
