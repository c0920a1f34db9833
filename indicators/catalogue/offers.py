"""What the catalogue offers to pages below: its step of the first set-up, and its links beside schools and people."""

from django.urls import reverse
from django.utils.html import format_html

from indicators.catalogue.models import Indicator
from portal.offers import offered_at
from portal.text.plurals import counted
from schools.directory.models import Municipality
from schools.directory.permissions import can_manage_directory
from schools.setup.steps import SetupStep, links, setup_step


@setup_step(40)
def step_of_indicators(user, municipality: Municipality) -> SetupStep:
    count = Indicator.objects.collected().filter(municipality=municipality).count()
    listed = ("Показатели", "indicator-list", (municipality.pk,))
    ways = [
        ("Внести списком", "indicator-roster", (municipality.pk,)),
        ("Отметить в готовом каталоге", "indicator-ready", (municipality.pk,)),
    ]
    pages = links(*([listed, *ways] if count else [*ways, listed]))
    return SetupStep(
        "Показатели",
        count > 0,
        counted(count, "показатель", "показателя", "показателей") if count else "Каталог пуст",
        "Внесите показатели, которые отдел собирает каждый год: своим списком из Excel или отметив в готовом каталоге.",
        pages if can_manage_directory(user, municipality.pk) else (),
    )


@offered_at("people-are-listed")
def list_of_indicators(context, municipality: Municipality) -> str:
    return format_html('<a href="{}">показатели списком</a>', reverse("indicator-roster", args=[municipality.pk]))


@offered_at("directory-tabs")
def tab_of_indicators(context, municipality: Municipality, section: str = "") -> str:
    url = reverse("indicator-list", args=[municipality.pk])
    if section == "indicators":
        return format_html('<a href="{}" aria-current="page">Показатели</a>', url)
    return format_html('<a href="{}">Показатели</a>', url)
