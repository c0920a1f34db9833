"""What it will mean that an order, once issued, approves its draft programme; a person looks at it before."""

from dataclasses import dataclass

from django.utils import timezone

from reports.issue.models import Document
from roadmap.editions.actions import day_of_approval
from roadmap.editions.open_doubts import ProgrammeDoubts, open_doubts
from roadmap.execution.queries.asking import Asking, read_asking
from roadmap.programmes.models import Programme
from schools.orders.models import Order


@dataclass(frozen=True)
class ApprovalByOrder:
    """What the approved programme would ask of whom, and what is doubtful about it."""

    programme: Programme
    asking: Asking
    doubts: ProgrammeDoubts

    def is_seen(self, ticked: str) -> bool:
        """Return whether there are no doubts, or the tick beside them was sent with the mark of these very doubts."""
        return not self.doubts.number or ticked == self.doubts.mark


def approval_by(document: Document, order: Order) -> ApprovalByOrder | None:
    """Return what the order would approve; None where the document is no order, or its programme isn't a draft."""
    programme = document.programme
    if not document.traits.is_order or programme is None or programme.status != Programme.Status.DRAFT:
        return None
    asking = read_asking(programme, day_of_approval(order), timezone.localdate())
    return ApprovalByOrder(programme, asking, open_doubts(programme, asking))
