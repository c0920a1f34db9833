"""Adds a list of schools with low results to a draft of a programme."""

from django.db import transaction

from indicators.identification.models import LowResultList
from portal.history.actions import Recorded, record_changes
from roadmap.programmes.drafts import draft_programme
from roadmap.programmes.models import Programme, ProgrammeList


@transaction.atomic
def attach_list(*, low_result_list: LowResultList, programme: Programme, by) -> bool:
    """Add the list to the end of the draft's lists; returns False if it is one of them already."""
    programme = draft_programme(programme)
    links = ProgrammeList.objects.filter(programme=programme)
    if links.filter(low_result_list=low_result_list).exists():
        return False
    ProgrammeList.objects.create(programme=programme, low_result_list=low_result_list, position=links.count())
    after = {"list": f"{low_result_list}, {low_result_list.period}"}
    record_changes([Recorded(programme, "прикреплён список школ", {}, after)], by=by)
    return True
