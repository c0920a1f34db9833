from indicators.models import ListedSchool
from roadmap.models import Programme


def listed_school_ids(programme: Programme) -> list[int]:
    """Schools of the programme's own lists of low results, or, where it has none, of the municipality's latest."""
    own = ListedSchool.objects.filter(low_result_list__programmes=programme, school__isnull=False)
    latest = programme.municipality.low_result_lists.first()
    listed = own if own.exists() else ListedSchool.objects.filter(low_result_list=latest, school__isnull=False)
    return list(listed.values_list("school", flat=True))
