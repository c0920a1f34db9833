"""Indicators in the administration; in this room because a change has their values read anew."""

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
        """A new indicator needs no reason, so these fields are for changes only."""
        return [name for name in super().get_fields(request, obj) if obj or name not in ("reason", "seen")]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offer only indicators of the administrator's own municipalities as a weight or a whole."""
        if db_field.remote_field.model is Indicator:
            kwargs = {"queryset": administered(request.user, Indicator.objects.all(), "municipality")} | kwargs
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            change_indicator(indicator=obj, reason=form.cleaned_data.get("reason", "").strip(), by=request.user)
        else:
            super().save_model(request, obj, form, change)

    def keep_history(self, request, form, formsets, change) -> None:
        """Record new indicators only: `change_indicator` records changes itself, with their effect on values."""
        if not change:
            super().keep_history(request, form, formsets, change)
