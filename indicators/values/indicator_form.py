"""The form of an indicator, which shows what values a change would read differently and asks for a reason."""

from django import forms

from indicators.catalogue.models import Indicator
from indicators.values.rereading import (
    COUNTED_WITH,
    READ_WITH,
    changed_in,
    counted_otherwise,
    rereadings_by_change,
)
from portal.digests import digest_of

MOST_SHOWN = 100


class IndicatorForm(forms.ModelForm):
    """Changes an indicator; the first attempt to save shows the values affected, the second one saves."""

    reason = forms.CharField(
        label="Причина изменения",
        required=False,
        max_length=300,
        help_text="Станет в историю значений, которые прочитаны иначе: «единица указана неверно».",
    )
    # A digest of what the person was shown: they agree to that, and not to what has changed since.
    seen = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.other_readings, self.other_sums = [], []
        if self.instance.pk is None:
            del self.fields["reason"], self.fields["seen"]

    def full_clean(self):
        """Validate, then ask about values: only now does the instance have the new contents of the fields."""
        super().full_clean()
        if self.is_bound and not self.errors and self.instance.pk and self.has_changed():
            self._ask_about_values()

    def _ask_about_values(self) -> None:
        """Add errors unless the person has seen which values change, and given a reason if meanings change."""
        before = Indicator.objects.get(pk=self.instance.pk)
        if not changed_in(before, self.instance, READ_WITH + COUNTED_WITH):
            return
        if changed_in(before, self.instance, READ_WITH):
            found = rereadings_by_change(before, self.instance)
            self.other_readings = [each for each in found if each.tells_otherwise]
        self.other_sums = counted_otherwise(before, self.instance)
        if not (self.other_readings or self.other_sums):
            return
        now = digest_of([str(each) for each in (*self.other_readings, *self.other_sums)])
        if self.cleaned_data["seen"] != now:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = now
            self.add_error(
                None, "Значения будут прочитаны иначе: проверьте список ниже, укажите причину и сохраните ещё раз."
            )
        if any(each.means_otherwise for each in self.other_readings) and not self.cleaned_data["reason"]:
            self.add_error("reason", "Напишите, почему значения должны читаться иначе.")

    @property
    def shown_readings(self) -> list:
        """The first rereadings to show: those that change the meaning come before those that only change notes."""
        return sorted(self.other_readings, key=lambda each: not each.means_otherwise)[:MOST_SHOWN]

    @property
    def not_shown(self) -> int:
        return max(len(self.other_readings) - MOST_SHOWN, 0)
