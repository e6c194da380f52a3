"""What the database refuses, in our own words."""

from __future__ import annotations

from domain.errors import TidtamError


class AlreadyDoneError(TidtamError):
    """Another worker has just done the same; nothing of this attempt was kept."""


class NotKeptError(TidtamError):
    """The database could not keep what it was given; nothing of it was kept."""


class NoDatabaseError(TidtamError):
    """The database does not answer."""
