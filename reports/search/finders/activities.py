from django.db.models import QuerySet
from django.urls import reverse

from reports.search.finder import Finder, Finding, facts, named_best_first
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme


def _search(user, words: str) -> QuerySet[Activity]:
    """Search current programmes only: an earlier revision has the same activities, a template those of nobody."""
    programmes = Programme.objects.visible_to(user).current()
    activities = Activity.objects.filter(direction__roadmap__programme__in=programmes)
    return named_best_first(activities.select_related("direction__roadmap__programme"), "name_key", words)


def _describe(user, activity: Activity) -> Finding:
    programme = activity.direction.roadmap.programme
    number = f"№ {activity.number}" if activity.number else ""
    # Most titles contain the programme's years.
    of = programme.title if str(programme.start_year) in programme.title else f"{programme.title}, {programme.years}"
    told = facts(number, activity.term, of)
    return Finding(activity.name or "—", told, reverse("activity-detail", args=[activity.pk]))


FINDER = Finder(30, "activities", "Мероприятия", _search, _describe)
