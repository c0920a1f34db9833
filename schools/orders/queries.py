"""Finds what refers to an order or another record, also in apps above, by foreign keys."""

from django.db.models import Model


def relying_models(record: Model, *, but: tuple[type[Model], ...] = ()) -> list[type[Model]]:
    """Return the models that have records referring to it; `but` are models of its own parts, which don't count."""
    named = {
        relation.related_model: None
        for relation in record._meta.related_objects
        if relation.related_model not in but
        and relation.related_model._base_manager.filter(**{relation.field.name: record}).exists()
    }
    return list(named)


def is_relied_on(record: Model, *, but: tuple[type[Model], ...] = ()) -> bool:
    return bool(relying_models(record, but=but))
