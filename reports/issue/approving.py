"""An order that is issued marks its draft of a programme approved: what that asks for is looked at before."""

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
    """What a programme would ask for by its order, and what is doubtful about it."""

    programme: Programme
    asking: Asking
    doubts: ProgrammeDoubts

    def is_seen(self, ticked: str) -> bool:
        return not self.doubts.number or ticked == self.doubts.mark


def approval_by(document: Document, order: Order) -> ApprovalByOrder | None:
    """None where the document is no order, or its programme is no draft any more."""
    programme = document.programme
    if not document.traits.is_order or programme is None or programme.status != Programme.Status.DRAFT:
        return None
    asking = read_asking(programme, day_of_approval(order), timezone.localdate())
    return ApprovalByOrder(programme, asking, open_doubts(programme, asking))
