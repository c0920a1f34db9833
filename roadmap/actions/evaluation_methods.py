"""Methods of evaluation: what an evaluation has used never changes."""

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from portal.text import natural_key
from roadmap.evaluation.delivered import delivered
from roadmap.evaluation.format import MethodShape
from roadmap.evaluation.scale import check_scale
from roadmap.models import EvaluationMethod
from schools.models import Municipality


class MethodRefused(Exception):
    """A sentence for the person who asked."""


@transaction.atomic
def copy_evaluation_method(*, key: str, municipality: Municipality, name: str = "", by) -> EvaluationMethod:
    """A delivered method as the municipality's own, to be changed; its name must be new there."""
    shape = delivered()[key]
    name = name.strip() or shape.name
    if EvaluationMethod.objects.filter(municipality=municipality, name_key=natural_key(name)).exists():
        raise MethodRefused(f"Метод «{name}» уже есть. Дайте копии другое название.")
    return _created(shape.model_copy(update={"name": name, "version": 1}), municipality, by, origin=key)


@transaction.atomic
def change_evaluation_method(*, method: EvaluationMethod, shape: MethodShape, by) -> EvaluationMethod:
    """In its place, or, where an evaluation has used it, as its next version; FaultyScale: a scale that isn't one.

    It keeps its name. Only the newest version can be changed.
    """
    check_scale(shape)
    method = EvaluationMethod.objects.select_for_update(of=("self",)).get(pk=method.pk)
    if not EvaluationMethod.objects.filter(pk=method.pk).newest().exists():
        raise MethodRefused(f"У метода «{method.name}» есть редакция новее: меняйте её.")
    body = shape.model_copy(update={"name": method.name, "version": method.version}).as_json()
    if body == method.body:
        return method
    if method.evaluations.exists():
        shape = shape.model_copy(update={"name": method.name, "version": method.version + 1})
        return _created(shape, method.municipality, by, origin=method.origin)
    before, method.body = method.body, body
    method.save(update_fields=["body"])
    record_changes([Recorded(method, "метод изменён", {"body": before}, {"body": body})], by=by)
    return method


def _created(shape: MethodShape, municipality: Municipality, by, *, origin: str) -> EvaluationMethod:
    method = EvaluationMethod.objects.create(
        municipality=municipality, name=shape.name, version=shape.version, body=shape.as_json(),
        origin=origin, created_by=by,
    )  # fmt: skip
    record_changes([Recorded(method, "метод создан", {}, {"version": method.version, "origin": origin})], by=by)
    return method
