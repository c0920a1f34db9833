"""Creates and changes a municipality's methods, whatever they judge."""

from typing import TypeVar

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from portal.refusals import Refusal
from portal.text.keys import natural_key
from schools.directory.models import Municipality
from schools.methods.models import MunicipalMethod

M = TypeVar("M", bound=MunicipalMethod)


class MethodRefused(Refusal):
    """The method's name is taken, or it isn't the newest version."""


@transaction.atomic
def create_municipal_method(
    model: type[M], *, municipality: Municipality, shape, by, origin: str = "", sample: str = ""
) -> M:
    """Create the first version of a method; raises MethodRefused if the municipality has one with that name.

    `origin` and `sample` are the key and the name of the delivered method that it was copied from.
    """
    if model.objects.filter(municipality=municipality, name_key=natural_key(shape.name)).exists():
        raise MethodRefused(f"Метод «{shape.name}» уже есть. Дайте своему другое название.")
    return _create(model, shape.model_copy(update={"version": 1}), municipality, origin, by, {"origin": sample})


@transaction.atomic
def change_municipal_method(*, method: M, shape, used_by: str, by) -> M:
    """Change the rules of a method, or create its next version if something was kept by it; return which it is.

    `used_by` names the method's relation to what was kept. The name stays. Raises MethodRefused if there is a newer
    version.
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
        return _create(model, shape, method.municipality, method.origin, by)
    before, method.body = method.body, body
    method.save(update_fields=["body"])
    record_changes([Recorded(method, "метод изменён", {"body": before}, {"body": body})], by=by)
    return method


def what_became(method: MunicipalMethod, changed: MunicipalMethod, *, used: str, written: str, same: str) -> str:
    """Return a sentence for the person who changed a method; `used` says what was done by its earlier version."""
    if changed.pk != method.pk:
        return f"По прежней редакции уже {used}, поэтому сделана новая: редакция {changed.version}."
    return written if changed.body != method.body else same


def _create(model: type[M], shape, municipality: Municipality, origin: str, by, further: dict | None = None) -> M:
    method = model.objects.create(
        municipality=municipality, name=shape.name, version=shape.version, body=shape.as_json(), origin=origin,
        created_by=by,
    )  # fmt: skip
    record_changes([Recorded(method, "метод создан", {}, {"version": method.version} | (further or {}))], by=by)
    return method
