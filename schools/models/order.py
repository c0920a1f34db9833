from django.db import models

from portal.fields import EmptyKeysField, NaturalKeyField, WrittenField
from schools.models.municipality import Municipality


class Order(models.Model):
    """An order (приказ) of the department, as much of it as a document states."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="orders", verbose_name="муниципалитет"
    )
    number = WrittenField("номер")
    issued_on = models.DateField("дата", null=True, blank=True)
    issuer = WrittenField("кто издал")
    place = WrittenField("место издания")
    title = WrittenField("заголовок", help_text="«Об утверждении …»")
    preamble = WrittenField("преамбула", help_text="До слова «ПРИКАЗЫВАЮ» включительно.")
    clauses = models.JSONField("пункты", null=True, blank=True)
    signatory_position = WrittenField("должность подписавшего")
    signatory_name = WrittenField("подписал")
    empty_keys = EmptyKeysField()
    title_key = NaturalKeyField(source="title")
    number_key = NaturalKeyField(source="number")

    class Meta:
        verbose_name = "приказ"
        verbose_name_plural = "приказы"
        ordering = ["-issued_on", "-pk"]

    def __str__(self) -> str:
        number = f"№ {self.number}" if self.number else "без номера"
        return f"Приказ {number}" + (f" от {self.issued_on:%d.%m.%Y}" if self.issued_on else "")
