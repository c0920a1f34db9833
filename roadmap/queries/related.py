from roadmap.models import Programme


def related_programmes(programme: Programme, user) -> list[tuple[str, Programme]]:
    """What the programme was made from and what was made of it, those that the user may see; what it is, in words."""
    related = Programme.objects.visible_to(user)
    found = [("прежняя редакция", each) for each in related.filter(pk=programme.amends_id)]
    found += [("сделана из", each) for each in related.filter(pk=programme.origin_id).exclude(pk=programme.amends_id)]
    for copy in related.filter(origin=programme).exclude(status=Programme.Status.TEMPLATE).select_related("school"):
        if copy.amends_id == programme.pk:
            draft = copy.status == Programme.Status.DRAFT
            found.append(("проект изменений" if draft else "новая редакция", copy))
        else:
            found.append((str(copy.school) if copy.school else "следующая", copy))
    return found
