"""What kind of news a message is, as a colour and, wherever it is no plain answer, as a word too: colour alone does not
reach everybody."""

from __future__ import annotations

from bot.cards.card import Tone

COLOURS = {
    Tone.ANSWERED: 0x2E7D4F,
    Tone.AMBIGUOUS: 0x2F6FDE,
    Tone.ABSTAINED: 0xC98A1B,
    Tone.REFUSED: 0x6B4FA0,
    Tone.FAILED: 0xC62F2F,
    Tone.TOLD: 0x7A8794,
}
WORDS = {
    Tone.AMBIGUOUS: "Which one?",
    Tone.ABSTAINED: "Not held",
    Tone.REFUSED: "Not possible here or now",
    Tone.FAILED: "Failed",
}
