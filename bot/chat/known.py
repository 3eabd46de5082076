"""An answer with all that is made of it however often it is given."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answer import Answer
from bot.ask.conversation import Conversation
from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.cards.card import Card
from bot.cards.chart import Chart, chart_of
from bot.chat.told import Told
from bot.store.types import JsonText


@dataclass(frozen=True, slots=True)
class Known:
    """`conversation` is what its thread is to remember, `card` its card without buttons, `text` what its receipts keep
    of it, `told` what it tells of. It was worked out at the ledger's `revision`, or a later one."""

    answer: Answer
    conversation: Conversation | None
    card: Card
    chart: Chart | None
    text: JsonText
    revision: int
    told: Told


def kept_text(answer: Answer, revision: int | None) -> JsonText:
    """What a receipt keeps: `Answer.as_kept`, and the revision that it was worked out at."""
    return JsonText.of({**answer.as_kept(), "revision": revision})


def known(answer: Answer, conversation: Conversation | None, style: HouseStyle, revision: int) -> Known:
    # How each word was read is never told in a chat, and would keep all that the question was answered from.
    plain = replace(answer, words=None)
    card, chart = AnswerCards(style).of_answer(plain), chart_of(plain, style)
    return Known(plain, conversation, card, chart, kept_text(plain, revision), revision, Told.of(plain))
