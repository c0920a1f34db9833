from django.db.models import QuerySet
from django.urls import reverse

from portal.text.keys import containing
from reports.search.finder import Finder, Finding, best_first, facts, sees_several_municipalities
from schools.directory.models import School


def _found(user, words: str) -> QuerySet[School]:
    """By either of its names."""
    named = containing("name_key", words) | containing("full_name_key", words)
    schools = School.objects.visible_to(user).filter(named).select_related("municipality")
    return best_first(schools, "name_key", words)


def _shown(user, school: School) -> Finding:
    told = facts(
        school.full_name if school.full_name != school.name else "",
        "" if school.is_active else "не работает",
        school.municipality.name if sees_several_municipalities(user) else "",
    )
    return Finding(school.name, told, reverse("school-values", args=[school.pk]))


FINDER = Finder("schools", "Школы", _found, _shown)
