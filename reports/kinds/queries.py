"""Which kinds of documents can be made of a programme, told without building them; and which regions there are."""

from django.db.models import BooleanField, ExpressionWrapper

from portal.text.keys import natural_key
from reports.kinds.document_kind import DocumentKind
from reports.kinds.registry import kinds_about
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality


def available_kinds(programme: Programme) -> list[DocumentKind]:
    """Return the kinds whose `needs` the programme meets, in one query."""
    kinds = kinds_about("programme")
    needs = {
        f"needs_{place}": ExpressionWrapper(kind.needs, BooleanField())
        for place, kind in enumerate(kinds)
        if kind.needs is not None
    }
    found = Programme.objects.filter(pk=programme.pk).annotate(**needs).values(*needs).get() if needs else {}
    return [kind for place, kind in enumerate(kinds) if found.get(f"needs_{place}", True)]


def regions() -> list[str]:
    """Return the regions' names, one for each however differently municipalities spell it."""
    found = Municipality.objects.exclude(region="").order_by("region_key").values_list("region", flat=True)
    return list({natural_key(region): region for region in found}.values())
