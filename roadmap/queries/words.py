"""The words of a roadmap's row as its editor shows and compares them."""

from roadmap.models import Activity, Direction, Programme, Roadmap

OF_STAGE = ("term", "responsible", "result", "document")
_OF_ACTIVITY = ("number", "name", *OF_STAGE, "report", "requires_document")


def words_of(record: Direction | Activity) -> dict:
    """Plain values, None for a place that the document doesn't have; stages in their order with their ids."""
    if isinstance(record, Direction):
        return {"number": record.number, "title": record.title}
    stages = [{"id": stage.pk, **{name: getattr(stage, name) for name in OF_STAGE}} for stage in record.stages.all()]
    return {**{name: getattr(record, name) for name in _OF_ACTIVITY}, "stages": stages}


def heading_of(roadmap: Roadmap) -> dict:
    return {name: getattr(roadmap, name) for name in ("title", "period", "numbering", "columns")}


def title_of(programme: Programme) -> dict:
    return {name: getattr(programme, name) for name in ("title", "kind", "start_year", "end_year")}
