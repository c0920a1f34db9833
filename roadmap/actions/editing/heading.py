"""The roadmap as a whole: begun in a programme that has none, its title, period, columns and way of numbering."""

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from roadmap.actions.editing.rearranging import draft_of, draft_programme
from roadmap.actions.editing.text import place_part
from roadmap.actions.editing.writing import Words, changed_places
from roadmap.models import Programme, Roadmap, Section
from roadmap.queries.words import heading_of


@transaction.atomic
def begin_roadmap(*, programme: Programme, words: Words, by) -> Roadmap:
    """An empty roadmap, whose place is at the end of the programme's document."""
    programme = draft_programme(programme)
    roadmap, is_new = Roadmap.objects.get_or_create(programme=programme, defaults=dict(words))
    if is_new:
        place_part(programme, Section.Part.ROADMAP, stands=True)
        record_changes([Recorded(roadmap, "план мероприятий начат", after=dict(words))], by=by)
    return roadmap


@transaction.atomic
def save_heading(*, roadmap: Roadmap, words: Words, seen: Words, by) -> bool:
    """As `save_row`: only what the person changed, unless somebody else changed it too."""
    roadmap = draft_of(roadmap)
    current = heading_of(roadmap)
    changed = changed_places(words, seen, current)
    if changed:
        for key, value in changed.items():
            setattr(roadmap, key, value)
        roadmap.save(update_fields=list(changed))
        before = {key: current[key] for key in changed}
        record_changes([Recorded(roadmap, "заголовок плана исправлен", before, changed)], by=by)
    return bool(changed)
