"""Raised letters: footnote marks and powers, which must not run into the number or word before them."""

from __future__ import annotations

_PLAIN = "0123456789+-=()abcdefghijklmnoprstuvwxyz*"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ*"
_TABLE = str.maketrans(_PLAIN, _RAISED)
_KEPT = frozenset(_RAISED) | {" ", ","}


def raised(text: str) -> str:
    """A raised text in raised characters, or in square brackets where there are none for it."""
    bare = text.strip().strip("[]")
    found = bare.lower().translate(_TABLE)
    return found if _KEPT.issuperset(found) else f"[{bare}]"
