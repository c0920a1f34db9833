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
    pages = links(("Школы", "school-list", (municipality.pk,)), ("Внести списком", "school-roster", (municipality.pk,)))
    told = counted(count, "школа", "школы", "школ") if count else "Школ пока нет"
    return SetupStep("Школы", count > 0, told, "Внесите школы: без них показатели не с кого собирать.", pages)


@setup_step(30)
def step_of_people(user, municipality: Municipality) -> SetupStep:
    """Done where somebody leads the programmes and each school has its director."""
    here = Q(municipality=municipality) | Q(school__municipality=municipality, school__is_active=True)
    count = Membership.objects.filter(here, user__is_active=True).aggregate(
        people=Count("user", distinct=True),
        coordinators=Count("pk", filter=Q(role=Role.COORDINATOR)),
        directed=Count("school", filter=Q(role=Role.DIRECTOR), distinct=True),
    )
    schools = School.objects.active().filter(municipality=municipality).count()
    lacking = []
    if not count["coordinators"]:
        lacking.append("Назначьте координатора: он ведёт программы и готовит документы.")
    if left := schools - count["directed"]:
        lacking.append(f"Без директора на портале {counted(left, 'школа', 'школы', 'школ')}.")
    pages = links(("Люди", "person-list", (municipality.pk,)), ("Внести списком", "person-roster", (municipality.pk,)))
    people = counted(count["people"], "человек", "человека", "человек")
    told = people if count["people"] else "Никто ещё не входит от имени отдела и школ"
    return SetupStep("Люди", bool(count["people"]) and not lacking, told, " ".join(lacking), pages)
