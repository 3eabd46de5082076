"""What is written on the buttons of choices: no more than what tells them apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 30
"""Characters that a button shows whole on a phone."""
_VALUE = re.compile(r"(.*): (.*?)(?: (\([^()]*\)))?", re.DOTALL)
"""What a choice is, what it comes to, and where that stands."""
_BETWEEN_PARTS = re.compile(r", (?![^()]*\))")
_BRACKETED = re.compile(r"\(([^()]*)\)")


def shortened_labels(texts: Sequence[str]) -> list[str]:
    """For each choice "March 2020: 16 %" of "Turnout, women, March 2020: 16 % (Elections Office)": the parts that not
    all have, and its value. "" for each where the texts are short enough, or nothing in them tells them apart."""
    whole = [""] * len(texts)
    if len(texts) < 2 or all(len(text) <= _LONGEST for text in texts):
        return whole
    found = [_VALUE.fullmatch(text) for text in texts]
    heads = [match[1] if match else text for match, text in zip(found, texts, strict=True)]
    values = [match[2] if match else "" for match in found]
    places = [(match[3] or "") if match else "" for match in found]
    shared = len(set(places)) == 1
    named = _without_shared(heads)
    labels = [
        _label(name, value, "" if shared else place) for name, value, place in zip(named, values, places, strict=True)
    ]
    apart = len(set(labels)) == len(labels) and all(labels)
    return labels if apart and labels != list(texts) else whole


def parted(label: str) -> tuple[str, str]:
    """A label before what it comes to, and that with its colon: where there is no room for all of it, the first is cut
    and the second stays."""
    match = _VALUE.fullmatch(label)
    return (match[1], label[len(match[1]) :]) if match else (label, "")


def _label(name: str, value: str, place: str) -> str:
    text = " ".join(part for part in (f"{name}: {value}" if name and value else name or value, place) if part)
    return text[:1].upper() + text[1:]


def _without_shared(heads: Sequence[str]) -> list[str]:
    """Without the parts between commas that all of them have, and without the words that all of them begin with."""
    split = [_BETWEEN_PARTS.split(head) for head in heads]
    common = set(split[0]).intersection(*split[1:])
    words = [", ".join(part for part in parts if part not in common).split(" ") for parts in split]
    least = min(map(len, words))
    same = 0
    while same < least and len({one[same] for one in words}) == 1:
        same += 1
    return [_without_brackets(" ".join(one[same:])) for one in words]


def _without_brackets(name: str) -> str:
    """Nothing is left for what begins in brackets to stand beside."""
    opening = _BRACKETED.match(name)
    return f"{opening[1]}{name[opening.end() :]}" if opening else name
