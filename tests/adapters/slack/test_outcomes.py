"""What each answer of Slack's means for the outbox: only what is surely not posted is ever sent again unasked."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slackbot.outcomes import outcome, told
from bot.delivery.ports import Gone, Outcome, Rejected, RetryAfter, Scope, Uncertain


def answer(status: int = 200, data: Any = None, **headers: str) -> SlackApiError:
    response = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url="https://slack.example/api/chat.postMessage",
        req_args={"headers": {"Authorization": "Bearer xoxb-secret"}},
        data={} if data is None else data,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        status_code=status,
    )
    return SlackApiError("failed", response)


def refusal(code: str, status: int = 200, **headers: str) -> SlackApiError:
    return answer(status, {"ok": False, "error": code}, **headers)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (refusal("ratelimited", 429, Retry_After="30"), RetryAfter(30.0)),
        (answer(429, Retry_After="7"), RetryAfter(7.0)),
        (answer(429), RetryAfter(None)),
        (answer(429, Retry_After="soon"), RetryAfter(None)),
        (answer(429, Retry_After="-5"), RetryAfter(0.0)),
        (answer(429, Retry_After="99999999999999"), RetryAfter(3600.0)),
        (refusal("ratelimited"), RetryAfter(None)),
        (refusal("channel_not_found"), Gone("channel_not_found")),
        (refusal("not_in_channel"), Gone("not_in_channel")),
        (refusal("is_archived"), Gone("is_archived")),
        (refusal("channel_is_archived"), Gone("channel_is_archived")),
        (refusal("restricted_action"), Gone("restricted_action")),
        (refusal("msg_too_long"), Rejected("msg_too_long")),
        (refusal("invalid_blocks"), Rejected("invalid_blocks")),
        (refusal("missing_scope"), Rejected("missing_scope")),
        (answer(413), Rejected("HTTP 413")),
        (refusal("token_revoked"), RetryAfter(60.0, Scope.PLATFORM)),
        (refusal("invalid_auth"), RetryAfter(60.0, Scope.PLATFORM)),
        (refusal("request_timeout"), RetryAfter(None)),
        (answer(403), RetryAfter(None, Scope.PLATFORM)),
        (refusal("internal_error"), Uncertain("internal_error")),
        (refusal("fatal_error"), Uncertain("fatal_error")),
        (refusal("never heard of"), Uncertain("never heard of")),
        (refusal("channel_not_found", 503), Uncertain("HTTP 503")),
        (answer(500), Uncertain("HTTP 500")),
        (answer(502, "<html>"), Uncertain("HTTP 502")),
        (answer(200), Uncertain("HTTP 200")),
        (answer(408), Uncertain("HTTP 408")),
        (TimeoutError(), Uncertain("TimeoutError")),
        (aiohttp.ServerDisconnectedError(), Uncertain("ServerDisconnectedError")),
        (aiohttp.ClientOSError(104, "reset"), Uncertain("ClientOSError")),
        (aiohttp.SocketTimeoutError(), Uncertain("SocketTimeoutError")),
        (aiohttp.ConnectionTimeoutError(), RetryAfter(None, Scope.PLATFORM)),
        (ValueError("anything"), Uncertain("ValueError")),
    ],
    ids=str,
)
def test_outcomes(error: BaseException, expected: Outcome) -> None:
    assert outcome(error) == expected


def test_what_is_told_holds_no_address_and_no_token() -> None:
    assert told(refusal("invalid_auth")) == "Slack: invalid_auth"
    assert told(answer(503)) == "Slack: HTTP 503"
    assert told(aiohttp.InvalidURL("https://hooks.example/secret")) == "InvalidURL"
