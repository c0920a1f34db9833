"""Indicators in the administration: here, because a changed one has its values read anew."""

from django.contrib import admin

from indicators.catalogue.models import Indicator
from indicators.values.indicator_form import IndicatorForm
from indicators.values.renewing import change_indicator
from schools.scoped_admin import ScopedAdmin, administered


@admin.register(Indicator)
class IndicatorAdmin(ScopedAdmin):
    form = IndicatorForm
    change_form_template = "indicators/values/indicator_change.html"
    list_display = ["name", "heading", "unit", "direction", "municipality"]
    list_editable = ["direction"]
    list_filter = ["direction"]
    search_fields = ["name_key", "heading_key"]

    def get_fields(self, request, obj=None):
        """Why is asked of a change only."""
        return [name for name in super().get_fields(request, obj) if obj or name not in ("reason", "seen")]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Other indicators to weigh by or to be a part of: the administrator's own."""
        if db_field.remote_field.model is Indicator:
            kwargs = {"queryset": administered(request.user, Indicator.objects.all(), "municipality")} | kwargs
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            change_indicator(indicator=obj, reason=form.cleaned_data.get("reason", "").strip(), by=request.user)
        else:
            super().save_model(request, obj, form, change)

    def keep_history(self, request, form, formsets, change) -> None:
        """A change writes its own, with what it made of the values."""
        if not change:
            super().keep_history(request, form, formsets, change)
