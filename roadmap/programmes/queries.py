from django.db.models import Q

from roadmap.programmes.models import Programme


def related_programmes(programme: Programme, user) -> list[tuple[str, Programme]]:
    """What the programme was made from and made into, but for its revisions, as far as the user may see; in words."""
    visible = Programme.objects.visible_to(user).exclude(status=Programme.Status.TEMPLATE)
    related = visible.filter(Q(pk=programme.origin_id) | Q(origin=programme))
    related = related.exclude(Q(pk=programme.amends_id) | Q(amends=programme))  # told among the editions
    return [(_relation(programme, each), each) for each in related.select_related("school").order_by("pk")]


def _relation(programme: Programme, other: Programme) -> str:
    if other.pk == programme.origin_id:
        return "сделана из"
    return str(other.school) if other.school else "следующая"
