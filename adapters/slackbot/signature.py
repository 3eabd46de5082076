"""Whether a request is Slack's: told by its bytes alone, before anything in them is read."""

from __future__ import annotations

import hashlib
import hmac
import re

_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_APART_SECONDS = 300
"""Slack's own word for how old a request may be; what is older may be somebody's copy."""


def is_signed(secret: str, timestamp: str, signature: str, body: bytes, now: float) -> bool:
    """`timestamp` and `signature` are the headers as they came, of any content; `now` in seconds since 1970."""
    if not _TIMESTAMP.fullmatch(timestamp) or abs(now - int(timestamp)) > _APART_SECONDS:
        return False
    return hmac.compare_digest(signature_of(secret, timestamp, body).encode(), signature.encode(errors="replace"))


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    """What Slack's header says of a body that it sends."""
    signed = hmac.new(secret.encode(), b"v0:%s:%s" % (timestamp.encode(), body), hashlib.sha256).hexdigest()
    return f"v0={signed}"
