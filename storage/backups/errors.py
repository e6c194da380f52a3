"""Why a backup is not taken, or not put back."""

from __future__ import annotations

from domain.errors import TidtamError


class DamagedBackupError(TidtamError):
    """This backup is cut off or was changed, and nothing of it was put back; take an earlier one."""


class NotABackupError(TidtamError):
    """This file is no backup of Tidtam."""


class BackupKeyError(TidtamError):
    """The backup's key does not fit."""


class NewerBackupError(TidtamError):
    """This backup was made by a newer program: install that one first."""


class HasContentError(TidtamError):
    """The database has content, and nothing was changed; --replace puts the backup in its place."""


class InUseError(TidtamError):
    """The database is in use, and nothing was changed: stop the bot first."""


class PlaceTakenError(TidtamError):
    """There is a file already, and it was not touched."""
