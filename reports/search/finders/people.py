from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Permission, Role
from portal.text.keys import containing
from reports.search.finder import Finder, Finding, best_first, facts
from schools.access.models import Membership
from schools.access.scope import scope_of
from schools.directory.models import School


def _search(user, words: str) -> QuerySet[User]:
    """Search people who work where the user sees them, by name or e-mail, each with their first such place."""
    scope, named = scope_of(user), containing("name_key", words) | Q(email__icontains=words.strip())
    people, places = User.objects.filter(named), Membership.objects.all()
    if not scope.everywhere:
        seen = School.objects.visible_to(user)
        places = places.filter(scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS) | Q(school__in=seen))
        people = people.filter(pk__in=places.values("user"))
    first = places.filter(user=OuterRef("pk")).order_by("pk")
    people = people.annotate(
        role=Subquery(first.values("role")[:1]),
        place=Subquery(first.values(called=Coalesce("school__name", "municipality__name"))[:1]),
        is_elsewhere=Exists(_not_administered(user).filter(user=OuterRef("pk"))),
    )
    return best_first(people, "name_key", words)


def _not_administered(user) -> QuerySet[Membership]:
    administered = scope_of(user).municipalities_with(Permission.ADMINISTER)
    return Membership.objects.exclude(administered).exclude(school__in=School.objects.filter(administered))


def _describe(user, person: User) -> Finding:
    """Link to the person's card if the user administers all their places, otherwise to their e-mail."""
    role = Role(person.role).label if person.role else ""
    told = facts(
        person.position if person.position.casefold() != role.casefold() else "",
        f"{role} — {person.place or 'весь портал'}" if role else "",
        person.email,
        "" if person.is_active else "вход закрыт",
    )
    scope = scope_of(user)
    if scope.everywhere or not (person.is_elsewhere or person.is_superuser):
        url = reverse("admin:accounts_user_change", args=[person.pk])
    else:
        url = f"mailto:{person.email}"
    return Finding(str(person), told, url)


FINDER = Finder(60, "people", "Люди", _search, _describe)
