"""A municipality's methods: a delivered one made its own, a new one, other rules."""

from indicators.identification.format.delivered import delivered_identification
from indicators.identification.format.shape import IdentificationShape
from indicators.identification.models import Method
from schools.directory.models import Municipality
from schools.methods.actions import change_municipal_method, create_municipal_method


def copy_delivered(*, key: str, municipality: Municipality, name: str = "", by) -> Method:
    """A delivered method as the municipality's own, to be changed; its name must be new there."""
    shape = delivered_identification()[key]
    shape = shape.model_copy(update={"name": name.strip() or shape.name})
    return create_municipal_method(Method, municipality=municipality, shape=shape, origin=key, by=by)


def create_method(*, municipality: Municipality, shape: IdentificationShape, by) -> Method:
    """A municipality's method that nobody delivered; its name must be new there."""
    return create_municipal_method(Method, municipality=municipality, shape=shape, origin="", by=by)


def change_method(*, method: Method, shape: IdentificationShape, by) -> Method:
    """In its place, or, where a kept run has used it, as its next version. Only the newest version can be changed."""
    return change_municipal_method(method=method, shape=shape, used_by="runs", by=by)
