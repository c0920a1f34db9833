from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from portal.accounts.models import User
from portal.accounts.roles import Permission, Role
from portal.history.models import Change
from schools.models import Department, Membership, Municipality, Order, School
from schools.scope import scope_of
from schools.scoped_admin import ReadOnly, RussianSearch, ScopedAdmin, ScopedChoices

admin.site.unregister(Group)


class MembershipForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["role", "municipality", "school"]
        help_texts = {"role": "; ".join(f"{role.label}: {role.description}" for role in Role)}


class MembershipFormSet(forms.BaseInlineFormSet):
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
class PortalUserAdmin(RussianSearch, UserAdmin):
    form = UserChangeForm
    add_form = AdminUserCreationForm
    inlines = [MembershipInline]
    list_display = ["full_name", "email", "position", "is_active"]
    list_filter = ["is_active", "memberships__role"]
    search_fields = ["name_key", "email", "memberships__school__name_key"]
    ordering = ["name_key"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["email", "full_name", "position", "is_active", "password"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "full_name", "position", "usable_password", "password1", "password2"]}),
    ]

    def get_queryset(self, request):
        """Users all of whose places are the administrator's, and those who have none yet."""
        users = super().get_queryset(request).prefetch_related("memberships")
        scope = scope_of(request.user)
        if scope.everywhere:
            return users
        own = School.objects.filter(scope.municipalities_with(Permission.ADMINISTER))
        elsewhere = Membership.objects.exclude(scope.municipalities_with(Permission.ADMINISTER)).exclude(school__in=own)
        return users.filter(is_superuser=False).exclude(memberships__in=elsewhere)

    def get_readonly_fields(self, request, obj=None):
        """Nobody switches themselves off, nor takes away their own role: somebody has to be left who can undo it."""
        return ["is_active"] if obj == request.user else []

    def get_inlines(self, request, obj):
        return [] if obj == request.user else self.inlines

    def has_delete_permission(self, request, obj=None) -> bool:
        """A person whose entries are in the history is switched off, not deleted."""
        return False


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


@admin.register(School)
class SchoolAdmin(ScopedAdmin):
    list_display = ["name", "municipality", "kind", "is_active"]
    list_filter = ["is_active", "kind"]
    list_editable = ["kind", "is_active"]
    search_fields = ["name_key"]


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


class OrderForm(forms.ModelForm):
    clauses = ClausesField(label="Пункты", required=False, help_text="Без номеров; между пунктами пустая строка.")

    class Meta:
        model = Order
        fields = [
            "municipality", "number", "issued_on", "issuer", "place", "title", "preamble", "clauses",
            "signatory_position", "signatory_name",
        ]  # fmt: skip
        widgets = {
            field: forms.TextInput(attrs={"size": 80})
            for field in ("number", "issuer", "place", "signatory_position", "signatory_name")
        }


@admin.register(Order)
class OrderAdmin(ScopedAdmin):
    form = OrderForm
    list_display = ["__str__", "title", "municipality"]
    date_hierarchy = "issued_on"
    search_fields = ["number", "title_key"]


@admin.register(Change)
class ChangeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["changed_at", "changed_by", "action", "subject_type", "before", "after"]
    list_select_related = ["changed_by", "subject_type"]
    list_filter = ["action", "subject_type"]
    date_hierarchy = "changed_at"

    def has_view_permission(self, request, obj=None) -> bool:
        """The history is not parted by municipality, so it is for the administrator of the whole portal."""
        return scope_of(request.user).everywhere and super().has_view_permission(request, obj)

    def has_module_permission(self, request) -> bool:
        return self.has_view_permission(request)
