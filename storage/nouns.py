"""All nouns of a transaction, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy.orm import Session

from storage.applications import Applications
from storage.asked_reminders import AskedReminders
from storage.attachments import Attachments
from storage.audit import Audits
from storage.board_debts import BoardDebts
from storage.boards import Boards
from storage.chats import Chats
from storage.circulars import Circulars
from storage.claims import Claims
from storage.consents import Consents
from storage.extensions import Extensions
from storage.files import Files, FileStore
from storage.forgetting import Forgetting
from storage.forms import Forms
from storage.group_members import GroupMembers
from storage.group_nags import GroupNags
from storage.holdings import Holdings
from storage.inbox import InboxQueue
from storage.meetings import Meetings
from storage.menus import Menus
from storage.morning import Mornings
from storage.nags import Nags
from storage.news import AllNews
from storage.opinions import Opinions
from storage.orders import Orders
from storage.outbox import OutboxQueue
from storage.people import People
from storage.phrases import Phrases
from storage.pictures import Pictures
from storage.plans import Plans
from storage.promises import Promises
from storage.proposals import Proposals
from storage.publications import Publications
from storage.quota import Quotas
from storage.rates import RateBuckets
from storage.registers import Registers
from storage.rehearsed import Rehearsed
from storage.report_lists import ReportLists
from storage.rests import Rests
from storage.retention import Retention
from storage.reviews import Reviews
from storage.steps import Steps
from storage.submissions import Submissions
from storage.topics import Topics
from storage.undelivered import UndeliveredMessages
from storage.visits import Visits
from storage.work import Work


class Nouns:
    """The rows of one session, by what they are about."""

    def __init__(self, session: Session, files: FileStore) -> None:
        self._session = session
        self._file_store = files

    @cached_property
    def inbox(self) -> InboxQueue:
        """Events that came in."""
        return InboxQueue(self._session)

    @cached_property
    def outbox(self) -> OutboxQueue:
        """Messages to be sent."""
        return OutboxQueue(self._session)

    @cached_property
    def claims(self) -> Claims:
        """What units say that they have reported elsewhere."""
        return Claims(self._session)

    @cached_property
    def report_lists(self) -> ReportLists:
        """Lists from the systems where units report."""
        return ReportLists(self._session)

    @cached_property
    def undelivered(self) -> UndeliveredMessages:
        """Messages that are held or refused."""
        return UndeliveredMessages(self._session)

    @cached_property
    def quota(self) -> Quotas:
        """The month's paid messages."""
        return Quotas(self._session)

    @cached_property
    def rates(self) -> RateBuckets:
        """How often LINE may be called."""
        return RateBuckets(self._session)

    @cached_property
    def people(self) -> People:
        """Persons and units."""
        return People(self._session)

    @cached_property
    def consents(self) -> Consents:
        """Who has agreed to the notice."""
        return Consents(self._session)

    @cached_property
    def applications(self) -> Applications:
        """Who asks to be let in."""
        return Applications(self._session)

    @cached_property
    def menus(self) -> Menus:
        """Menus below the chat."""
        return Menus(self._session)

    @cached_property
    def work(self) -> Work:
        """Requirements and obligations."""
        return Work(self._session)

    @cached_property
    def steps(self) -> Steps:
        """The manual's steps."""
        return Steps(self._session)

    @cached_property
    def registers(self) -> Registers:
        """Agencies, what they ask for, and what went out to them."""
        return Registers(self._session)

    @cached_property
    def submissions(self) -> Submissions:
        """What was sent."""
        return Submissions(self._session)

    @cached_property
    def reviews(self) -> Reviews:
        """What was decided about what was sent."""
        return Reviews(self._session)

    @cached_property
    def opinions(self) -> Opinions:
        """What the members of a committee think of what was sent."""
        return Opinions(self._session)

    @cached_property
    def extensions(self) -> Extensions:
        """Who asks for a later due date."""
        return Extensions(self._session)

    @cached_property
    def promises(self) -> Promises:
        """Who is on it, and until when."""
        return Promises(self._session)

    @cached_property
    def nags(self) -> Nags:
        """The ledger of reminders."""
        return Nags(self._session)

    @cached_property
    def phrases(self) -> Phrases:
        """What was not understood, and what the office taught."""
        return Phrases(self._session)

    @cached_property
    def asked_reminders(self) -> AskedReminders:
        """Reminders that officers asked for."""
        return AskedReminders(self._session)

    @cached_property
    def rehearsed(self) -> Rehearsed:
        """Messages that are sent as if, in a transaction of which nothing stays."""
        return Rehearsed(self._session)

    @cached_property
    def rests(self) -> Rests:
        """Days without reminders, and promises."""
        return Rests(self._session)

    @cached_property
    def mornings(self) -> Mornings:
        """What officers must see to."""
        return Mornings(self._session)

    @cached_property
    def news(self) -> AllNews:
        """Changes that people are to hear of."""
        return AllNews(self._session)

    @cached_property
    def circulars(self) -> Circulars:
        """What people are asked to acknowledge."""
        return Circulars(self._session)

    @cached_property
    def meetings(self) -> Meetings:
        """Meetings of committees."""
        return Meetings(self._session)

    @cached_property
    def visits(self) -> Visits:
        """Visits of an agency's committee."""
        return Visits(self._session)

    @cached_property
    def topics(self) -> Topics:
        """Topics of agencies' requests, and who prepares them."""
        return Topics(self._session)

    @cached_property
    def proposals(self) -> Proposals:
        """What is proposed to the director."""
        return Proposals(self._session)

    @cached_property
    def publications(self) -> Publications:
        """What an office made public."""
        return Publications(self._session)

    @cached_property
    def orders(self) -> Orders:
        """Orders that appoint committees."""
        return Orders(self._session)

    @cached_property
    def group_nags(self) -> GroupNags:
        """What groups were told without asking."""
        return GroupNags(self._session)

    @cached_property
    def group_members(self) -> GroupMembers:
        """Who may be mentioned in which group."""
        return GroupMembers(self._session)

    @cached_property
    def boards(self) -> Boards:
        """What the pages of an office show."""
        return Boards(self._session)

    @cached_property
    def board_debts(self) -> BoardDebts:
        """What the page about one debt shows."""
        return BoardDebts(self._session)

    @cached_property
    def plans(self) -> Plans:
        """Loading of monitoring plans."""
        return Plans(self._session)

    @cached_property
    def files(self) -> Files:
        """Kept bytes and documents."""
        return Files(self._session, self._file_store)

    @cached_property
    def forms(self) -> Forms:
        """Forms that an office taught."""
        return Forms(self._session)

    @cached_property
    def pictures(self) -> Pictures:
        """The albums of projects."""
        return Pictures(self._session)

    @cached_property
    def attachments(self) -> Attachments:
        """Kept photos, videos and voice messages."""
        return Attachments(self._session)

    @cached_property
    def retention(self) -> Retention:
        """Erasing what is too old."""
        return Retention(self._session, self.files)

    @cached_property
    def forgetting(self) -> Forgetting:
        """Erasing who somebody was."""
        return Forgetting(self._session, self.files)

    @cached_property
    def holdings(self) -> Holdings:
        """What is held about one person."""
        return Holdings(self._session)

    @cached_property
    def chats(self) -> Chats:
        """Groups and rooms."""
        return Chats(self._session)

    @cached_property
    def audit(self) -> Audits:
        """Who did what; heartbeats."""
        return Audits(self._session)
