from django.db.models import QuerySet

from roadmap.execution.access import visible_assignments
from roadmap.execution.evidence.models import EvidenceFile


def visible_files(user) -> QuerySet[EvidenceFile]:
    """Return the files of reports that the user may see, withdrawn ones included."""
    files = EvidenceFile.with_withdrawn.filter(evidence__assignment__in=visible_assignments(user))
    return files.select_related("evidence")
