"""Says whether an assignment is open to reports, whatever rights the person has."""

from roadmap.execution.models import Assignment
from roadmap.programmes.models import Programme
from schools.access.scope import scope_of


def is_own(user, assignment: Assignment) -> bool:
    """Return whether the user reports as the school itself, not as the department on its behalf."""
    return assignment.school_id is not None and assignment.school_id in scope_of(user).school_ids


def why_closed(assignment: Assignment, user) -> str:
    """Return why the user can't report now, as a sentence for them; "" if they can."""
    programme = assignment.programme
    if programme.status == Programme.Status.SUPERSEDED:
        return "Это прежняя редакция программы. Отчитайтесь по той, что действует сейчас."
    if programme.status != Programme.Status.APPROVED:
        return "Программа сейчас не утверждена. Отчитаться можно будет, когда её снова отметят утверждённой."
    if not assignment.is_expected:
        return "План этого больше не требует: в нём изменились срок или ответственные. Прежний отчёт сохранён."
    if assignment.review == Assignment.Review.WAIVED:
        return (
            f"Отдел отметил, что этого делать не требуется: {assignment.waived_because.rstrip('.')}. "
            "Если отчёт всё же нужен, попросите координатора программы снять эту отметку."
        )
    if not Assignment.TRANSITIONS.allows("report_result", assignment.review) and is_own(user, assignment):
        return "Отчёт подтверждён отделом. Чтобы исправить его, попросите отдел его вернуть."
    return ""


def lacks_document(assignment: Assignment) -> bool:
    """Return whether «выполнено» requires a document here and there is none yet."""
    return assignment.activity.requires_document and not assignment.evidence.exists()
