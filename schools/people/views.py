import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.invitations import DAYS, DAYS_OF_FORGOTTEN
from portal.accounts.models import User
from portal.forms import posted, render_form, require_safe_or_post
from portal.history.meanwhile import SEEN, newest_change, refuse_unseen
from portal.letters.mail_way import NoMailServer, can_send_letters, where_letters_go
from portal.letters.outcome import failure_told, outcome_words
from portal.letters.sending import address, deliver, own_machine_warning
from portal.middleware import parts_its_writes
from portal.once.answering import one_for_all
from portal.refusals import refusal_on, refusal_told
from schools.directory.access import managed_municipality
from schools.directory.models import Municipality
from schools.people.access import changeable_person
from schools.people.actions import change_person, make_codes, make_password_code, take_in_people, write_invitations
from schools.people.forms import PersonChangeForm, PersonForm
from schools.people.queries import ListedPerson, people_of


@require_safe
def person_list(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    people = people_of(municipality, seen_by=request.user)
    context = {
        "municipality": municipality,
        "people": people,
        "to_invite": [person for person in people if person.may_be_invited],
        "can_send": can_send_letters(),
        "where_letters_go": where_letters_go(),
        "address_warning": own_machine_warning(),
        "section": "people",
    }
    return render(request, "schools/people/person_list.html", context)


@require_safe_or_post
@one_for_all
def person_new(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    form = PersonForm(posted(request), municipality=municipality, user=request.user)
    if form.is_valid():
        with refusal_on(form, "role"):
            new = take_in_people(municipality=municipality, people=[form.facts()], by=request.user)
            if new:
                words = "Человек заведён. Теперь пригласите его: кнопки над списком."
            else:
                words = "Человек с этим адресом уже был в портале: роль ему дана, имя и пароль прежние."
            messages.success(request, words)
            return redirect("person-list", municipality.pk)
    context = {"municipality": municipality, "form": form, "person": None}
    return render_form(request, "schools/people/person_edit.html", context)


@require_safe_or_post
def person_edit(request: HttpRequest, pk: int, user_pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    person = changeable_person(request, municipality, user_pk)
    edited = User.objects.get(pk=user_pk)
    form = PersonChangeForm(posted(request), instance=edited, memberships=person.memberships)
    refuse_unseen(form, edited, by=request.user)
    if form.is_valid():
        with refusal_on(form, "roles_taken"):
            change_person(
                person=person.user, municipality=municipality, facts=form.facts(), roles_taken=form.keys_taken(),
                by=request.user,
            )  # fmt: skip
            messages.success(request, "Сохранено.")
            return redirect("person-list", municipality.pk)
    context = {
        "municipality": municipality,
        "form": form,
        "person": person.user,
        "listed": person,
        SEEN: newest_change(edited),
    }
    return render_form(request, "schools/people/person_edit.html", context)


def _find_chosen(request: HttpRequest, municipality: Municipality) -> list[ListedPerson]:
    """Return the people who were ticked and may be invited."""
    ticked = set(request.POST.getlist("person"))
    people = people_of(municipality, seen_by=request.user)
    return [person for person in people if person.may_be_invited and str(person.user.pk) in ticked]


_NOBODY = "Отметьте, кого пригласить: у них ещё нет пароля."


@require_POST
@never_cache
def invitation_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one-time codes to print and cut apart; they are shown only once, and earlier codes become invalid."""
    municipality = managed_municipality(request, pk)
    codes = make_codes(people=_find_chosen(request, municipality), by=request.user)
    if not codes:
        messages.error(request, _NOBODY)
        return redirect("person-list", municipality.pk)
    return _render_sheet(request, municipality, codes, days=DAYS, heading="Коды приглашений")


@require_POST
@never_cache
def password_code(request: HttpRequest, pk: int, user_pk: int) -> HttpResponse:
    """Show the same sheet with a code for one person who has forgotten their password."""
    municipality = managed_municipality(request, pk)
    person = changeable_person(request, municipality, user_pk)
    with refusal_told(request):
        codes = [(person, make_password_code(person=person, by=request.user))]
        return _render_sheet(request, municipality, codes, days=DAYS_OF_FORGOTTEN, heading="Код для нового пароля")
    return redirect("person-list", municipality.pk)


def _render_sheet(request: HttpRequest, municipality: Municipality, codes, *, days: int, heading: str) -> HttpResponse:
    context = {
        "municipality": municipality,
        "codes": codes,
        "heading": heading,
        "address": address(reverse("invitation")),
        "address_warning": own_machine_warning(),
        "until": timezone.localdate() + datetime.timedelta(days=days),
    }
    return render(request, "schools/people/invitation_sheet.html", context)


@require_POST
@parts_its_writes
def invitation_letters(request: HttpRequest, pk: int) -> HttpResponse:
    municipality = managed_municipality(request, pk)
    try:
        people = _find_chosen(request, municipality)
        letters = write_invitations(municipality=municipality, people=people, by=request.user)
    except NoMailServer as refusal:
        messages.error(request, f"{refusal} Пока напечатайте лист с кодами.")
        return redirect("person-list", municipality.pk)
    if not letters:
        messages.error(request, _NOBODY)
    gone = deliver(letters)
    if gone:
        messages.success(request, outcome_words(len(gone)))
    if failed := [letter for letter in letters if not letter.is_gone]:
        messages.error(request, f"{failure_told([each.failure for each in failed])} Портал попробует снова сам.")
    return redirect("person-list", municipality.pk)
