from django.db.models import Q, QuerySet
from django.urls import reverse

from portal.text.keys import containing
from reports.search.finder import Finder, Finding, best_first, facts, sees_several_municipalities
from roadmap.programmes.models import Programme, ProgrammeOrder
from schools.orders.models import Order
from schools.orders.numbers import asked_number


def _search(user, words: str) -> QuerySet[Programme]:
    """Search by words of the programme's title or its orders' titles, or by an order's number, however it is typed."""
    said = containing("title_key", words)
    if number := asked_number(words):
        said |= containing("number_key", number)
    orders = Order.objects.filter(said)
    links = ProgrammeOrder.objects.filter(order__in=orders)
    named = containing("title_key", words) | Q(approval_order__in=orders) | Q(pk__in=links.values("programme"))
    programmes = Programme.objects.visible_to(user).filter(named)
    return best_first(programmes.select_related("municipality", "school", "approval_order"), "title_key", words)


def _describe(user, programme: Programme) -> Finding:
    told = facts(
        programme.get_status_display(),
        programme.years,
        str(programme.approval_order) if programme.approval_order else "",
        programme.school.name if programme.school else "",
        programme.municipality.name if sees_several_municipalities(user) else "",
    )
    return Finding(programme.title, told, reverse("programme-detail", args=[programme.pk]))


FINDER = Finder(20, "programmes", "Программы", _search, _describe)
