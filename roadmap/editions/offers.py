"""What revisions and copies add to pages of programmes and of lists of schools, and to the first set-up."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from indicators.identification.models import LowResultList
from portal.accounts.roles import Permission
from portal.offers import offered_at
from portal.text.plurals import counted
from roadmap.editions.queries import belongings_of
from roadmap.programmes.editions import Edition, edition_in_force
from roadmap.programmes.models import Programme
from schools.access.scope import scope_of
from schools.directory.models import Municipality
from schools.setup.steps import SetupStep, links, setup_step


@offered_at("low-result-list-schools")
def programmes_of_list(context, low_result_list: LowResultList) -> str:
    """Return a link to the page where programmes for the list's schools are begun."""
    url = reverse("list-programmes", args=[low_result_list.pk])
    return format_html('<a class="btn btn-outline-primary mt-3" href="{}">Программы школ списка</a>', url)


@offered_at("programme-head")
def edition_in_force_words(context, programme: Programme) -> str:
    """Return a notice with a link to the revision in force, for pages of a superseded one."""
    if programme.status != Programme.Status.SUPERSEDED:
        return ""
    shown = {"edition": edition_in_force(programme)}
    return render_to_string("roadmap/editions/_edition_in_force.html", shown)


@offered_at("programme-editions")
def editions_of_programme(context, programme: Programme, *, editions: list[Edition]) -> str:
    """Return a list of all revisions, with the lists and reports that each has of its own."""
    shown = {"programme": programme, "editions": belongings_of(editions, programme, context["user"])}
    return render_to_string("roadmap/editions/_editions.html", shown)


@setup_step(50)
def step_of_programme(user, municipality: Municipality) -> SetupStep:
    programmes = Programme.objects.filter(municipality=municipality).exclude(status=Programme.Status.TEMPLATE)
    count = programmes.count()
    manages = scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=municipality.pk)
    pages = (
        links(("Начать на портале", "programme-create", ()), ("Внести из файла", "programme-import", ()))
        if manages
        else ()
    )
    advice = "Начните программу на портале или внесите готовую из файла."
    return SetupStep(
        "Первая программа",
        count > 0,
        counted(count, "программа", "программы", "программ") if count else "Программ пока нет",
        advice if manages else "Программу начинает координатор.",
        links(("Программы", "programme-list", ())) if count else pages,
    )
