from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import normalize_newlines

from portal.accounts.invitations import withdraw_invitation
from portal.accounts.models import User
from portal.accounts.roles import Permission, Role
from portal.history.actions import Recorded, record_changes
from portal.history.models import Change
from portal.history.words import words_of
from portal.letters.models import Letter
from schools.access.models import Membership
from schools.access.scope import scope_of
from schools.directory.actions import keep_former_name
from schools.directory.changes import directory_changed
from schools.directory.models import Department, Municipality, School
from schools.journal.queries import kind_of
from schools.orders.models import Order
from schools.orders.queries import is_relied_on
from schools.people.actions import ENTERED
from schools.scoped_admin import (
    ADDED,
    KeepsHistory,
    NamedFormSet,
    ReadOnly,
    RussianSearch,
    RussianWords,
    ScopedAdmin,
    ScopedChoices,
    yes_or_no,
)

MADE = (ENTERED, ADDED)  # the actions in the journal that say that somebody created a person


class MembershipForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["role", "municipality", "school"]
        help_texts = {"role": "; ".join(f"{role.label}: {role.description}" for role in Role)}


class MembershipFormSet(NamedFormSet):
    """The roles of a person; an administrator of one municipality can't give the whole portal to anybody."""

    rules_everywhere = False

    def clean(self):
        super().clean()
        for form in self.forms:
            data = getattr(form, "cleaned_data", None) or {}
            placeless = data.get("role") and not (data.get("municipality") or data.get("school"))
            if placeless and not data.get("DELETE") and not self.rules_everywhere:
                raise ValidationError("Укажите муниципалитет или школу: весь портал вам не подчинён.")


class MembershipInline(ScopedChoices, admin.StackedInline):
    model = Membership
    form = MembershipForm
    formset = MembershipFormSet
    extra = 0
    min_num = 1

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.rules_everywhere = scope_of(request.user).everywhere
        return formset


@admin.register(User)
class PortalUserAdmin(KeepsHistory, RussianWords, RussianSearch, UserAdmin):
    form = UserChangeForm
    add_form = UserCreationForm
    inlines = [MembershipInline]
    list_display = ["full_name", "email", "position", yes_or_no("is_active", "может входить")]
    list_filter = ["is_active", "memberships__role"]
    search_fields = ["name_key", "email", "memberships__school__name_key"]
    ordering = ["name_key"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["email", "full_name", "position", "is_active", "password_state"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "full_name", "position", "password1", "password2"]}),
    ]

    def get_queryset(self, request):
        """Return the people all of whose roles are in the administrator's municipalities.

        A person who has no role yet is shown to the administrator who created them.
        """
        users = super().get_queryset(request).prefetch_related("memberships")
        scope = scope_of(request.user)
        if scope.everywhere:
            return users
        own = School.objects.filter(scope.municipalities_with(Permission.ADMINISTER))
        elsewhere = Membership.objects.exclude(scope.municipalities_with(Permission.ADMINISTER)).exclude(school__in=own)
        users = users.filter(is_superuser=False).exclude(memberships__in=elsewhere)
        made = Change.objects.filter(
            changed_by=request.user, action__in=MADE, subject_type=ContentType.objects.get_for_model(User)
        )
        return users.filter(
            Exists(Membership.objects.filter(user=OuterRef("pk"))) | Q(pk__in=made.values("subject_id"))
        )

    def get_readonly_fields(self, request, obj=None):
        """Keep people from locking themselves out: somebody has to be left who can undo it."""
        return ["password_state", *(["is_active"] if obj == request.user else [])]

    @admin.display(description="пароль")
    def password_state(self, person: User) -> str:
        address = reverse("admin:auth_user_password_change", args=[person.pk])
        state = "задан" if person.has_usable_password() else "ещё не задан"
        return format_html('{}. <a href="{}">Задать новый пароль</a>', state, address)

    def get_inlines(self, request, obj):
        return [] if obj == request.user else self.inlines

    def has_delete_permission(self, request, obj=None) -> bool:
        """Return False: a person stays in the history, and can only be kept from logging in."""
        return False

    def log_change(self, request, obj, message):
        """Record a new password in the journal, since its page doesn't save the person's form."""
        if request.resolver_match.url_name == "auth_user_password_change":
            record_changes([Recorded(obj, "пароль изменён в управлении")], by=request.user)
            withdraw_invitation(User, user=obj)
        return super().log_change(request, obj, message)


class DepartmentInline(admin.StackedInline):
    model = Department
    extra = 0
    min_num = 1
    can_delete = False


@admin.register(Municipality)
class MunicipalityAdmin(ScopedAdmin):
    municipality_field = "pk"
    inlines = [DepartmentInline]
    list_display = ["name", "region", "department"]
    list_select_related = ["department"]
    search_fields = ["name_key"]

    def has_add_permission(self, request) -> bool:
        return scope_of(request.user).everywhere

    def save_related(self, request, form, formsets, change):
        """Save the department too, and let plans be read anew, as they are read with its names."""
        super().save_related(request, form, formsets, change)
        directory_changed(form.instance, by=request.user)


@admin.register(School)
class SchoolAdmin(ScopedAdmin):
    list_display = ["name", "municipality", "kind", "is_active"]
    list_filter = ["is_active", "kind"]
    list_editable = ["kind", "is_active"]
    search_fields = ["name_key"]

    def save_model(self, request, obj, form, change):
        """Save the school, and let plans be read anew, as their words may name a new or renamed school."""
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            keep_former_name(obj, form.initial["name"])
        if not change or {"name", "municipality"} & set(form.changed_data):
            directory_changed(obj.municipality, by=request.user)
        if left := change and "municipality" in form.changed_data and form.initial.get("municipality"):
            directory_changed(Municipality.objects.get(pk=left), by=request.user)


class ClausesField(forms.CharField):
    """Clauses of an order as text, with an empty line between two clauses."""

    widget = forms.Textarea(attrs={"rows": 12, "cols": 100})

    def prepare_value(self, value):
        return "\n\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        text = normalize_newlines(super().to_python(value) or "")
        return [clause.strip() for clause in text.split("\n\n") if clause.strip()] or None

    def has_changed(self, initial, data) -> bool:
        return initial != self.to_python(data)


class OrderAdminForm(forms.ModelForm):
    clauses = ClausesField(label="Пункты", required=False, help_text="Без номеров; между пунктами пустая строка.")

    class Meta:
        model = Order
        fields = [
            "municipality", "act", "act_word", "number", "issued_on", "issuer", "place", "title", "preamble", "clauses",
            "signatory_position", "signatory_name",
        ]  # fmt: skip
        widgets = {
            field: forms.TextInput(attrs={"size": 80})
            for field in ("act_word", "number", "issuer", "place", "signatory_position", "signatory_name")
        }


@admin.register(Order)
class OrderAdmin(ScopedAdmin):
    form = OrderAdminForm
    list_display = ["__str__", "title", "municipality"]
    list_filter = ["act"]
    date_hierarchy = "issued_on"
    search_fields = ["number", "title_key"]

    def has_change_permission(self, request, obj=None) -> bool:
        """Return False for an order to which something refers: it is changed with the document, or after withdrawal."""
        return super().has_change_permission(request, obj) and not (obj and is_relied_on(obj))


@admin.register(Letter)
class LetterAdmin(ReadOnly, RussianSearch, admin.ModelAdmin):
    """Shows what became of letters to people of the administrator's municipalities, and why some did not go."""

    list_display = ["written_at", "recipient", "subject", "state", "attempts", "failure"]
    list_select_related = ["recipient"]
    list_filter = ["state"]
    search_fields = ["recipient__name_key", "address", "subject"]
    date_hierarchy = "written_at"
    fields = [
        "written_at", "recipient", "address", "sender_name", "reply_to", "subject", "body", "state", "attempts",
        "failure", "next_try_at", "gone_at",
    ]  # fmt: skip

    def get_queryset(self, request):
        letters, scope = super().get_queryset(request), scope_of(request.user)
        if scope.everywhere:
            return letters
        own = School.objects.filter(scope.municipalities_with(Permission.ADMINISTER))
        within = Membership.objects.filter(scope.municipalities_with(Permission.ADMINISTER))
        people = within | Membership.objects.filter(school__in=own)
        return letters.filter(recipient__in=people.values("user"))


def _format_lines(words: list[str]) -> str:
    return format_html_join("", "<div>{}</div>", ((each,) for each in words)) or "—"


class KindOfRecordFilter(admin.RelatedFieldListFilter):
    """Offers the kinds of records without the names of their apps."""

    def field_choices(self, field, request, model_admin):
        known = ContentType.objects.filter(pk__in=Change.objects.values("subject_type"))
        return sorted(((kind.pk, kind_of(kind)) for kind in known), key=lambda choice: choice[1])


@admin.register(Change)
class ChangeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["changed_at", "changed_by", "action", "what", "was", "became"]
    fields = readonly_fields = list_display
    list_select_related = ["changed_by", "subject_type"]
    list_filter = ["action", ("subject_type", KindOfRecordFilter)]
    date_hierarchy = "changed_at"

    @admin.display(description="что за запись")
    def what(self, change: Change) -> str:
        return kind_of(change.subject_type)

    @admin.display(description="было")
    def was(self, change: Change) -> str:
        return _format_lines(words_of(change.subject_type.model_class(), change.before))

    @admin.display(description="стало")
    def became(self, change: Change) -> str:
        return _format_lines(words_of(change.subject_type.model_class(), change.after))

    def has_view_permission(self, request, obj=None) -> bool:
        """Show it only to administrators of the whole portal, as it isn't divided by municipality."""
        return scope_of(request.user).everywhere and super().has_view_permission(request, obj)

    def has_module_permission(self, request) -> bool:
        return self.has_view_permission(request)
