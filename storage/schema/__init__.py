"""The tables. Constraints carry the promises: unique event ids, unique nag keys, unique receipts."""

from storage.schema.base import Base
from storage.schema.files import Document, StoredFile
from storage.schema.people import Membership, Person, Unit
from storage.schema.queues import Audit, Heartbeat, Inbox, Outbox, QuotaMonth
from storage.schema.work import (
    DayOff,
    Indicator,
    Nag,
    Obligation,
    Requirement,
    Subject,
    SubjectOwner,
    Submission,
    Upload,
)

__all__ = [
    "Audit",
    "Base",
    "DayOff",
    "Document",
    "Heartbeat",
    "Inbox",
    "Indicator",
    "Membership",
    "Nag",
    "Obligation",
    "Outbox",
    "Person",
    "QuotaMonth",
    "Requirement",
    "StoredFile",
    "Subject",
    "SubjectOwner",
    "Submission",
    "Unit",
    "Upload",
]
