from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.roles import Permission
from portal.text.keys import containing
from roadmap.programmes.access import programme_for
from roadmap.programmes.editions import editions_of
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_manage, can_see_all_schools
from roadmap.programmes.queries import related_programmes
from schools.access.scope import scope_of


@require_safe
def programme_list(request):
    words = request.GET.get("q", "").strip()
    assignments = "roadmap__directions__activities__assignments"
    programmes = (
        Programme.objects.visible_to(request.user)
        .current()
        .select_related("municipality", "school")
        .annotate(
            activities=Count("roadmap__directions__activities", distinct=True),
            reported=Count(
                "roadmap__directions__activities",
                filter=Q(**{f"{assignments}__version__gt": 0}) | Q(roadmap__directions__activities__report__gt=""),
                distinct=True,
            ),
        )
        .order_by("-start_year", "-end_year", "title_key", "pk")
    )
    if words:
        programmes = programmes.filter(containing("title_key", words))
    context = {
        "programmes": Paginator(programmes, 50).get_page(request.GET.get("page")),
        "words": words,
        "shows_progress": scope_of(request.user).has(Permission.VIEW_ALL_SCHOOLS),
        "templates": Programme.objects.visible_to(request.user).filter(status=Programme.Status.TEMPLATE),
    }
    return render(request, "roadmap/programmes/programme_list.html", context)


@require_safe
def programme_detail(request, pk: int):
    programme = programme_for(request, pk)
    context = {
        "programme": programme,
        "sections": programme.sections.all(),
        "passport": programme.passport.all(),
        "abbreviations": programme.abbreviations.all(),
        "annexes": programme.annexes.all(),
        "low_result_lists": programme.low_result_lists.visible_to(request.user)
        .select_related("period")
        .prefetch_related("listed_schools"),
        "editions": editions_of(programme),
        "relatives": related_programmes(programme, request.user),
        "can_manage": can_manage(request.user, programme),
        "can_see_all_schools": can_see_all_schools(request.user, programme),
    }
    return render(request, "roadmap/programmes/programme_detail.html", context)
