"""What is proposed to the director, and the orders given."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.schema import Proposal, ProposalOrder


class Proposals:
    """Rows about proposals."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, proposal: Proposal) -> Proposal:
        """Keep a proposal."""
        self._session.add(proposal)
        self._session.flush()
        return proposal

    def get(self, proposal_id: int, office_id: int) -> Proposal | None:
        """The proposal of that office with that id, locked: of two orders one is first."""
        query = select(Proposal).where(Proposal.id == proposal_id, Proposal.office_id == office_id).with_for_update()
        return self._session.scalars(query.execution_options(populate_existing=True)).first()

    def latest(self, office_id: int, *, most: int) -> list[Proposal]:
        """The latest proposals of an office, the newest first."""
        query = select(Proposal).where(Proposal.office_id == office_id)
        return list(self._session.scalars(query.order_by(Proposal.id.desc()).limit(most)))

    def waiting(self, office_id: int) -> list[Proposal]:
        """The proposals of an office on which no order was given, the oldest first."""
        given = select(ProposalOrder.proposal_id)
        query = select(Proposal).where(Proposal.office_id == office_id, Proposal.id.not_in(given))
        return list(self._session.scalars(query.order_by(Proposal.id)))

    def of_request(self, request_id: int) -> Proposal | None:
        """The latest proposal of what an agency asks for."""
        query = select(Proposal).where(Proposal.request_id == request_id).order_by(Proposal.id.desc())
        return self._session.scalars(query).first()

    def ordered(self, requirement_id: int) -> bool:
        """Whether an order was given on any proposal about a requirement."""
        query = select(ProposalOrder.id).join(Proposal).where(Proposal.requirement_id == requirement_id)
        return self._session.scalar(query.limit(1)) is not None

    def waiting_for(self, requirement_id: int) -> Proposal | None:
        """The proposal about a requirement on which no order was given."""
        given = select(ProposalOrder.proposal_id)
        query = select(Proposal).where(Proposal.requirement_id == requirement_id, Proposal.id.not_in(given))
        return self._session.scalars(query.order_by(Proposal.id.desc())).first()
