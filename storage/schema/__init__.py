"""The tables. Constraints carry the promises: unique event ids, unique nag keys, unique receipts."""

from storage.schema.audit import Audit, AuditHead
from storage.schema.base import Base
from storage.schema.files import Attachment, Document, LearntForm, StoredFile
from storage.schema.people import Application, BindingCode, Chat, Consent, Membership, Person, RichMenu, Unit
from storage.schema.queues import Heartbeat, Inbox, Outbox, QuotaMonth, RateBucket, SentMessage
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
    "Application",
    "Attachment",
    "Audit",
    "AuditHead",
    "Base",
    "BindingCode",
    "Chat",
    "Consent",
    "DayOff",
    "Document",
    "Heartbeat",
    "Inbox",
    "Indicator",
    "LearntForm",
    "Membership",
    "Nag",
    "Obligation",
    "Outbox",
    "Person",
    "QuotaMonth",
    "RateBucket",
    "Requirement",
    "RichMenu",
    "SentMessage",
    "StoredFile",
    "Subject",
    "SubjectOwner",
    "Submission",
    "Unit",
    "Upload",
]
