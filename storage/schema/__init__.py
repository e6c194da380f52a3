"""The tables. Constraints carry the promises: unique event ids, unique nag keys, unique receipts."""

from storage.schema.audit import Audit, AuditHead
from storage.schema.base import Base
from storage.schema.circulars import Circular, CircularRecipient, CircularTold
from storage.schema.claims import Claim, ReportList
from storage.schema.clock import ClockChange, ClockLook, ClockRound
from storage.schema.files import Attachment, Document, LearntForm, StoredFile
from storage.schema.meetings import Meeting, MeetingMember
from storage.schema.opinions import Opinion
from storage.schema.orders import CommitteeOrder, OrderCommittee, OrderMember
from storage.schema.people import (
    Application,
    BindingCode,
    Chat,
    Consent,
    GroupMember,
    Membership,
    Person,
    RichMenu,
    Unit,
)
from storage.schema.phrases import TaughtPhrase, UnclearPhrase
from storage.schema.pictures import Album, Picture
from storage.schema.proposals import Proposal, ProposalOrder
from storage.schema.publications import (
    Publication,
    PublicationFile,
    PublicationLine,
    PublicationLink,
    PublicationOpening,
)
from storage.schema.queues import Heartbeat, Inbox, Outbox, QuotaMonth, RateBucket, SentMessage
from storage.schema.registers import (
    Agency,
    AgencyRequest,
    Dispatch,
    DispatchDebt,
    RegisterDraft,
    RequestTopic,
    TopicUnit,
)
from storage.schema.reminders import AskedReminder, Extension, GroupNag, Nag, News, NewsHeard, Promise, Quiet, Snooze
from storage.schema.reviews import Review
from storage.schema.steps import StepRecord
from storage.schema.visits import Visit, VisitItem, VisitPresenter
from storage.schema.work import (
    DayOff,
    Indicator,
    Obligation,
    Policy,
    Requirement,
    Subject,
    SubjectOwner,
    Submission,
    Upload,
)

__all__ = [
    "Agency",
    "AgencyRequest",
    "Album",
    "Application",
    "AskedReminder",
    "Attachment",
    "Audit",
    "AuditHead",
    "Base",
    "BindingCode",
    "Chat",
    "Circular",
    "CircularRecipient",
    "CircularTold",
    "Claim",
    "ClockChange",
    "ClockLook",
    "ClockRound",
    "CommitteeOrder",
    "Consent",
    "DayOff",
    "Dispatch",
    "DispatchDebt",
    "Document",
    "Extension",
    "GroupMember",
    "GroupNag",
    "Heartbeat",
    "Inbox",
    "Indicator",
    "LearntForm",
    "Meeting",
    "MeetingMember",
    "Membership",
    "Nag",
    "News",
    "NewsHeard",
    "Obligation",
    "Opinion",
    "OrderCommittee",
    "OrderMember",
    "Outbox",
    "Person",
    "Picture",
    "Policy",
    "Promise",
    "Proposal",
    "ProposalOrder",
    "Publication",
    "PublicationFile",
    "PublicationLine",
    "PublicationLink",
    "PublicationOpening",
    "Quiet",
    "QuotaMonth",
    "RateBucket",
    "RegisterDraft",
    "ReportList",
    "RequestTopic",
    "Requirement",
    "Review",
    "RichMenu",
    "SentMessage",
    "Snooze",
    "StepRecord",
    "StoredFile",
    "Subject",
    "SubjectOwner",
    "Submission",
    "TaughtPhrase",
    "TopicUnit",
    "UnclearPhrase",
    "Unit",
    "Upload",
    "Visit",
    "VisitItem",
    "VisitPresenter",
]
