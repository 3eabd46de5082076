"""Messages that assert something and ask whether it is so, as "did Labour really win 65?" does.

Only the words are read here: what is asserted of a figure, an amount or its direction or its place, and which words ask
for the figure itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache

from bot.ask.language.amounts import ROUGH, Amount, Bound, amounts_in, unit_after
from bot.ask.language.lexemes import forms_of, lexemes
from bot.ask.language.negation import denies, tag_of
from bot.ask.language.rows import rows, words_of
from bot.ask.language.verbs import Said, said
from bot.ask.language.wordings import wording_at, wording_before, wordings_in
from bot.ask.text import Token, is_below_zero

_PERCENT = "per cent"
_CHANGED = "change in per cent"
_OF = "of"
_RELATIVE = frozenset(("who", "whom", "whose", "which"))
_SHORTEST = 3
"""Words that a statement has at least."""
_SIDES = ("above", "below")
"""Meanings of wordings that set one figure against another where no number follows."""
_SUPERLATIVES = ("most", "least")
_COMPARATIVES = ("more", "less")
_WAYS = {"up": True, "down": False}
_BE = frozenset(("was", "were", "is", "are", "wasnt", "werent", "isnt", "arent"))
_BEFORE_TIMES = frozenset(("in", "at", "by", "on", "for", "during", "the", "of"))
_BEFORE_NAMES = frozenset(("than", "of", "for", "against", "and", "or", "to", "on", "with", "vote", "voted", "voting"))
"""After these "no" and "yes" name something: "more than no"."""
_BEATEN = frozenset(("lose", "loses", "lost"))
"""With nothing after them they may as well mean that somebody was beaten."""
_LEVEL = frozenset(("to", "at"))
_BELOW_ZERO = frozenset(("minus", "negative"))
_SIGNED = frozenset((Bound.EXACTLY, Bound.ABOUT, Bound.BELOW))
"""How an amount below zero may be meant that can be told."""


class Kind(StrEnum):
    """What is asserted of a figure: how much it is, that it rose or fell, that it is more or less than another, that it
    is the highest or lowest of its kind."""

    AMOUNT = "amount"
    MOVE = "move"
    ORDER = "order"
    EXTREME = "extreme"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a message asserts. `up`: it rises, is more, is the highest. `asked` is the message without the words that
    assert: it asks for the figure itself. `is_level`: the amount is what it moved to, and `from_amount` where it came
    from; `unit` are the words after it, which may be one. `is_asked`: the message asks whether it is so, where another
    one only states it. `stated` is the message without the words that ask so, numbers and all."""

    kind: Kind
    asked: str
    amount: Amount | None = None
    up: bool = True
    is_level: bool = False
    from_amount: Amount | None = None
    unit: str = ""
    is_asked: bool = True
    stated: str = ""

    @property
    def asserted(self) -> str:
        """In few words, a number as a decimal string."""
        if self.amount is not None:
            sign = "-" if self.kind is Kind.MOVE and not (self.is_level or self.up) else ""
            value = f"{sign}{self.amount.value:f}"
            return value if self.amount.bound is Bound.EXACTLY else f"{self.amount.bound.value} {value}"
        words = {Kind.MOVE: ("rise", "fall"), Kind.ORDER: ("more", "less"), Kind.EXTREME: ("highest", "lowest")}
        return words[self.kind][not self.up]


def asks(tokens: Sequence[Token]) -> bool:
    """Whether a message has a question word, and asserts nothing."""
    words = [token.norm for token in tokens]
    frame, _ = _framed(words)
    opens = wording_at("claims", words, _opening(words, frame), "open") is not None
    relative = _RELATIVE if opens else frozenset[str]()  # "Was it ten who voted?"
    return any(
        place not in frame and word not in relative and wording_at("claims", words, place, "asking")
        for place, word in enumerate(words)
    )


@cache
def _asserting() -> frozenset[str]:
    fractions = words_of("fractions", "words") | words_of("multiples", "words") | {"dozen"}
    return (
        forms_of("moves") | forms_of("comparisons") | words_of("order", "word") | fractions | ROUGH | {*_SIDES, "than"}
    )


def may_assert(tokens: Sequence[Token]) -> bool:
    """Whether a message has a number, or a word, that anything is asserted by."""
    return any(token.stem[:1].isdecimal() or token.norm in _asserting() for token in tokens)


def claim_in(text: str, tokens: Sequence[Token], named: frozenset[int], *, is_tagged: bool = False) -> Claim | None:
    """What a message asserts; None where it asserts nothing, or more than can be told. Words at the places `named`
    belong to times or to names of the ledger; `is_tagged`: it was asked whether it is so, in a clause of its own."""
    words = [token.norm for token in tokens]
    frame, opens = _framed(words)
    is_asked = opens or is_tagged
    multiple = _multiple(text, tokens, frame, is_asked=is_asked)
    if multiple is not None:
        return multiple
    amounts = [_signed(_listed(one, text, tokens), text, tokens) for one in amounts_in(tokens, named, frame)]
    if len(amounts) == 1:
        amounts = [_hedged(amounts[0], words)]
    if any(one.value < 0 and one.bound not in _SIGNED for one in amounts):
        return None  # "Over -4" may be more than that, or a bigger loss.
    if not _BE.isdisjoint(words[_opening(words, frame) :][:1]):
        amounts = [_predicated(one, words, frame | named) for one in amounts]
    # "No less than 40" denies nothing.
    apart = frame.union(named, {_opening(words, frame)}, *(one.words for one in amounts))
    if any(denies(word) for place, word in enumerate(words) if place not in apart):
        return None
    said_by = frozenset[int]().union(*(one.words for one in amounts))
    if any(word == "only" and place + 1 not in said_by and place not in said_by for place, word in enumerate(words)):
        return None  # "Only Labour won more than 20" is said of all others.
    found = _extreme(words, frame | named, amounts) or _moved(words, named, amounts)
    found = found or _ordered(words, named, amounts, is_asked=is_asked) or _amount(amounts)
    if found is None or not (is_asked or _is_stated(words, found)):
        return None
    kind, dropped, up, is_level = found
    amount = amounts[-1] if amounts and kind in (Kind.AMOUNT, Kind.MOVE) else None
    asked = _without(text, tokens, frame | dropped | (amount.words if amount else frozenset()), amount)
    from_amount = amounts[0] if len(amounts) > 1 else None
    unit = unit_after(amount, text, tokens) if amount else ""
    stated = _without(text, tokens, frame, None)
    return Claim(kind, asked, amount, up, is_level, from_amount, unit, is_asked=is_asked, stated=stated)


def _multiple(text: str, tokens: Sequence[Token], frame: frozenset[int], *, is_asked: bool) -> Claim | None:
    """That a figure doubled, or halved: how far it moved in per cent."""
    words = [token.norm for token in tokens]
    times = {word: Decimal(row["times"]) for row in rows("multiples") for word in row["words"].split()}
    place = next((place for place, word in enumerate(words) if word in times and place not in frame), None)
    if place is None or not (is_asked or words[place].endswith("d")):
        return None
    bound = wording_before("amounts", words, place)
    said_by = frozenset(range(bound.start if bound else place, place + 1))
    factor = times[words[place]]
    amount = Amount(
        abs(factor - 1) * 100, Decimal(1), Bound(bound.means) if bound else Bound.ABOUT, True, said_by, is_said=True
    )
    asked = _without(text, tokens, frame | said_by, amount, _CHANGED)
    return Claim(Kind.MOVE, asked, amount, factor > 1, is_asked=is_asked)


def premise_in(text: str, tokens: Sequence[Token]) -> tuple[str, str] | None:
    """The statement that a question sets out from, and the question: "two seats were lost, so how many are left?"."""
    words = [token.norm for token in tokens]
    for place in range(_SHORTEST, len(words)):
        if wording_at("claims", words, place, "asking") is None:
            continue
        start = place
        while start and wording_at("claims", words, start - 1, "lead") is not None:
            start -= 1
        between = text[tokens[start - 1].end : tokens[start].start] if start else ""
        if start >= _SHORTEST and (start < place or not between.isspace()):
            return text[: tokens[start - 1].end], text[tokens[start].start :]
        return None
    return None


def pivot_in(words: Sequence[str]) -> int | None:
    """Where it is said that one figure is more or less than another: what it is said of comes before."""
    places = [place for place, word in enumerate(words) if word == "than"]
    places += [one.start for one in wordings_in("claims", words, *_SIDES)]
    return min(places, default=next((one.start for one in said("comparisons", words)), None))


def is_predicate(words: Sequence[str]) -> bool:
    """Whether a superlative is said of what comes before it, and of nothing that follows: "rents in North were highest
    in 2020"."""
    place = next((place for place, word in enumerate(words) if _order_of(word, *_SUPERLATIVES) is not None), None)
    if place is None:
        return False
    frame, _ = _framed(words)
    after = next((words[one] for one in range(place + 1, len(words)) if one not in frame), "in")
    is_of_one = place > 1 and words[place - 1] in _BE and after in _BEFORE_TIMES
    return is_of_one or list(words[place - 2 : place]) in (["at", "its"], ["at", "their"], ["at", "a"], ["at", "the"])


def says_of_each(tokens: Sequence[Token], kinds: frozenset[str]) -> list[int]:
    """The places where it is said of every one of some times or members, whose stems are `kinds`, that something is so:
    "rose every year", "fell in all towns"."""
    words = [token.norm for token in tokens]
    found = [place for place, word in enumerate(words) if word in words_of("claims", "words", means="each")]
    return [
        place
        for place in found
        if words[place - 1 : place] != [_OF] and place + 1 < len(tokens) and tokens[place + 1].stem in kinds
    ]


def _listed(amount: Amount, text: str, tokens: Sequence[Token]) -> Amount:
    """An amount after a colon is how much it is, too: "homes completed in 2024: 702"."""
    start = min(amount.words)
    is_listed = bool(start) and ":" in text[tokens[start - 1].end : tokens[start].start]
    return replace(amount, is_said=True) if is_listed else amount


def _hedged(amount: Amount, words: Sequence[str]) -> Amount:
    """An amount that words after it say is a rough one: "4,450, roughly", "40 or so", "40 give or take"."""
    after = range(max(amount.words) + 1, len(words))
    hedge = next((one for place in after if (one := wording_at("claims", words, place, "hedge")) is not None), None)
    if hedge is None or amount.bound is not Bound.EXACTLY:
        return amount
    return replace(amount, bound=Bound.ABOUT, words=amount.words | frozenset(range(hedge.start, hedge.end)))


def _signed(amount: Amount, text: str, tokens: Sequence[Token]) -> Amount:
    """An amount below zero, where a sign stands right before it or "minus" does."""
    place = next((one for one in sorted(amount.words) if tokens[one].stem[:1].isdecimal()), None)
    if place is None:
        return amount
    said_by = frozenset((place - 1,)) if place and tokens[place - 1].norm in _BELOW_ZERO else frozenset[int]()
    if not (said_by or is_below_zero(text, tokens[place])):
        return amount
    bound = wording_before("amounts", [token.norm for token in tokens], place - 1) if said_by else None
    means, by = (Bound(bound.means), frozenset(range(bound.start, place))) if bound else (amount.bound, said_by)
    return replace(amount, value=-amount.value, bound=means, words=amount.words | by)


def _predicated(amount: Amount, words: Sequence[str], others: frozenset[int]) -> Amount:
    """An amount that nothing but a time follows, where a form of "be" opens: "were farms in the north 640 in 2022"."""
    after = range(max(amount.words) + 1, len(words))
    is_last = all(place in others or words[place] in _BEFORE_TIMES for place in after)
    return replace(amount, is_said=True) if is_last else amount


_Found = tuple[Kind, frozenset[int], bool, bool]
"""The kind, the words that the question does without, which way, and whether an amount is what it came to."""


def _is_stated(words: Sequence[str], found: _Found) -> bool:
    """Whether words are a statement: they have a verb, of change in its past form. "Rise in rents" is none, nor is
    "highest rent"."""
    kind, dropped, _, _ = found
    if kind is Kind.MOVE:
        pasts = frozenset(form for one in lexemes("moves") for form in one.pasts)
        return not pasts.isdisjoint(words)
    verbs = words_of("claims", "words", means="verb")
    if kind is Kind.EXTREME:
        return not verbs.isdisjoint(words[: min(dropped)])
    compares_at_once = kind is Kind.ORDER and list(words[1:2]) == ["than"]  # "Fewer than barns?"
    return kind is Kind.AMOUNT or compares_at_once or not verbs.isdisjoint(words)


def _extreme(words: Sequence[str], others: frozenset[int], amounts: Sequence[Amount]) -> _Found | None:
    taken = frozenset(place for one in amounts for place in one.words)
    verbs = frozenset(place for one in said("comparisons", words) for place in range(one.start, one.end))
    apart, rests = taken | others | verbs, wordings_in("claims", words, "rest")
    for place, word in enumerate(words):
        if place in apart:
            continue
        if place and words[place - 1] == "at":
            continue
        rest = next((one for one in rests if one.start >= place), None)
        after = frozenset(range(rest.start, rest.end)) if rest else frozenset[int]()
        superlative = _order_of(word, *_SUPERLATIVES)
        comparative = _order_of(word, *_COMPARATIVES) if rest and words[rest.start] == "than" else None
        means = superlative or comparative
        if means is None:
            continue
        before = place - 1 if place and words[place - 1] in ("the", "a") else place
        return Kind.EXTREME, after | frozenset(range(before, place + 1)), means in ("most", "more"), False
    return None


def _order_of(word: str, *meanings: str) -> str | None:
    if word == "most":
        return "most" if "most" in meanings else None
    if word == "least":
        return "least" if "least" in meanings else None
    return next((means for means in meanings if word in words_of("order", "word", means=means)), None)


def _moved(words: Sequence[str], named: frozenset[int], amounts: Sequence[Amount]) -> _Found | None:
    apart = named.union(*(one.words for one in amounts))
    every = [one for one in said("moves", words) if one.start not in apart]
    if len(amounts) == 2 and every:
        return _moved_between(words, every[0], amounts)
    moves = [one for one in every if one.means in _WAYS]
    if len(moves) != 1 or len(amounts) > 1 or _is_beaten(words, moves[0].start):
        return None
    start = min(amounts[0].words) if amounts else 0
    is_side = wording_at("claims", words, start, *_SIDES) is not None  # "Fell below 12", as "fell to 12".
    is_level = bool(amounts) and start > moves[0].start and (is_side or words[start - 1] in _LEVEL)
    by = frozenset((start - 1,)) if amounts and start and words[start - 1] == "by" else frozenset[int]()
    return Kind.MOVE, by, _WAYS[moves[0].means], is_level


def _is_beaten(words: Sequence[str], place: int) -> bool:
    frame, _ = _framed(words)
    return words[place] in _BEATEN and frame.issuperset(range(place + 1, len(words)))


def _moved_between(words: Sequence[str], move: Said, amounts: Sequence[Amount]) -> _Found | None:
    """From one amount to another: "went from 37 to 28"."""
    one, other = amounts
    starts = [min(amount.words) for amount in amounts]
    leads = [words[start - 1] for start in starts]
    if leads != ["from", "to"] or starts[0] < move.start or one.value == other.value:
        return None
    up = other.value > one.value
    if _WAYS.get(move.means, up) is not up:
        return None
    return Kind.MOVE, one.words | {start - 1 for start in starts}, up, True


def _ordered(
    words: Sequence[str], named: frozenset[int], amounts: Sequence[Amount], *, is_asked: bool
) -> _Found | None:
    if amounts:
        return None
    for side in wordings_in("claims", words, *_SIDES):
        if side.start not in named:
            return Kind.ORDER, frozenset(), side.means == "above", False
    for one in said("comparisons", words):
        return Kind.ORDER, frozenset(), one.means == "above", False
    if "than" not in words and not is_asked:
        return None
    for word in reversed(words[: words.index("than")] if "than" in words else words):
        means = _order_of(word, *_COMPARATIVES)
        if means is not None:
            return Kind.ORDER, frozenset(), means == "more", False
    return None


def _amount(amounts: Sequence[Amount]) -> _Found | None:
    return (Kind.AMOUNT, frozenset(), True, False) if len(amounts) == 1 else None


def _framed(words: Sequence[str]) -> tuple[frozenset[int], bool]:
    """The places of the words that frame what is asserted, and whether the message asks whether it is so."""
    frame, is_asked, start = set[int](), False, 0
    while (one := wording_at("claims", words, start, "lead", "frame")) is not None:
        frame.update(range(one.start, one.end))
        is_asked, start = is_asked or one.means == "frame", one.end
    end = len(words)
    while (tag := _tag(words[start:end])) is not None:
        frame.update(range(start + tag, end))
        is_asked, end = True, start + tag
    for one in wordings_in("claims", words[start:end], "stress"):
        frame.update(range(start + one.start, start + one.end))
    opens = wording_at("claims", words, start, "open") is not None
    asks_desk = wording_at("claims", words, start + 1, "asker") is not None if start + 1 < len(words) else False
    return frozenset(frame), is_asked or (opens and not asks_desk)


def _tag(words: Sequence[str]) -> int | None:
    """Where the tag begins that ends some words."""
    one = wording_before("claims", words, len(words), "tag")
    if one is not None and one.start and words[one.start - 1] not in _BEFORE_NAMES:
        return one.start
    negated = tag_of(words)
    return negated.start if negated and negated.start else None


def _opening(words: Sequence[str], frame: frozenset[int]) -> int:
    """The place of the first word that does not frame the others."""
    return next((place for place in range(len(words)) if place not in frame), 0)


def _without(
    text: str, tokens: Sequence[Token], dropped: frozenset[int], amount: Amount | None, instead: str = ""
) -> str:
    """The text without some words; for a fraction it asks in per cent, or has other words `instead` of an amount."""
    kept, place = [], 0
    for index in sorted(dropped):
        kept.append(text[place : tokens[index].start])
        if amount is not None and instead and index == max(amount.words):
            kept.append(instead)
        elif amount is not None and amount.is_fraction and index == max(amount.words):
            follows = tokens[index + 1].norm if index + 1 < len(tokens) else ""
            kept.append(_PERCENT if follows == _OF else f"{_PERCENT} {_OF}")
        place = tokens[index].end
    return " ".join("".join((*kept, text[place:])).split())
