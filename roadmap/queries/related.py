from django.db.models import Q

from roadmap.models import Programme


def related_programmes(programme: Programme, user) -> list[tuple[str, Programme]]:
    """What the programme was made from and what was made of it, those that the user may see; what it is, in words."""
    visible = Programme.objects.visible_to(user).exclude(status=Programme.Status.TEMPLATE)
    related = visible.filter(Q(pk__in=[programme.amends_id, programme.origin_id]) | Q(origin=programme))
    return [(_relation(programme, each), each) for each in related.select_related("school").order_by("pk")]


def _relation(programme: Programme, other: Programme) -> str:
    if other.pk == programme.amends_id:
        return "прежняя редакция"
    if other.pk == programme.origin_id:
        return "сделана из"
    if other.amends_id == programme.pk:
        return "проект изменений" if other.status == Programme.Status.DRAFT else "новая редакция"
    return str(other.school) if other.school else "следующая"
