"""Finds the programmes that a programme was made from, and that were made from it."""

from django.db.models import Q

from roadmap.programmes.models import Programme


def related_programmes(programme: Programme, user) -> list[tuple[str, Programme]]:
    """Return the programmes that this one was made from and that were made from it, each with the relation in words.

    Revisions are left out, and so is what the user may not see.
    """
    visible = Programme.objects.visible_to(user).exclude(status=Programme.Status.TEMPLATE)
    related = visible.filter(Q(pk=programme.origin_id) | Q(origin=programme))
    related = related.exclude(Q(pk=programme.amends_id) | Q(amends=programme))  # the page lists revisions elsewhere
    return [(_describe_relation(programme, each), each) for each in related.select_related("school").order_by("pk")]


def _describe_relation(programme: Programme, other: Programme) -> str:
    if other.pk == programme.origin_id:
        return "сделана из"
    return str(other.school) if other.school else "следующая"
