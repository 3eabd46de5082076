"""Whether what was answered still holds: it is said again as the ledger has it now, with its status and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, Asserted
from bot.ask import conversation
from bot.ask.compute.about import continued
from bot.ask.conversation import Conversation
from bot.ask.dialogue import memory
from bot.ask.dialogue.judging import is_amount
from bot.ask.dialogue.session import Session
from bot.ask.evaluate.operations import evaluate
from bot.ask.language.amounts import is_unit
from bot.ask.language.doubts import Doubt, amounts_doubted, doubt_in
from bot.ask.outcome import Missing, Result
from bot.ask.prose import Prose
from bot.ask.readings import composed
from bot.ask.refuse import NO_QUESTION
from bot.ask.text import Token, tokenize
from bot.ask.words import is_filler
from bot.domain import Figure, Outcome, Qualifier
from bot.ledger.embargoes import is_on

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

    tokens = tokenize(question)
    doubt = doubt_in(question, tokens, is_known)
    if doubt is None:
        return _of_amounts(session, question, tokens, last)
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
        if doubt is Doubt.ASKS_TO_USE and outcome.used:
            outcome = replace(outcome, sentence=f"{outcome.sentence} {_to_use(outcome, session)}")
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
    return replace(result, sentence=f"{lead}: {continued(result.sentence)} {_where(result, prose)}")


def _where(result: Result, prose: Prose) -> str:
    uncited = not any(prose.is_cited(one.figure) for one in result.used)
    return "No source is recorded." if uncited else f"Source: {prose.source(result.used[0].figure)}."


def _to_use(result: Result, session: Session) -> str:
    """What is recorded of how figures may be used. Whether they are is for people to say."""
    figures = [one.figure for one in result.used]
    held = [one for figure in figures if (one := figure.embargo_until) is not None and is_on(one, session.now)]
    until = max(held, default=None)
    licences = {session.prose.catalogue.sources[one.source].licence for one in figures if one.source}
    claimants = {name for figure in figures if (name := session.prose.claimant(figure))}
    told = [
        *([f"Under embargo until {until.isoformat(timespec='minutes')}: not to be published before."] if until else []),
        *(f"Licence: {one}." for one in sorted(filter(None, licences))),
        *(f"To be attributed to {name}." for name in sorted(claimants)),
    ]
    return " ".join((*told, "Whether to publish it is for your desk to decide."))


def _of_amounts(session: Session, question: str, tokens: Sequence[Token], last: Conversation | None) -> Answer | None:
    """The answer to a message that sets amounts against what was answered: that figure, and which of them it is not."""
    before = memory.read(last.reading, session.prose.catalogue) if last is not None else memory.Memory()
    doubted = amounts_doubted(question, tokens, session.named(question, tokens)) if before.meant else []
    if not doubted or before.is_refused:
        return None
    meaning = before.meant[-1]
    result = evaluate(meaning, session.held())
    if not isinstance(result, Result) or result.value is None or any(_is_open(one.figure) for one in result.used):
        return None
    if doubted[0].unit and not is_unit(doubted[0].unit, result.unit):
        return None
    so = [is_amount(one.amount, result.value, result.unit) for one in doubted]
    if None in so:
        return None
    where = _where(result, session.prose) if result.used else ""
    denied = session.prose.list_of([one.words for one, is_so in zip(doubted, so, strict=True) if not is_so], "or")
    if doubted[0].agrees and len(doubted) == 1:
        lead = "No. " if denied else "Yes. "
        sentence = f"{lead}{result.sentence} {where}"
    elif denied:
        sentence = f"Not {denied}: {continued(result.sentence)} {where}"
    else:
        sentence = _still(result, session.prose).sentence
    composer = session.composer(question)
    told = composed(meaning, replace(result, sentence=sentence.strip()), composer, session.prose)
    return replace(told, asked="", claim=Asserted(str(doubted[0].amount.value), not denied))


def _is_open(figure: Figure) -> bool:
    """Whether only more or less than its value is known."""
    return figure.qualifier is not Qualifier.EXACT
