"""Model fields for words of documents and for keys to search by."""

from django.db import models

from portal.text.keys import natural_key


class NaturalKeyField(models.TextField):
    """Keeps the `natural_key` of another attribute, so that every database searches and sorts alike."""

    def __init__(self, source: str = "", **kwargs):
        self.source = source
        super().__init__(**{"editable": False, "db_index": True, "default": "", **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        # Django omits values that are its own defaults; the defaults here are different.
        return name, path, args, {**kwargs, "source": self.source, "db_index": self.db_index}

    def pre_save(self, instance, add):
        key = natural_key(getattr(instance, self.source) or "")
        setattr(instance, self.attname, key)
        return key


class KeyedModel(models.Model):
    """A model whose constraints on keys are also checked by forms, although no form shows the keys."""

    class Meta:
        abstract = True

    def validate_constraints(self, exclude=None):
        keys = [field for field in self._meta.concrete_fields if isinstance(field, NaturalKeyField)]
        for field in keys:
            field.pre_save(self, add=False)
        super().validate_constraints(set(exclude or ()) - {field.name for field in keys})


class WrittenField(models.TextField):
    """Words of a document, kept to the letter. NULL means that the document has no such place, "" that it is empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"null": True, "blank": True, **kwargs})

    def formfield(self, **kwargs):
        return super().formfield(**{"strip": False, "empty_value": None, **kwargs})


class EmptyKeysField(models.JSONField):
    """Keys of the interchange format that a file states with an empty list (`"stages": []`), unlike keys it omits."""

    def __init__(self, **kwargs):
        super().__init__(**{"default": list, "blank": True, "editable": False, **kwargs})
