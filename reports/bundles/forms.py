import re

from django import forms

from portal.accounts.roles import Permission
from reports.bundles.models import Bundle
from reports.bundles.permissions import can_have_of_seen
from roadmap.programmes.models import Programme
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School

What = Bundle.What
_MODELS = {"programme": Programme, "school": School, "municipality": Municipality}


class BundleForm(forms.Form):
    """Asks what to put together: `of` is the kind of bundle and its subject's id, such as «programme-12»."""

    of = forms.CharField(label="Что собрать", error_messages={"required": "Выберите, что собрать."})

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["of"].widget = forms.Select(choices=[("", "выберите"), *bundle_choices(user)])

    def bundle(self) -> Bundle | None:
        """Return the unsaved bundle, or None where its subject doesn't exist or the user doesn't see it."""
        match = re.fullmatch(r"([a-z]+)-([0-9]{1,18})", self.cleaned_data["of"])
        if match is None or match[1] not in What.values:
            return None
        subject = What(match[1]).subject
        found = _MODELS[subject].objects.visible_to(self.user).filter(pk=int(match[2])).first()
        return found and Bundle(what=match[1], asked_by=self.user, **{subject: found})


def bundle_choices(user) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the choices of all bundles that the person may have, in groups, in a query for each kind of subject."""
    programmes = list(Programme.objects.visible_to(user).current())
    schools = list(School.objects.visible_to(user).active())
    see_all = scope_of(user).municipalities_with(Permission.VIEW_ALL_SCHOOLS, "pk")
    municipalities = list(Municipality.objects.visible_to(user).filter(see_all))
    groups = [
        (What.DOCUMENTS.label, _options(What.DOCUMENTS, programmes)),
        (What.PROGRAMME.label, _options(What.PROGRAMME, [each for each in programmes if _may_have(user, each)])),
        (What.SCHOOL.label, _options(What.SCHOOL, schools)),
        (What.CARDS.label, _options(What.CARDS, municipalities)),
    ]
    return [group for group in groups if group[1]]


def _options(what: What, subjects: list) -> list[tuple[str, str]]:
    return [(f"{what.value}-{each.pk}", str(each)) for each in subjects]


def _may_have(user, programme: Programme) -> bool:
    return can_have_of_seen(user, Bundle(what=What.PROGRAMME, programme=programme))
