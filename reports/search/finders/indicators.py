from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from indicators.catalogue.models import Indicator
from portal.text.keys import containing, natural_key
from reports.search.finder import Finder, Finding, best_first, facts, sees_several_municipalities


def _search(user, words: str) -> QuerySet[Indicator]:
    """Search in heading and name together: «ЕГЭ русский» finds «Средний балл ЕГЭ: Русский язык»."""
    each = natural_key(words).split()
    indicators = Indicator.objects.visible_to(user).select_related("municipality")
    for word in each:
        indicators = indicators.filter(containing("name_key", word) | containing("heading_key", word))
    return best_first(indicators, "name_key", words)


def _describe(user, indicator: Indicator) -> Finding:
    """Link to the indicator's group in this year's table of values."""
    told = facts(
        "" if indicator.name.endswith(f", {indicator.unit}") else indicator.unit,
        indicator.group,
        indicator.municipality.name if sees_several_municipalities(user) else "",
    )
    year = timezone.localdate().year
    url = reverse("value-grid", args=[indicator.municipality_id, year], query={"group": indicator.group})
    return Finding(str(indicator), told, url)


FINDER = Finder(40, "indicators", "Показатели", _search, _describe)
