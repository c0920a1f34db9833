from django import forms

from indicators.catalogue.models import IndicatorQuerySet
from indicators.catalogue.queries import ReadyOffer
from indicators.catalogue.ready import ReadyChoice
from portal.forms import ConditionsForm


class CatalogueSearch(ConditionsForm):
    """The search on the catalogue's page."""

    q = forms.CharField(required=False)

    def filter(self, indicators: IndicatorQuerySet) -> IndicatorQuerySet:
        return indicators.search(self.cleaned_data["q"]) if self.is_valid() else indicators


class ReadySearch(ConditionsForm):
    """The search on the page of the ready catalogue."""

    q = forms.CharField(required=False, max_length=200)

    def filter(self, offers: list[ReadyOffer]) -> list[ReadyOffer]:
        words = self.cleaned_data["q"] if self.is_valid() else ""
        return [found for offer in offers if (found := offer.narrowed(words)).parts] if words else offers


class MoveForm(forms.Form):
    """Moves one indicator, or all of a group, a place up or down: «12:up», «12,13,14:down»."""

    move = forms.RegexField(r"^[0-9]{1,18}(,[0-9]{1,18})*:(up|down)$", error_messages={"required": "Что переставить?"})

    @property
    def moved(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["move"].partition(":")[0].split(",")]

    @property
    def is_up(self) -> bool:
        return self.cleaned_data["move"].endswith(":up")


class ReadyForm(forms.Form):
    """The indicators that are ticked in the ready catalogue, by their numbers there."""

    ready = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": "Отметьте хотя бы один показатель."})

    def __init__(self, *args, choices: list[ReadyChoice], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ready"].choices = [(each.number, each.facts.name) for each in choices if each.known is None]
