"""Warns of a file that is attached already, by its SHA-256; it is never left out in silence."""

from roadmap.execution.evidence.models import EvidenceFile, WaitingFile
from roadmap.execution.models import Assignment


def describe_twin(sha256: str, assignment: Assignment, *, user, but: WaitingFile | None = None) -> str:
    """Return a sentence if the file is attached to this report, or to another that the user may see; else "".

    `but` is the waiting file that is being compared, so that it isn't taken for its own twin.
    """
    same = EvidenceFile.objects.filter(sha256=sha256, evidence__assignment__in=Assignment.objects.visible_to(user))
    same = same.select_related("evidence__assignment__activity", "evidence__assignment__school")
    found = sorted(same[:20], key=lambda each: each.evidence.assignment_id != assignment.pk)
    if found and found[0].evidence.assignment_id == assignment.pk:
        return (
            f"Этот файл уже приложен к отчёту: «{found[0]}», {found[0].added_at:%d.%m.%Y}. Второй раз он не добавится."
        )
    waiting = WaitingFile.objects.filter(sha256=sha256, assignment=assignment, owner=user)
    if there := waiting.exclude(pk=but and but.pk).first():
        return f"Этот файл уже загружен: «{there}». Второй раз он не добавится."
    if found:
        other = found[0].evidence.assignment
        whose = f", {other.school}" if other.school_id and other.school_id != assignment.school_id else ""
        return f"Тот же файл уже приложен к другому отчёту: {other.activity}{whose}. Проверьте, тот ли вы выбрали."
    return ""
