"""Who is to be reminded of what, now. Pure: the ledger of what was told goes in, the digests to send come out.

A step is due when its planned moment has passed and the ledger lacks its key, never because "today equals". So a
missed tick is caught up, a double tick says nothing, and a moved due date re-arms by itself: the due date is part
of the key. A step that could have been told on more than `stale_after` days before is no reason to write; it rides
along in the next digest. One digest per person per day, from the digest hour on, only in sending time; beside it only
steps that break through. Rest shifts a step to the first sending time after it and drops none.
"""

from domain.nagging.debts import Debt, Digest, Item, NagKey, NagLine, Recipient
from domain.nagging.deciding import decide
from domain.nagging.outlook import Outlook, Worth, outlook
from domain.nagging.planning import Asked, next_digest, planned_at, steps_between
from domain.nagging.reasons import may_hear
from domain.nagging.recipients import Serving, capacity, recipients_of, serves
from domain.nagging.rest import Rest, Window
from domain.nagging.rules import OPEN, USUAL, Audience, Ladder, Rules, Step
from domain.nagging.ways import Means, Named, Way, carried, left_unsaid, left_waiting, ways

__all__ = [
    "OPEN", "USUAL", "Asked", "Audience", "Debt", "Digest", "Item", "Ladder", "Means", "NagKey", "NagLine", "Named",
    "Outlook", "Recipient", "Rest", "Rules", "Serving", "Step", "Way", "Window", "Worth", "capacity",
    "carried", "decide", "left_unsaid", "left_waiting", "may_hear", "next_digest", "outlook", "planned_at",
    "recipients_of", "serves", "steps_between", "ways",
]  # fmt: skip
