from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from portal.accounts.roles import Role
from portal.forms import posted, render_form, require_safe_or_post
from portal.refusals import refusal_told
from schools.access.scope import scope_of
from schools.directory.access import managed_municipality
from schools.entrance.actions import demand_second_factor, lift_address_lock, lift_lock, reset_second_factor
from schools.entrance.forms import DemandForm
from schools.entrance.queries import demanded_roles, entrants_of, in_numbers, locked
from schools.people.access import changeable_person


@require_safe_or_post
def entrance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show of whom a second factor is demanded, who has one, and who is locked out; POST changes the demands."""
    municipality, everywhere = managed_municipality(request, pk), scope_of(request.user).everywhere
    kept = {"roles": demanded_roles(municipality), "of_the_portal": bool(demanded_roles(None))}
    form = DemandForm(posted(request), initial=kept, rules_everywhere=everywhere)
    if form.is_valid():
        demand_second_factor(municipality=municipality, roles=map(Role, form.cleaned_data["roles"]), by=request.user)
        if everywhere:
            of_the_portal = [Role.ADMINISTRATOR] if form.cleaned_data["of_the_portal"] else []
            demand_second_factor(municipality=None, roles=of_the_portal, by=request.user)
        messages.success(request, "Сохранено.")
        return redirect("entrance", municipality.pk)
    entrants = entrants_of(municipality, seen_by=request.user)
    context = {
        "municipality": municipality,
        "form": form,
        "entrants": entrants,
        "numbers": in_numbers(entrants),
        "sees_addresses": everywhere,
        "section": "entrance",
    }
    return render_form(request, "schools/entrance/entrance.html", context)


@require_POST
def second_factor_reset(request: HttpRequest, pk: int, user_pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    person = changeable_person(request, municipality, user_pk).user
    with refusal_told(request, f"Второй фактор снят: {person}. Запишите, кто об этом попросил и как вы его узнали."):
        reset_second_factor(person=person, by=request.user)
    return redirect("entrance", municipality.pk)


@require_POST
def lock_lift(request: HttpRequest, pk: int, user_pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    person = changeable_person(request, municipality, user_pk).user
    with refusal_told(request, f"Вход открыт: {person}."):
        lift_lock(person=person, by=request.user)
    return redirect("entrance", municipality.pk)


@require_safe_or_post
def address_lock_list(request: HttpRequest) -> HttpResponse:
    """Show network addresses that are locked; POST lifts the lock of one."""
    if not scope_of(request.user).everywhere:
        raise PermissionDenied
    if request.method == "POST":
        address = request.POST.get("address", "")[:60]
        with refusal_told(request, f"Вход с адреса {address} открыт."):
            lift_address_lock(address=address, by=request.user)
        return redirect("address-lock-list")
    return render(request, "schools/entrance/address_lock_list.html", {"addresses": locked("ip_address")})
