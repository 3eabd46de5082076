"""Messages are more than their question: greetings, thanks, what it is for. This finds the question among them."""

from __future__ import annotations

import re

_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_INTRODUCED = re.compile(r"^(?P<talk>[^:]{1,120}?)(?::|\s[-–—])\s+(?P<rest>.+)$", re.DOTALL)
_PERSONAL = re.compile(
    r"\b(?:i|i'm|i've|we|we're|me|my|our|us|you|hi|hello|hey|kia ora|thanks|please|quick|need)\b", re.IGNORECASE
)


def question_alone(message: str) -> str | None:
    """The one sentence of a message that is a question, or None where nothing can be left out safely.

    Only what is about the people talking is left out, by whole sentences and lead-ins before a colon or dash: "I need
    this for a story:" goes, "In Auckland:" stays, since it narrows the question down.
    """
    sentences = [sentence.strip() for sentence in _SENTENCES.split(message.strip()) if sentence.strip()]
    questions = [sentence for sentence in sentences if sentence.endswith("?")] or sentences[:1]
    chosen = questions[0]
    if len(questions) > 1 or any(sentence != chosen and not _PERSONAL.search(sentence) for sentence in sentences):
        return None
    introduced = _INTRODUCED.match(chosen)
    if introduced and _PERSONAL.search(introduced["talk"]):
        chosen = introduced["rest"].strip()
    return chosen if chosen != message.strip() else None
