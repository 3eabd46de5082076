"""What Slack's answers to a post mean for the outbox. What is not known to be refused is uncertain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.delivery.ports import Gone, Outcome, Rejected, RetryAfter, Scope, Uncertain

_GONE = frozenset(
    {"channel_is_archived", "channel_not_found", "is_archived", "is_inactive", "messages_tab_disabled"}
    | {"no_permission", "not_in_channel", "restricted_action", "restricted_action_non_threadable_channel"}
    | {"restricted_action_read_only_channel"}
    | {"restricted_action_thread_only_channel", "user_not_found"}
    | {"cannot_dm_bot", "user_disabled", "user_not_visible"}
)
_REJECTED = frozenset(
    {"app_missing_action_url", "cannot_reply_to_message", "cant_update_message", "edit_window_closed", "file_not_found"}
    | {"invalid_arg_name", "invalid_arguments", "invalid_array_arg", "invalid_attachments", "invalid_blocks"}
    | {"invalid_blocks_format", "invalid_metadata_format", "invalid_metadata_schema", "message_not_found"}
    | {"metadata_must_be_sent_from_app", "metadata_too_large", "missing_scope", "msg_blocks_too_long", "msg_too_long"}
    | {"no_text", "restricted_action_thread_locked", "thread_not_found", "too_many_attachments"}
    | {"too_many_contact_cards"}
)
_TOKEN = frozenset(
    {"access_denied", "account_inactive", "ekm_access_denied", "invalid_auth", "not_allowed_token_type"}
    | {"not_authed", "org_login_required", "team_access_not_granted", "token_expired", "token_revoked"}
)
"""The app may do nothing at all until a person mends it: what waits for it keeps."""
_TOKEN_PAUSE = 60.0
_LONGEST_PAUSE = 3_600
_BUSY = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_NEVER_TAKEN = frozenset({"request_timeout", "team_added_to_org"})
_TOO_MANY_REQUESTS = 429
_TOO_LARGE = 413
_REQUEST_TIMEOUT = 408
_SERVER_ERRORS = 500


def outcome(error: BaseException) -> Outcome:
    """Of a failed post: surely not posted, and why, or uncertain."""
    if isinstance(error, SlackApiError):
        return _refused(_status(error), code_of(error), retry_after(error))
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return RetryAfter(None, Scope.PLATFORM)
    return Uncertain(told(error))


def told(error: BaseException) -> str:
    """What went wrong in a line, without addresses that are secrets themselves."""
    if isinstance(error, SlackApiError):
        return f"Slack: {code_of(error) or f'HTTP {_status(error)}'}"
    return type(error).__name__


def retry_after(error: SlackApiError) -> float | None:
    """Seconds that Slack asked to wait, an hour at the most; None: it did not, or not in a number."""
    return seconds_in(getattr(error.response, "headers", None) or {})


def seconds_in(headers: Mapping[str, str]) -> float | None:
    """The same of any answer's headers."""
    try:
        return float(min(max(int(headers["Retry-After"]), 0), _LONGEST_PAUSE))
    except (KeyError, ValueError):
        return None


def is_busy(error: SlackApiError) -> bool:
    return _status(error) == _TOO_MANY_REQUESTS or code_of(error) in _BUSY


def is_refusal(error: SlackApiError) -> bool:
    """Slack itself says no, and would say so again."""
    return _status(error) < _SERVER_ERRORS and code_of(error) is not None and not is_busy(error)


def _refused(status: int, code: str | None, seconds: float | None) -> Outcome:
    if status == _TOO_MANY_REQUESTS or code in _BUSY:
        return RetryAfter(seconds, Scope.CHANNEL)
    if status >= _SERVER_ERRORS or status == _REQUEST_TIMEOUT:
        # A proxy, or Slack itself, broke off at an unknown point; even a 503 has come after the post was taken.
        return Uncertain(f"HTTP {status}")
    if code is None:
        return _not_slack(status)
    if code in _GONE:
        return Gone(code)
    if code in _REJECTED:
        return Rejected(code)
    if code in _TOKEN:
        return RetryAfter(_TOKEN_PAUSE, Scope.PLATFORM)
    if code in _NEVER_TAKEN:
        return RetryAfter(None, Scope.CHANNEL)
    # internal_error and fatal_error say themselves that a part may have been done; what is new may mean the same.
    return Uncertain(code)


def _not_slack(status: int) -> Outcome:
    """Refused on the way, by something that does not speak for Slack."""
    if status == _TOO_LARGE:
        return Rejected(f"HTTP {status}")
    return RetryAfter(None, Scope.PLATFORM) if status >= 400 else Uncertain(f"HTTP {status}")


def _status(error: SlackApiError) -> int:
    """The library hands over its own response, or aiohttp's where the body was not JSON."""
    response = error.response
    status: int = getattr(response, "status_code", None) or getattr(response, "status", None) or 0
    return status


def code_of(error: SlackApiError) -> str | None:
    """Slack's word for what it refused; None: it was not Slack's answer."""
    data: Any = getattr(error.response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    return code if isinstance(code, str) else None
