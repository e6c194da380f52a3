"""The words of an application to be let in: how it stands, what a change of unit means, why it was refused."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Standing(StrEnum):
    """How an application stands. Two are open: FILLING (something is still missing) and WAITING (for an officer)."""

    FILLING = "filling"
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OPEN = (Standing.FILLING, Standing.WAITING)


class Move(StrEnum):
    """What becomes of the units served up to now, once somebody of the office is let into another one."""

    KEEPS = ""
    UNSAID = "moving"  # they said they have moved, and have not been asked yet
    LEAVES = "leaves"


class Refusal(IntEnum):
    """Why an officer does not let somebody in. Part of the data of buttons: the numbers stay."""

    NOT_OURS = 1
    INCOMPLETE = 2
    OTHER = 3
