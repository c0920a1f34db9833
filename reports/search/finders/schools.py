from django.db.models import QuerySet
from django.urls import reverse

from reports.search.finder import Finder, Finding, best_first, facts, sees_several_municipalities
from schools.directory.models import School


def _search(user, words: str) -> QuerySet[School]:
    schools = School.objects.visible_to(user).search(words).select_related("municipality")
    return best_first(schools, "name_key", words)


def _describe(user, school: School) -> Finding:
    told = facts(
        school.full_name if school.full_name != school.name else "",
        "" if school.is_active else "не работает",
        school.address,
        school.municipality.name if sees_several_municipalities(user) else "",
    )
    return Finding(school.name, told, reverse("school-values", args=[school.pk]))


FINDER = Finder(10, "schools", "Школы", _search, _describe)
