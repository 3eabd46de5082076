"""What kind of news a message is, as a colour. The sentence says it too, and where there may be none that does, a word:
colour alone does not reach everybody."""

from __future__ import annotations

from bot.cards.card import Card, Tone

COLOURS = {
    Tone.ANSWERED: 0x2E7D4F,
    Tone.AMBIGUOUS: 0x2F6FDE,
    Tone.ABSTAINED: 0xC98A1B,
    Tone.REFUSED: 0x6B4FA0,
    Tone.FAILED: 0xC62F2F,
    Tone.TOLD: 0x7A8794,
}
_WITH_CAVEATS = 0xE3C34B
"""An answer that is not to be printed as it stands: it is not final, disputed, or somebody's claim."""
WORDS = {
    Tone.REFUSED: "Not possible here or now",
    Tone.FAILED: "Failed",
}


def colour_of(card: Card) -> int:
    """As 0xRRGGBB."""
    if card.tone is Tone.ANSWERED and any(row.warns for row in card.rows):
        return _WITH_CAVEATS
    return COLOURS[card.tone]
