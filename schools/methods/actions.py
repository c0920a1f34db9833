"""A municipality's methods: created, copied and changed alike, whatever they judge."""

from typing import TypeVar

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from portal.refusals import Refusal
from portal.text.keys import natural_key
from schools.directory.models import Municipality
from schools.methods.models import MunicipalMethod

M = TypeVar("M", bound=MunicipalMethod)


class MethodRefused(Refusal):
    """A method can't be called or changed so."""


@transaction.atomic
def create_municipal_method(model: type[M], *, municipality: Municipality, shape, origin: str, by) -> M:
    """The first version; its name must be new in the municipality. `origin` is the key of what it was copied from."""
    if model.objects.filter(municipality=municipality, name_key=natural_key(shape.name)).exists():
        raise MethodRefused(f"Метод «{shape.name}» уже есть. Дайте своему другое название.")
    return _created(model, shape.model_copy(update={"version": 1}), municipality, origin, by)


@transaction.atomic
def change_municipal_method(*, method: M, shape, used_by: str, by) -> M:
    """The method with other rules: in its place, or, where something was kept by it, as its next version.

    `used_by` names the method's relation to what is kept. It keeps its name. Only the newest version can be changed.
    """
    model = type(method)
    method = model.objects.select_for_update(of=("self",)).get(pk=method.pk)
    if not model.objects.filter(pk=method.pk).newest().exists():
        raise MethodRefused(f"У метода «{method.name}» есть редакция новее: меняйте её.")
    body = shape.model_copy(update={"name": method.name, "version": method.version}).as_json()
    if body == method.body:
        return method
    if getattr(method, used_by).exists():
        shape = shape.model_copy(update={"name": method.name, "version": method.version + 1})
        return _created(model, shape, method.municipality, method.origin, by)
    before, method.body = method.body, body
    method.save(update_fields=["body"])
    record_changes([Recorded(method, "метод изменён", {"body": before}, {"body": body})], by=by)
    return method


def _created(model: type[M], shape, municipality: Municipality, origin: str, by) -> M:
    method = model.objects.create(
        municipality=municipality, name=shape.name, version=shape.version, body=shape.as_json(), origin=origin,
        created_by=by,
    )  # fmt: skip
    record_changes([Recorded(method, "метод создан", {}, {"version": method.version, "origin": origin})], by=by)
    return method
