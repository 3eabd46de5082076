"""Pieces that belong in no question: numbers of every script, markup, code, and text that is damaged or without end."""

from __future__ import annotations

import sys
import unicodedata
from random import Random

_NUMERIC = tuple(
    character for character in map(chr, range(sys.maxunicode + 1)) if unicodedata.numeric(character, None) is not None
)
_DIGITS = tuple(character for character in _NUMERIC if unicodedata.decimal(character, None) is not None)
_MARKUP = (
    "<@U0123ABCD>", "<@!1234567890>", "<#C0123|general>", "<!subteam^S0123|@desk>", "<!channel>", "<!date^0^{date}|x>",
    "<https://example.org/?a=1&b=2|a link>", "<:party:123456>", ":tada:", "<t:99999999999999:R>", "&lt;b&gt;", "&#0;",
    "**", "__", "~~", "||", "```", "`", "> ", "# ", "- [ ] ", "[x](javascript:alert(1))", "<script>alert(1)</script>",
    "<b>", "</b>", "<!--", "<![CDATA[", "| a | b |", "\\u0000", "\\", "=cmd|' /C calc'!A0", "@everyone",
)  # fmt: skip
_CODE = (
    "'; DROP TABLE observation; --", "' OR '1'='1", '") UNION SELECT sql FROM sqlite_master --', "%s %d %n", "{0}",
    "{figure.value}", "${jndi:ldap://x}", "$(rm -rf /)", "`id`", "../../../etc/passwd", "%00", "%2e%2e%2f", "NaN",
    "Infinity", "-0", "1e999999999", "0x7fffffff", "None", "null", "__class__", "(?=a)*+", "(a+)+$", "[", ")", "*:*",
    '{"operation": "lookup"}', "OR AND NOT", 'indicator:"', "~9", "^1e99",
)  # fmt: skip
_DAMAGE = (
    "\x00", "\x1b[31m", "\x07", "\x7f", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\ufffd", "\u2028", "\x85",
    "\u0301" * 40, "\U000e0041", "\U0001f468\u200d\U0001f469", "\ufb01", "\u0130", "\u1e9e", "\u037a", "\t", "\r",
)  # fmt: skip
_BYTES = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\xe2\x82", b"\x80", b"\xfe\xff")


def number(random: Random) -> str:
    """A number in any of the world's scripts, of hundreds of digits now and then; some are none."""
    match random.randrange(7):
        case 0:
            return random.choice(_NUMERIC)
        case 1:
            zero = _DIGITS.index(random.choice(_DIGITS)) // 10 * 10
            return "".join(_DIGITS[zero + int(digit)] for digit in str(random.randrange(2_100)))
        case 2:
            return "".join(random.choice(_NUMERIC) for _ in range(random.randrange(1, 6)))
        case 3:
            return str(random.randrange(10 ** random.choice((1, 5, 9, 30, 400))))
        case 4:
            return f"{random.randrange(3_000)}{random.choice(_NUMERIC)}"
        case 5:
            return f"{random.choice(('-', '+', '.', '−', ''))}{random.random() * 10 ** random.randrange(40):f}"
        case _:
            return random.choice(
                ("0", "00", "1/0", "0/0", "2020/2019", "1.2.3", "1,2,3", "1e9", "9" * 60, "0." + "0" * 60)
            )


def time(random: Random) -> str:
    """A time that is far off, impossible, or written with a number that is none."""
    n = number(random)
    unit, month = random.choice(("days", "weeks", "months", "quarters", "years")), random.randrange(0, 15)
    return random.choice(
        (
            f"{n} {unit} ago", f"in {n}", f"{n} years to {random.randrange(0, 2200)}", f"on {n} March", f"since {n}",
            f"{random.randrange(0, 10_000):04}-{month:02}-{random.randrange(0, 40):02}", f"{month}/{n}", f"{n}/{n}",
            f"in the {n}s", f"Q{n} 2020", f"2020-Q{month}", f"from {n} to {n}", f"as of {n}", f"between {n} and {n}",
            f"31 February {random.randrange(1500, 2200)}", "as of 0001-01-01", "9999-12-31", f"{n} {unit} before {n}",
            f"the {n}th quarter of {n}", f"last {n} {unit}", f"age {n} to {n}", f"{n} minutes past {n}",
        )
    )  # fmt: skip


def piece(random: Random) -> str:
    """Markup, code, or a character that damages a text."""
    return random.choice(random.choice((_MARKUP, _CODE, _DAMAGE)))


def bad_bytes(random: Random) -> bytes:
    """Bytes that are no UTF-8."""
    return b"".join(random.choice(_BYTES) for _ in range(random.randrange(1, 4)))


def endless(random: Random, text: str) -> str:
    """The same again and again, up to tens of thousands of characters."""
    what = random.choice(
        (text, text[:1] or "x", f"{text} and ", f"({text} ", f"{text}? ", f"{piece(random)}", number(random))
    )
    return (what or "x") * (random.choice((200, 999, 1_000, 5_000, 60_000)) // max(len(what), 1) + 1)
