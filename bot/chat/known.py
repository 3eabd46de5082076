"""An answer with all that is made of it however often it is given."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answer import Answer
from bot.ask.conversation import Conversation
from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.cards.card import Card
from bot.cards.chart import Chart, chart_of
from bot.store.types import JsonText


@dataclass(frozen=True, slots=True)
class Known:
    """`conversation` is what its thread is to remember, `card` its card without buttons, `text` what its receipts keep
    of it. It was worked out at the ledger's `revision`, or a later one."""

    answer: Answer
    conversation: Conversation | None
    card: Card
    chart: Chart | None
    text: JsonText
    revision: int


def known(answer: Answer, conversation: Conversation | None, style: HouseStyle, revision: int) -> Known:
    # How each word was read is never told in a chat, and would keep all that the question was answered from.
    told = replace(answer, words=None)
    card = AnswerCards(style).of_answer(told)
    return Known(told, conversation, card, chart_of(told, style), JsonText.of(told.as_kept()), revision)
