from django.db import transaction
from django.forms.models import model_to_dict

from portal.history.actions import Recorded, record_changes
from reports.models import PrintSettings


@transaction.atomic
def change_print_settings(*, changed: PrintSettings, by) -> None:
    """Of a department; what was issued stays as it was printed."""
    before = model_to_dict(PrintSettings.of(changed.municipality_id), exclude=["id", "municipality"])
    changed.save()
    after = model_to_dict(changed, exclude=["id", "municipality"])
    record_changes([Recorded(changed.municipality, "оформление документов изменено", before, after)], by=by)
