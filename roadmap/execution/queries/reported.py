"""What is known of an activity's execution, from the document and from reports in the portal, in words."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone

from portal.text.plurals import counted
from roadmap.execution.models import Assignment
from roadmap.execution.state import state_of
from roadmap.execution.state_words import WORDS
from roadmap.plan.models import Activity
from roadmap.term import DateSpan, write_span

# More are counted.
_NAMED = 6
_RESPONSIBLES = "исполнитель", "исполнителя", "исполнителей"


def reported_assignments(assignments=None) -> Prefetch:
    """Activities' assignments that somebody has reported on, the department's first, then schools in their order.

    What the department returned is no report yet: it stands in no document.
    """
    assignments = Assignment.objects.all() if assignments is None else assignments
    reported = (
        assignments.reported()
        .exclude(review=Assignment.Review.RETURNED)
        .select_related("school", "reported_by")
        .prefetch_related("evidence__files")
    )
    return Prefetch("assignments", reported.department_first(), to_attr="reported")


def reported_text(activity: Activity) -> str | None:
    """The document's own words on the execution, then each report of the portal, a paragraph each; None if neither."""
    written = [] if activity.report is None else [activity.report]
    several = len({each.ends_on for each in activity.reported}) > 1
    entered = [report_sentence(each, with_span=several) for each in activity.reported]
    return "\n\n".join(written + entered) if written or entered else None


def report_sentence(assignment: Assignment, *, with_span: bool = False) -> str:
    """«СОШ № 1: выполнено. Проведён семинар. Приказ № 12 от 03.09.2026»; the department has no name before it."""
    status = _status(assignment)
    who = str(assignment.school or "")
    if with_span and assignment.ends_on:
        span = write_span(DateSpan(assignment.starts_on, assignment.ends_on))
        who = f"{who} ({span})" if who else span[0].upper() + span[1:]
    parts = [f"{who}: {status}" if who else status[0].upper() + status[1:]]
    if text := assignment.text.strip():
        parts.append(text)
    parts += [str(evidence) for evidence in assignment.evidence.all() if evidence.number or evidence.issued_on]
    return ". ".join(part.removesuffix(".") for part in parts)


def waived_assignments() -> Prefetch:
    """Activities' assignments that are not required and that nobody has reported on, in the order of the others."""
    waived = Assignment.objects.waived().filter(is_expected=True, version=0).select_related("school").department_first()
    return Prefetch("assignments", waived, to_attr="not_required")


def waived_sentences(activity: Activity) -> list[str]:
    """«Не требуется (май 2026): отдел, СОШ № 1. Срок закончился …», one for each reason and its responsibles."""
    by_reason: dict[str, dict[DateSpan | None, list[str]]] = {}
    for each in activity.not_required:
        span = DateSpan(each.starts_on, each.ends_on) if each.ends_on else None
        by_reason.setdefault(each.waived_because, {}).setdefault(span, []).append(str(each.school or "отдел"))
    return [sentence for reason, by_span in by_reason.items() for sentence in _not_required(reason, by_span)]


def _not_required(reason: str, by_span: dict[DateSpan | None, list[str]]) -> Iterator[str]:
    spans_of_names: dict[tuple[str, ...], list[str]] = {}
    for span, names in sorted(by_span.items(), key=lambda item: (item[0] is None, item[0])):
        spans_of_names.setdefault(tuple(names), []).extend([write_span(span)] if span else [])
    for names, spans in spans_of_names.items():
        when = f" ({'; '.join(spans)})" if spans else ""
        whose = ", ".join(names) if len(names) <= _NAMED else counted(len(names), *_RESPONSIBLES)
        yield f"{WORDS['waived'].capitalize()}{when}: {whose}. {reason[0].upper()}{reason[1:].rstrip('.')}."


def _status(assignment: Assignment) -> str:
    if assignment.review == Assignment.Review.WAIVED:
        return f"{WORDS['waived']} ({assignment.waived_because.rstrip('.')})"
    if assignment.status != Assignment.Status.POSTPONED:
        return assignment.get_status_display()
    state = state_of(assignment, timezone.localdate())
    words = state.label if state.is_waiting else assignment.get_status_display()
    return words + (f" на {assignment.postponed_to:%d.%m.%Y}" if assignment.postponed_to else "")
