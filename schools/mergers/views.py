from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.digests import digest_of
from portal.forms import require_safe_or_post
from portal.refusals import refusal_on
from schools.access.models import Membership
from schools.directory.access import managed_school
from schools.directory.models import School
from schools.mergers.actions import merge_schools
from schools.mergers.forms import MergerForm, taken_keys
from schools.mergers.movers import movers


@require_safe_or_post
def school_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to which school it is joined, then show what will move and the conflicts; POST joins once that was seen."""
    school = managed_school(request, pk)
    data = request.POST if request.method == "POST" else request.GET if "into" in request.GET else None
    form = MergerForm(data, absorbed=school)
    context = {"school": school, "municipality": school.municipality, "form": form}
    if form.is_valid():
        into = form.cleaned_data["into"]
        conflicts = [conflict for mover in movers() for conflict in mover.conflicts(school, into)]
        told = _describe_moves(school, into)
        seen = digest_of((told, conflicts))
        if request.method == "POST" and request.POST.get("seen") == seen:
            with refusal_on(form, "into"):
                merge_schools(absorbed=school, into=into, taken=taken_keys(request.POST, conflicts), by=request.user)
                messages.success(request, f"{school}: присоединена к школе {into}.")
                return redirect("school-list", school.municipality_id)
        context |= {"into": into, "conflicts": conflicts, "told": told, "seen": seen}
    status = 422 if request.method == "POST" else 200
    return render(request, "schools/mergers/school_merge.html", context, status=status)


def _describe_moves(school: School, into: School) -> list[str]:
    people = Membership.objects.filter(school=school).select_related("user")
    names = ", ".join(f"{each.user} ({each.get_role_display()})" for each in people)
    told = [sentence for mover in movers() for sentence in mover.told(school, into)]
    return [*told, f"люди: {names}"] if names else told
