from crispy_forms.layout import Column, Row
from django import forms

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.forms import form_helper
from portal.text.names import acting_apart, acting_as
from schools.directory.models import Municipality, School
from schools.people.actions import PersonFacts
from schools.people.permissions import roles_given_by


class _NameAndPost:
    """Moves «и.о.» from before or behind a name to the post."""

    def clean(self):
        data = super().clean()
        acting, name = acting_apart(data.get("full_name", ""))
        if acting:
            data |= {"full_name": name, "position": acting_as(data.get("position", ""))[:300]}
        return data


class PersonForm(_NameAndPost, forms.Form):
    """Asks for a person and one role; a person whose address is known gets the role in addition."""

    full_name = forms.CharField(label="Фамилия, имя, отчество", max_length=200)
    email = forms.EmailField(label="Адрес электронной почты", help_text="По нему человек входит; у каждого — свой.")
    position = forms.CharField(label="Должность", max_length=300, required=False)
    role = forms.ChoiceField(label="Роль")
    school = forms.ModelChoiceField(
        School.objects.none(), label="Школа", required=False, empty_label="весь муниципалитет",
        help_text="Директору — обязательно.",
    )  # fmt: skip

    def __init__(self, *args, municipality: Municipality, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        roles = roles_given_by(user, municipality.pk)
        self.fields["role"].choices = [("", "выберите"), *((role.value, role.label) for role in roles)]
        self.fields["role"].help_text = " ".join(f"{role.label.capitalize()}: {role.description}" for role in roles)
        self.fields["school"].queryset = municipality.schools.active()
        self.helper = form_helper(
            Row(Column("full_name", css_class="col-sm-6"), Column("email", css_class="col-sm-6")),
            "position",
            Row(Column("role", css_class="col-sm-6"), Column("school", css_class="col-sm-6")),
        )

    def clean(self):
        data = super().clean()
        role = data.get("role")
        if role == Role.DIRECTOR and not data.get("school"):
            self.add_error("school", "Укажите школу директора.")
        if data.get("school") and role and role not in (Role.DIRECTOR, Role.OBSERVER):
            self.add_error("school", "Эта роль — на весь муниципалитет: школу не указывайте.")
        return data

    def facts(self) -> PersonFacts:
        return PersonFacts(**{**self.cleaned_data, "role": Role(self.cleaned_data["role"])})


class PersonChangeForm(_NameAndPost, forms.ModelForm):
    """Asks what to change of a person, and which of their roles to remove."""

    roles_taken = forms.MultipleChoiceField(
        label="Снять роли", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Добавить роль: «Добавить человека» с тем же адресом почты.",
    )  # fmt: skip

    class Meta:
        model = User
        fields = ["full_name", "position", "is_active"]

    def __init__(self, *args, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles_taken"].choices = [(str(each.pk), str(each)) for each in memberships]
        self.helper = form_helper("full_name", "position", "is_active", "roles_taken")

    def facts(self) -> dict:
        was = {name: self.initial.get(name) for name in self.Meta.fields}
        return {name: self.cleaned_data[name] for name in was if self.cleaned_data[name] != was[name]}

    def keys_taken(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["roles_taken"]]
