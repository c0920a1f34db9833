import operator
from functools import reduce

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from portal.accounts.roles import Permission
from schools.access.scope import scope_of
from schools.archive.kinds import kept_kinds
from schools.archive.models import Archived
from schools.directory.models import School


def restorable_by(user) -> QuerySet[Archived]:
    """Return the deletions that the user may restore, without their rows, which may be thousands."""
    scope = scope_of(user)
    mine = Q(school__in=School.objects.filter(scope.schools_with(Permission.REPORT_FOR_SCHOOL)))
    rights = [
        Q(kind=ContentType.objects.get_for_model(model)) & (scope.municipalities_with(kind.permission) | mine)
        for model, kind in kept_kinds().items()
    ]
    waiting = Archived.objects.filter(restored_at=None).filter(reduce(operator.or_, rights, Q(pk__in=[])))
    return waiting.select_related("municipality", "deleted_by", "kind").defer("rows", "loosened")
