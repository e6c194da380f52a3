"""What an unclear sentence may mean: the likeliest commands, and which of them may be run on a guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.phrases.likeness import alike
from domain.phrases.rules import Intent
from domain.phrases.text import core_of, key_of

# What an office's own phrases may stand for: each shows something, or asks before anything is done. The place of each
# is on buttons that lie in chats, so that new ones are added at the end.
TEACHABLE: Final[tuple[Intent, ...]] = (
    Intent.MY_TASKS,
    Intent.GET_FORM,
    Intent.SUBMIT,
    Intent.EXTEND_REQUEST,
    Intent.WHO_MISSING,
    Intent.WHO_SENT,
    Intent.SUMMARY,
    Intent.HELP,
    Intent.REVIEWS,
    Intent.REMIND,
    Intent.MORNING,
    Intent.CONTROL_REGISTER,
    Intent.EXTENSION_REQUESTS,
    Intent.BOOKLET,
    Intent.SMALLTALK,
)
_SHOWN: Final = frozenset(TEACHABLE) | {
    Intent.CLAIM_ONLY, Intent.IGNORE, Intent.PRIVACY_NOTICE, Intent.REGISTER_USER, Intent.STATUS_ONE,
    Intent.UPLOAD_TROUBLE,
}  # fmt: skip
_NEAR: Final = 0.95  # a share from which what only shows something is answered at once
_FAR: Final = 0.04  # a share below which a likeness says nothing


def may_be_guessed(intent: Intent, share: float = 1) -> bool:
    """Whether nothing is lost by answering this on a guess of that likeness; all else is asked about first."""
    return intent in _SHOWN and share >= _NEAR


def likeliest(text: str, among: Sequence[Intent], count: int) -> tuple[Intent, ...]:
    """The commands of `among` that a text is most like, the likeliest first; then the first others."""
    near = (Intent(one.intent) for one in alike(core_of(key_of(text))) if one.share >= _FAR)
    return tuple(dict.fromkeys((*(intent for intent in near if intent in among), *among)))[:count]
