"""Compares all parts of a document with a programme."""

from __future__ import annotations

from roadmap.exchange.format import ProgrammeDocument
from roadmap.intake.changes.indicators import IndicatorChanges
from roadmap.intake.changes.lists import list_changes
from roadmap.intake.changes.money import MoneyChanges
from roadmap.intake.changes.orders import ApprovalChanges, OrderChanges
from roadmap.intake.changes.plan import PlanChanges
from roadmap.intake.changes.proposed import PartChanges
from roadmap.intake.changes.text import text_changes
from roadmap.programmes.models import Programme


def changes_of(programme: Programme, document: ProgrammeDocument, *, is_fragment: bool, by) -> list[PartChanges]:
    """Return the changes part by part; a whole document also strikes what it lacks, a fragment doesn't."""
    return [
        OrderChanges(programme, document, is_fragment=is_fragment, by=by),
        ApprovalChanges(programme, document),
        *text_changes(programme, document, is_fragment=is_fragment, by=by),
        *list_changes(programme, document, is_fragment=is_fragment, by=by),
        IndicatorChanges(programme, document, is_fragment=is_fragment, by=by),
        PlanChanges(programme, document, is_fragment=is_fragment, by=by),
        MoneyChanges(programme, document, is_fragment=is_fragment, by=by),
    ]
