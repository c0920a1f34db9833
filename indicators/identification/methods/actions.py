"""Creates and changes a municipality's methods: copies of delivered ones, and new ones."""

from indicators.identification.format.delivered import delivered_identification
from indicators.identification.format.shape import IdentificationShape
from indicators.identification.models import Method
from schools.directory.models import Municipality
from schools.methods.actions import change_municipal_method, create_municipal_method


def copy_delivered(*, key: str, municipality: Municipality, name: str = "", by) -> Method:
    """Copy a delivered method as the municipality's own. Raises MethodRefused if it has one with that name."""
    sample = delivered_identification()[key]
    shape = sample.model_copy(update={"name": name.strip() or sample.name})
    return create_municipal_method(
        Method, municipality=municipality, shape=shape, by=by, origin=key, sample=sample.name
    )


def create_method(*, municipality: Municipality, shape: IdentificationShape, by) -> Method:
    """Create a method of the municipality's own. Raises MethodRefused if it has one with that name."""
    return create_municipal_method(Method, municipality=municipality, shape=shape, by=by)


def change_method(*, method: Method, shape: IdentificationShape, by) -> Method:
    """Change a method in place, or, if a kept run has used it, as its next version.

    Raises MethodRefused if it isn't the newest version.
    """
    return change_municipal_method(method=method, shape=shape, used_by="runs", by=by)
