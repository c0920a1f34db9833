"""Fields of models that hold dataclasses, stored as JSON."""

from typing import Any

from django.db import models
from django.db.models.fields.json import KeyTransform
from pydantic import TypeAdapter


class StoredDataField(models.JSONField):
    """A JSON field for the database and migrations that holds dataclasses for all other code.

    `of` converts and checks them whenever they are read or written.
    """

    def __init__(self, *args, of: TypeAdapter | None = None, **kwargs):
        self.of = of or TypeAdapter(Any)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def from_db_value(self, value, expression, connection):
        value = super().from_db_value(value, expression, connection)
        return value if value is None or isinstance(expression, KeyTransform) else self.of.validate_python(value)

    def pre_save(self, model_instance, add):
        return self._as_json(super().pre_save(model_instance, add))

    def value_to_string(self, obj):
        return self._as_json(self.value_from_object(obj))

    def validate(self, value, model_instance):
        super().validate(self._as_json(value), model_instance)

    def _as_json(self, value: object) -> object:
        return self.of.dump_python(self.of.validate_python(value), mode="json", exclude_defaults=True)
