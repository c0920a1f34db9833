from schools.access.scope import scope_of
from schools.directory.models import Municipality


def acting(request) -> dict:
    """Tell the header for which municipality an administrator of the whole portal works, and which others there are."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    scope = scope_of(request.user)
    if not scope.everywhere:
        return {}
    municipalities = list(Municipality.objects.only("name"))
    chosen = next((each for each in municipalities if each.pk == scope.acts_for), None)
    return {"rules_everywhere": True, "acts_for": chosen, "municipalities_to_act_for": municipalities}
