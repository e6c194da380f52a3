"""What can go wrong, as classes: one base, one class per failure, the subject inside."""

from __future__ import annotations


class TidtamError(Exception):
    """Something the product itself refuses or cannot do."""

    def __init__(self, subject: object = "") -> None:
        """Keep what it is about; the class's docstring is the message."""
        super().__init__(subject)
        self.subject = subject

    def __str__(self) -> str:
        """Return the message with its subject, for logs and for the operator."""
        message = (self.__doc__ or type(self).__name__).strip().splitlines()[0].rstrip(".")
        return f"{message}: {self.subject}" if self.subject else message


class IllegalMoveError(TidtamError):
    """This obligation cannot go there from where it stands."""


class UnreadableFileError(TidtamError):
    """This file cannot be opened as a table. `reason` says which of the known ways it fails."""

    def __init__(self, reason: str, detail: str = "") -> None:
        """Keep a reason word (encrypted, not_a_table, too_large, damaged, empty) and a detail.

        The detail of not_a_table is the kind of file it is; other details are for the log.
        """
        super().__init__(f"{reason} {detail}".strip())
        self.reason = reason
        self.detail = detail
