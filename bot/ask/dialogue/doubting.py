"""Whether what was answered still holds: it is said again as the ledger has it now, with its status and source."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import Answer
from bot.ask import conversation
from bot.ask.compute.about import continued
from bot.ask.conversation import Conversation
from bot.ask.dialogue import memory
from bot.ask.dialogue.session import Session
from bot.ask.evaluate.operations import evaluate
from bot.ask.language.doubts import Doubt, doubt_in
from bot.ask.outcome import Missing, Result
from bot.ask.prose import Prose
from bot.ask.readings import composed
from bot.ask.refuse import NO_QUESTION
from bot.ask.text import Token, tokenize
from bot.ask.words import is_filler
from bot.domain import Outcome

_REPORT_IT = Missing(
    "",
    "Nothing was changed by that. In a chat, the button “Wrong?” under an answer sends it to the desk, with your "
    "remark; to ask for something else, say what you meant.",
)


def of_doubt(session: Session, question: str, last: Conversation | None) -> Answer | None:
    """The answer to a message that only doubts what was answered; None for any other. What a thread remembers stays."""
    vocabulary = session.lexicon.vocabulary

    def is_known(token: Token) -> bool:
        return token.stem in vocabulary and not is_filler(token)

    doubt = doubt_in(question, tokenize(question), is_known)
    if doubt is None:
        return None
    composer = session.composer(question)
    if doubt is Doubt.OBJECTS:
        return composer.abstained(_REPORT_IT, NO_QUESTION)
    before = memory.read(last.reading, session.prose.catalogue) if last is not None else memory.Memory()
    if before.is_refused or not before.meant:
        return _again(session, question, last) or composer.abstained(conversation.WITHOUT_WORDS, NO_QUESTION)
    meaning = before.meant[-1]
    outcome = evaluate(meaning, session.held())
    if isinstance(outcome, Result):
        outcome = _still(outcome, session.prose)
    return replace(composed(meaning, outcome, composer, session.prose), asked="")


def _again(session: Session, question: str, last: Conversation | None) -> Answer | None:
    """What was answered without a meaning that can be gone on from, asked by its words."""
    found = session.alone(last.question) if last is not None and last.question else None
    return None if found is None or found.outcome is not Outcome.ANSWERED else replace(found, question=question)


def _still(result: Result, prose: Prose) -> Result:
    if not result.used:
        return result
    is_old = any(one.replaced_by for one in result.used)
    lead = "It is held, but a later figure has replaced it" if is_old else "This is what the ledger holds now"
    uncited = not any(prose.is_cited(one.figure) for one in result.used)
    where = "No source is recorded." if uncited else f"Source: {prose.source(result.used[0].figure)}."
    return replace(result, sentence=f"{lead}: {continued(result.sentence)} {where}")
