"""Whether two units say the same, however they are written: "£m" and "millions of pounds"."""

from __future__ import annotations

import re

_SCALES = {
    "thousand": "thousand", "000": "thousand", "k": "thousand", "million": "million", "mn": "million", "mln": "million",
    "billion": "billion", "bn": "billion", "trillion": "trillion",
}  # fmt: skip
_MONEY = {
    "$": "dollar", "£": "pound", "€": "euro", "us$": "usd", "dollar": "dollar", "pound": "pound", "euro": "euro",
    "gbp": "pound", "eur": "euro", "usd": "usd",
}  # fmt: skip
_EMPTY = {"of", "the", "in", "number", "count", "unit", ""}
_GLUED = re.compile(r"(us\$|[$£€])\s*(m|mn|bn|k|000s?)?(?![a-z])")
_SHORT = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand", "000": "thousand", "000s": "thousand"}


def same_unit(expected: str | None, read: str | None) -> bool:
    """What an expected unit leaves open (none, or a scale alone) may be any noun: no scale, money or percent."""
    want_scale, want_kind, want = _parts(expected or "")
    scale, kind, rest = _parts(read or "")
    if (want_scale, want_kind) != (scale, kind):
        return False
    return not want or want == rest


def _parts(text: str) -> tuple[str, str, frozenset[str]]:
    """Its scale, its money or "percent", and its other words."""
    text = text.casefold().replace("per cent", "percent").replace("us dollar", "usd").replace("u.s. dollar", "usd")
    text = re.sub(r"percentage(?! point)", "percent", text)
    text = _GLUED.sub(lambda found: f" {_MONEY[found[1]]} {_SHORT.get(found[2] or '', '')} ", text).replace(
        "%", " percent "
    )
    words = [_single(word) for word in re.findall(r"[^\W_]+(?:[²³°][^\W_]*)?|°\w?", text)]
    scales = [_SCALES[word] for word in words if word in _SCALES]
    kinds = [_MONEY.get(word, word) for word in words if word in _MONEY or word == "percent"]
    rest = frozenset(words) - set(_SCALES) - set(_MONEY) - {"percent"} - _EMPTY
    return " ".join(scales), " ".join(kinds), rest


def _single(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
