from django.db import models

from portal.fields import EmptyKeysField, NaturalKeyField, WrittenField
from schools.directory.models import Municipality
from schools.orders.acts import Act, act_of


class Order(models.Model):
    """An act that orders something, mostly a «приказ» of the department; it has what some document states of it."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="orders", verbose_name="муниципалитет"
    )
    act = models.CharField("вид акта", max_length=10, choices=Act, default=Act.ORDER)
    act_word = WrittenField("слово акта в документе", help_text="Как напечатано; пусто — по виду акта.")
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
        return f"{Act(self.act).label.capitalize()} {number}" + (
            f" от {self.issued_on:%d.%m.%Y}" if self.issued_on else ""
        )

    @property
    def act_heading(self) -> str:
        """Return the heading of the act: the document's own word as long as it fits the kind of act."""
        if self.act_word and act_of(self.act_word) == self.act:
            return self.act_word
        return Act(self.act).label.upper()
