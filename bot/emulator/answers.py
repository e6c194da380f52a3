"""LINE's answers: a status, a body, perhaps a header (reference "Error responses")."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Answer:
    """What a call is answered with."""

    body: Json = field(default_factory=dict)
    status: int = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    """A call that ends with an error answer."""

    def __init__(self, status: int, body: str | Json, headers: dict[str, str] | None = None) -> None:
        """Keep the answer; a text becomes {"message": text}."""
        super().__init__(status, body)
        self.answer = Answer({"message": body} if isinstance(body, str) else body, status, headers or {})


def bad_request(body: str | Json) -> RefusedError:
    """Return a 400."""
    return RefusedError(HTTPStatus.BAD_REQUEST, body)


def not_found(body: str | Json = "Not found") -> RefusedError:
    """Return a 404."""
    return RefusedError(HTTPStatus.NOT_FOUND, body)


def bare(text: str) -> Json:
    """Return the body of an error whose `details` are there but empty, as some endpoints send it."""
    return {"message": text, "details": []}


UNAUTHORISED = "Authentication failed. Confirm that the access token in the authorization header is valid."
FORBIDDEN = "Access to this API is not available for your account"
NOT_DELIVERABLE = "Failed to send messages"
TO_ONESELF = "You can't send messages to yourself"
BAD_REPLY_TOKEN = "Invalid reply token"  # noqa: S105 - LINE's sentence, not a secret
OVER_RATE = "The API rate limit has been exceeded. Try again later."
INTERNAL = "Internal Server Error"  # LINE documents the 500, not its text
OVER_QUOTA = "You have reached your monthly limit."
KEY_USED = "The retry key is already accepted"
KEY_MALFORMED = "The retry key is invalid"
KEY_NOT_HERE = "The retry key is not supported for this endpoint"  # LINE documents the 400, not its text
NO_PREVIEW = "The content can not be previewed"
NO_TRANSCODING = "Transcoding status doesn't support this type of content"
GONE = "The content is gone"
BAD_READ_TOKEN = "Invalid markAsReadToken. Tokens must be used by the bot that received them via Webhook."  # noqa: S105 - a sentence
FEW_FRIENDS = "Your account does not have enough friends"
PARTIAL_ALONE = "The option forbidPartialDelivery must be used with upToRemainingQuota."
BAD_START = "Invalid start param"
ONLY_USERS = "Only user id is acceptable, please confirm if there are any group/room ids or illegal ids."
IMAGE_SIZE = "The image size is not allowed for richmenu"
IMAGE_UPLOADED = "An image has already been uploaded to the richmenu"
IMAGE_FIRST = "must upload richmenu image before applying it to user"
NO_MENU = "richmenu not found"
NO_ALIAS = "richmenu alias not found"
ALIAS_TAKEN = "conflict richmenu alias id"
MENUS_FULL = "The maximum number of rich menus has been reached"  # LINE documents this 400 and the next, not the texts
ALIASES_FULL = "The maximum number of rich menu aliases has been reached"
NO_DEFAULT_MENU = "no default richmenu"
NO_MENU_OF_USER = "the user has no richmenu"
MENU_OF_ANOTHER = "the richmenu is owned by another channel"
BAD_MENU_ID = "invalid richMenuId"
WRONG_MEDIA = "Unsupported media type"


def bad_property(name: str) -> str:
    """Return LINE's sentence for a recipient that cannot be one."""
    shown = name if "[" in name else f"'{name}'"
    return f"The property, {shown}, in the request body is invalid (line: -, column: -)"


def bad_parameter(name: str) -> str:
    """Return LINE's sentence for a malformed id in the path."""
    return f"The value for the '{name}' parameter is invalid"
