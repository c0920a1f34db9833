"""Withdraws a wrong file from a report before it is confirmed; the file is kept with who withdrew it, when and why."""

from django.db import transaction
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from roadmap.execution.actions.reviewing import WrongReview
from roadmap.execution.evidence.models import Evidence, EvidenceFile
from roadmap.execution.locks import why_closed
from roadmap.execution.models import PROGRAMME, Assignment


@transaction.atomic
def withdraw_file(file: EvidenceFile, *, because: str, by) -> None:
    """Withdraw the file, so that it is no evidence any more; the report gets a new version, to be read anew.

    Raises WrongReview with the reason if the file can't be withdrawn.
    """
    assignments = Assignment.objects.select_for_update(of=("self",))
    related = assignments.select_related("school", PROGRAMME)
    assignment = related.get(pk=file.evidence.assignment_id)
    file = EvidenceFile.objects.select_related("evidence").filter(pk=file.pk).first()
    if file is None:
        raise WrongReview("Файл уже отозван.")
    if closed := why_closed(assignment, by):
        raise WrongReview(closed)
    if assignment.review == Assignment.Review.CONFIRMED:
        raise WrongReview("Отчёт уже подтверждён. Чтобы отозвать файл, верните отчёт школе.")
    if not because:
        raise WrongReview("Напишите, почему файл отозван: это увидит отдел.")
    file.withdrawn_at, file.withdrawn_by, file.withdrawn_because = timezone.now(), by, because
    file.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    evidence = file.evidence
    if not (evidence.number or evidence.issued_on or evidence.files.exists()):
        evidence.withdrawn_at = file.withdrawn_at
        evidence.save(update_fields=["withdrawn_at"])
    if _lacks_its_document(assignment):
        # The exception rolls back what was written above.
        raise WrongReview("Здесь «выполнено» принимается только с документом: сначала приложите верный файл.")
    assignment.version += 1
    assignment.save(update_fields=["version"])
    named = f"{file}, {file.sha256}" if file.sha256 else str(file)
    because = file.withdrawn_because
    change = Recorded(assignment, "файл отозван", {"files": [named]}, {"because": because}, because)
    record_changes([change], by=by)


def _lacks_its_document(assignment: Assignment) -> bool:
    needs = assignment.activity.requires_document and assignment.status == Assignment.Status.DONE
    return needs and not Evidence.objects.filter(assignment=assignment).exists()
