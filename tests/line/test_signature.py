"""Only what LINE has signed is believed."""

from __future__ import annotations

import pytest

from bot.line.signature import is_authentic

SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
BODY = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
SIGNATURE = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="


def test_lines_own_example_is_authentic() -> None:
    assert is_authentic(BODY, SIGNATURE, SECRET)


@pytest.mark.parametrize(
    ("body", "signature", "secret"),
    [
        (BODY + b" ", SIGNATURE, SECRET),
        (BODY, SIGNATURE[:-2] + "x=", SECRET),
        (BODY, None, SECRET),
        (BODY, "", SECRET),
        (BODY, "ไทย", SECRET),
        (BODY, SIGNATURE, "other"),
        (BODY, SIGNATURE, ""),
    ],
)
def test_anything_else_is_not(body: bytes, signature: str | None, secret: str) -> None:
    assert not is_authentic(body, signature, secret)
