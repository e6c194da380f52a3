"""National IDs that nobody has: made from counting digits, with the last digit that makes them valid."""

from __future__ import annotations


def with_last_digit(twelve: str) -> str:
    """Twelve digits and the one that follows from them."""
    weighed = sum(int(digit) * weight for digit, weight in zip(twelve, range(13, 1, -1), strict=True))
    return f"{twelve}{(11 - weighed % 11) % 10}"


def grouped(number: str, sign: str = "-") -> str:
    """As on the card: 1-2345-67890-12-1."""
    return sign.join((number[0], number[1:5], number[5:10], number[10:12], number[12]))


ID = with_last_digit("123456789012")
