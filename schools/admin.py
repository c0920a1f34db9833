from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

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
from schools.orders.models import Order
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

MADE = (ENTERED, ADDED)  # what the journal says of a person whom somebody made


class MembershipForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["role", "municipality", "school"]
        help_texts = {"role": "; ".join(f"{role.label}: {role.description}" for role in Role)}


class MembershipFormSet(NamedFormSet):
    """An administrator of one municipality makes no administrators of the whole portal."""

    rules_everywhere = False

    def clean(self):
        super().clean()
        for form in self.forms:
            data = getattr(form, "cleaned_data", None) or {}
            placeless = data.get("role") and not (data.get("municipality") or data.get("school"))
            if placeless and not data.get("DELETE") and not self.rules_everywhere:
                raise ValidationError("Укажите муниципалитет или школу: весь портал вам не подчинён.")


class MembershipInline(ScopedChoices, admin.TabularInline):
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
        """Users all of whose places are the administrator's; who has none yet belongs to whoever made them."""
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
        """Nobody switches themselves off, nor takes away their own role: somebody has to be left who can undo it."""
        return ["password_state", *(["is_active"] if obj == request.user else [])]

    @admin.display(description="пароль")
    def password_state(self, person: User) -> str:
        address = reverse("admin:auth_user_password_change", args=[person.pk])
        state = "задан" if person.has_usable_password() else "ещё не задан"
        return format_html('{}. <a href="{}">Задать новый пароль</a>', state, address)

    def get_inlines(self, request, obj):
        return [] if obj == request.user else self.inlines

    def has_delete_permission(self, request, obj=None) -> bool:
        """A person whose entries are in the history is switched off, not deleted."""
        return False

    def log_change(self, request, obj, message):
        """A new password has a page of its own, which saves no form of this one."""
        if request.resolver_match.url_name == "auth_user_password_change":
            record_changes([Recorded(obj, "пароль изменён в управлении")], by=request.user)
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
        """With the department, whose names the words of plans are read by."""
        super().save_related(request, form, formsets, change)
        directory_changed(form.instance, by=request.user)


@admin.register(School)
class SchoolAdmin(ScopedAdmin):
    list_display = ["name", "municipality", "kind", "is_active"]
    list_filter = ["is_active", "kind"]
    list_editable = ["kind", "is_active"]
    search_fields = ["name_key"]

    def save_model(self, request, obj, form, change):
        """Words that named nobody may name a school that is added or renamed."""
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            keep_former_name(obj, form.initial["name"])
        if not change or {"name", "municipality"} & set(form.changed_data):
            directory_changed(obj.municipality, by=request.user)
        if left := change and "municipality" in form.changed_data and form.initial.get("municipality"):
            directory_changed(Municipality.objects.get(pk=left), by=request.user)


class ClausesField(forms.CharField):
    """Clauses of an order as text: a clause a paragraph, an empty line between them."""

    widget = forms.Textarea(attrs={"rows": 12, "cols": 100})

    def prepare_value(self, value):
        return "\n\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        text = (super().to_python(value) or "").replace("\r\n", "\n")
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


def is_relied_on(order: Order) -> bool:
    """By a document, an approval, or whatever else names it: those are above, and found by their keys."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: order}).exists()
        for relation in Order._meta.related_objects
    )


@admin.register(Order)
class OrderAdmin(ScopedAdmin):
    form = OrderAdminForm
    list_display = ["__str__", "title", "municipality"]
    list_filter = ["act"]
    date_hierarchy = "issued_on"
    search_fields = ["number", "title_key"]

    def has_change_permission(self, request, obj=None) -> bool:
        """What a document or an approval stands on is corrected on the document's page, or the approval taken back."""
        return super().has_change_permission(request, obj) and not (obj and is_relied_on(obj))


@admin.register(Letter)
class LetterAdmin(ReadOnly, RussianSearch, admin.ModelAdmin):
    """What became of letters to people of the administrator's municipalities, and why of those that did not go."""

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


def _kind_of_record(kind: ContentType) -> str:
    model = kind.model_class()
    return capfirst(model._meta.verbose_name) if model else "—"


def _lines(words: list[str]) -> str:
    return format_html_join("", "<div>{}</div>", ((each,) for each in words)) or "—"


class KindOfRecordFilter(admin.RelatedFieldListFilter):
    """Without the name of the app before that of the record."""

    def field_choices(self, field, request, model_admin):
        known = ContentType.objects.filter(pk__in=Change.objects.values("subject_type"))
        return sorted(((kind.pk, _kind_of_record(kind)) for kind in known), key=lambda choice: choice[1])


@admin.register(Change)
class ChangeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["changed_at", "changed_by", "action", "what", "was", "became"]
    fields = readonly_fields = list_display
    list_select_related = ["changed_by", "subject_type"]
    list_filter = ["action", ("subject_type", KindOfRecordFilter)]
    date_hierarchy = "changed_at"

    @admin.display(description="что за запись")
    def what(self, change: Change) -> str:
        return _kind_of_record(change.subject_type)

    @admin.display(description="было")
    def was(self, change: Change) -> str:
        return _lines(words_of(change.subject_type.model_class(), change.before))

    @admin.display(description="стало")
    def became(self, change: Change) -> str:
        return _lines(words_of(change.subject_type.model_class(), change.after))

    def has_view_permission(self, request, obj=None) -> bool:
        """The history is not parted by municipality, so it is for the administrator of the whole portal."""
        return scope_of(request.user).everywhere and super().has_view_permission(request, obj)

    def has_module_permission(self, request) -> bool:
        return self.has_view_permission(request)
