"""`factdesk receipts FIGURE`: where a figure was given, and what was told there when it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.cli.say import tell, tell_json
from adapters.main import newsroom_zone, style_for
from bot.ask.style import HouseStyle
from bot.cards.dates import instant_text
from bot.chat.nouns import Visibility
from bot.chat.receipts import Receipt, with_figure
from bot.chat.told_back import Word, told_back
from bot.delivery.nouns import Delivery, State
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING

_NOT_TOLD = {
    Visibility.PRIVATE: "not told, as it was given in private too long before",
    Visibility.PUBLIC: "not told, as no message of it stands, or it says so itself",
}
_REPLY = {
    State.SENT: "told there",
    State.DUE: "to be told there",
    State.CLAIMED: "being told there",
    State.SENDING: "being told there",
    State.PARKED: "could not be told there",
    State.CANCELLED: "not told there",
    State.MISSED: "not told there",
}
_MARK = {
    State.SENT: "its message is marked",
    State.DUE: "its message is to be marked",
    State.CLAIMED: "its message is being marked",
    State.SENDING: "its message is being marked",
    State.PARKED: "its message could not be marked",
    State.CANCELLED: "its message is not marked",
    State.MISSED: "its message is not marked",
}


@click.command()
@click.argument("figure", metavar="FIGURE")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects.")
def receipts(figure: str, as_json: bool) -> None:
    """List where a figure was given in chats, the latest first, though it may be under embargo or withdrawn since; and
    where it changed, what was told there and what could not be. `factdesk figures` lists the figures' ids."""
    now = clock.now()
    engine = open_ledger(now)
    id_ = Reader(engine, now, EVERYTHING).figure(figure).id
    found = with_figure(engine, id_)
    words = told_back(engine, id_, [receipt.id for receipt in found])
    if as_json:
        body = [_object(receipt, words[receipt.id]) for receipt in found]
        tell_json(body, indent=2)
        return
    print_receipts(found, style_for(engine, now), words)
    if not found:
        tell(f"{given(0)}.")


def print_receipts(
    found: Iterable[Receipt], style: HouseStyle, words: Mapping[str, Sequence[Word]] | None = None
) -> None:
    """Two lines each, by the newsroom's clocks, and one for each change of the figure with what was told of it."""
    zone = newsroom_zone()
    for receipt in found:
        when = instant_text(receipt.given_at, zone, style)
        message = f", message {receipt.message_ref}" if receipt.message_ref else ""
        asked = f"asked by {receipt.asker}" if receipt.is_answer else f"posted as {receipt.kind}"
        tell(f"{when}  {receipt.address}{message}, {receipt.visibility}, {asked}")
        tell(f"  {receipt.answer.text}")
        for word in (words or {}).get(receipt.id, ()):
            at = instant_text(word.change.at, zone, style)
            tell(f"  {word.change.change.capitalize()} {at}: {_told(word, receipt.visibility)}.")


def given(times: int) -> str:
    """How often a figure was given, as a sentence without its end."""
    if times == 0:
        return "This figure was not given in any chat"
    return f"It was given in {times:,} answers in chats" if times > 1 else "It was given in one answer in a chat"


def _told(word: Word, visibility: Visibility) -> str:
    if not word.is_told:
        return "not told yet" if word.waits else _NOT_TOLD[visibility]
    return "; ".join(_standings(word))


def _standings(word: Word) -> Iterator[str]:
    for post, states in ((word.reply, _REPLY), (word.mark, _MARK)):
        if post is not None:
            message = f" (message {post.message_ref})" if post is word.reply and post.message_ref else ""
            why = f", {post.last_error}" if post.last_error and post.state is not State.SENT else ""
            yield f"{states[post.state]}{message}{why}"


def _object(receipt: Receipt, words: Sequence[Word]) -> dict[str, Any]:
    return {
        "id": receipt.id,
        "kind": receipt.kind,
        "destination": str(receipt.address),
        "thread": receipt.thread,
        "message": receipt.message_ref,
        "asker": receipt.asker,
        "visibility": receipt.visibility.value,
        "text": receipt.answer.text,
        "given_at": receipt.given_at.isoformat(),
        "changes": [
            {
                "change": word.change.change.value,
                "at": word.change.at.isoformat(),
                "other": word.change.other,
                "reply": _post(word.reply),
                "mark": _post(word.mark),
            }
            for word in words
        ],
    }


def _post(post: Delivery | None) -> dict[str, Any] | None:
    if post is None:
        return None
    return {"delivery": post.id, "state": post.state.value, "message": post.message_ref, "error": post.last_error}
