"""What an app answers to one act of a user, through its response_url or with its acknowledgement."""

from __future__ import annotations

from typing import Any, Literal

from tests.servers.slack.content import read_content, require_content
from tests.servers.slack.conversations import Conversation, Message
from tests.servers.slack.errors import SlackError
from tests.servers.slack.records import Response
from tests.servers.slack.state import ResponseUrl, State

_KNOWN = frozenset(
    {"text", "blocks", "attachments", "metadata", "response_type", "replace_original", "delete_original", "thread_ts"}
    | {"unfurl_links", "unfurl_media", "mrkdwn"}
)


def use_response_url(state: State, token: str) -> ResponseUrl:
    """The response_url of a token, one use of which is spent."""
    url = state.response_urls.get(token)
    if url is None:
        raise SlackError("invalid_url", status=404)
    if state.clock() > url.expires_at:
        raise SlackError("expired_url", status=404)
    if url.uses_left == 0:
        raise SlackError("used_url", status=404)
    url.uses_left -= 1
    return url


def respond(
    state: State, url: ResponseUrl, body: Any, via: Literal["response_url", "acknowledgement"]
) -> Message | None:
    """Do what the body asks for, write it down with the user's act, and give the message that came of it."""
    if not isinstance(body, dict) or body.keys() - _KNOWN:
        raise SlackError("invalid_payload", status=400)
    message = _apply(state, url, body)
    url.dispatch.responses.append(Response(via, body, message))
    return message


def _apply(state: State, url: ResponseUrl, body: dict[str, Any]) -> Message | None:
    if body.get("delete_original") in (True, "true"):
        _delete(state, url)
        return None
    content = read_content(state, body)
    require_content(content)
    if body.get("replace_original") in (True, "true") and url.original is not None:
        for key in ("text", "blocks", "attachments"):
            url.original.pop(key, None)
        url.original.update({"text": "", **content})
        return url.original
    if body.get("thread_ts"):
        content["thread_ts"] = body["thread_ts"]
    if body.get("response_type", "ephemeral") == "ephemeral":
        return state.add_ephemeral(url.channel, url.user, content)
    message = state.app_message(content)
    _conversation(state, url).add(message)
    return message


def _delete(state: State, url: ResponseUrl) -> None:
    if url.original is None:
        raise SlackError("invalid_payload", status=400)
    private = state.ephemerals.get((url.channel, url.user), [])
    if url.original in private:
        private.remove(url.original)
    else:
        _conversation(state, url).delete(url.original["ts"])


def _conversation(state: State, url: ResponseUrl) -> Conversation:
    return state.conversations[url.channel]
