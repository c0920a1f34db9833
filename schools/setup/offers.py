"""The first three steps of the set-up: the department, the schools, the people."""

from django.db.models import Count, Q

from portal.accounts.roles import Role
from portal.text.plurals import counted
from schools.access.models import Membership
from schools.directory.models import Municipality, School
from schools.setup.steps import SetupStep, links, setup_step

_NEEDED = {
    "full_name": "полное название отдела",
    "place": "место издания приказов",
    "head_position": "должность руководителя",
    "head_name": "руководитель",
}


_NAMED = 3


@setup_step(10)
def step_of_department(user, municipality: Municipality) -> SetupStep:
    department = getattr(municipality, "department", None)
    lacking = [words for field, words in _NEEDED.items() if not getattr(department, field, "")]
    return SetupStep(
        "Муниципалитет и отдел",
        not lacking,
        department.name if department else "Отдел не назван",
        f"Для документов не хватает: {', '.join(lacking)}." if lacking else "",
        links(("Изменить" if not lacking else "Дополнить", "municipality-edit", (municipality.pk,))),
    )


@setup_step(20)
def step_of_schools(user, municipality: Municipality) -> SetupStep:
    count = School.objects.active().filter(municipality=municipality).count()
    pages = links(*_order_pages(count, ("Школы", "school-list"), ("Внести списком", "school-roster"), municipality))
    words = counted(count, "школа", "школы", "школ") if count else "Школ пока нет"
    return SetupStep("Школы", count > 0, words, "Внесите школы: без них показатели не с кого собирать.", pages)


@setup_step(30)
def step_of_people(user, municipality: Municipality) -> SetupStep:
    """Return the step about people, which is done when there is a coordinator and each school has its director."""
    here = Q(municipality=municipality) | Q(school__municipality=municipality, school__is_active=True)
    count = Membership.objects.filter(here, user__is_active=True).aggregate(
        people=Count("user", distinct=True),
        coordinators=Count("pk", filter=Q(role=Role.COORDINATOR)),
    )
    directors = Membership.objects.filter(here, role=Role.DIRECTOR, user__is_active=True)
    left = list(School.objects.active().filter(municipality=municipality).exclude(pk__in=directors.values("school")))
    lacking = []
    if not count["coordinators"]:
        lacking.append("Назначьте координатора: он ведёт программы и готовит документы.")
    if left:
        named = ", ".join(map(str, left[:_NAMED])) + (" и другие" if len(left) > _NAMED else "")
        lacking.append(f"Без директора на портале {counted(len(left), 'школа', 'школы', 'школ')}: {named}.")
    by_list = ("Внести списком", "person-roster")
    pages = links(*_order_pages(count["people"], ("Люди", "person-list"), by_list, municipality))
    people = counted(count["people"], "человек", "человека", "человек")
    words = people if count["people"] else "Никто ещё не входит от имени отдела и школ"
    return SetupStep("Люди", bool(count["people"]) and not lacking, words, " ".join(lacking), pages)


def _order_pages(count: int, those: tuple[str, str], by_list: tuple[str, str], municipality: Municipality):
    """Return the two pages, the one that takes in a whole list first as long as there is nothing yet."""
    pages = (those, by_list) if count else (by_list, those)
    return [(label, url_name, (municipality.pk,)) for label, url_name in pages]
