from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.history.chain import contents_digest


class HistoryIsKept(Exception):
    """History was about to be changed or deleted, which is always a fault of the program."""


class KeptQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise HistoryIsKept("history is not changed")

    def bulk_update(self, *args, **kwargs):
        raise HistoryIsKept("history is not changed")

    def delete(self):
        raise HistoryIsKept("history is not deleted")

    delete.queryset_only = True
    _raw_delete = delete


class KeptRecord(models.Model):
    """A record that is written once. Only sealing and the removal of personal data change it, past these methods."""

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise HistoryIsKept("history is not changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise HistoryIsKept("history is not deleted")


class Way(models.TextChoices):
    PAGE = "page", "страница портала"
    IMPORT = "import", "загрузка файла или списка"
    ADMIN = "admin", "раздел «Управление»"
    COMMAND = "command", "команда на сервере"
    TASK = "task", "фоновая работа"


class ChainLink(KeptRecord):
    """Entries that were written together. Its seal covers its number in the chain and the seal of the link before it.

    SQLite has one writer at a time, so the seal is made in the same transaction. On PostgreSQL it is made right after
    the commit, so that nobody has to wait for another's history (docs/decisions/0021-chain.md).
    """

    entries = models.PositiveIntegerField("записей")
    last_hash = models.CharField("отпечаток последней записи", max_length=64)
    number = models.PositiveBigIntegerField("номер в цепочке", null=True, unique=True)
    seal = models.CharField("печать", max_length=64, blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta(KeptRecord.Meta):
        verbose_name = "звено журнала"
        verbose_name_plural = "звенья журнала"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number=None, seal="") | (Q(number__isnull=False) & ~Q(seal="")),
                name="chain_link_is_sealed_with_its_number",
            )
        ]

    def __str__(self) -> str:
        return f"Звено № {self.number}" if self.number else "Звено без печати"


class ChainHead(models.Model):
    """The newest seal, in a single row that is locked while links are sealed."""

    number = models.PositiveBigIntegerField("номер последнего звена", default=0)
    seal = models.CharField("его печать", max_length=64, blank=True)

    class Meta:
        verbose_name = "конец журнала"
        verbose_name_plural = "конец журнала"

    def __str__(self) -> str:
        return f"{self.number}: {self.seal}"


class BulkActionQuerySet(KeptQuerySet):
    def of(self, place: models.Model) -> "BulkActionQuerySet":
        return self.filter(place_type=ContentType.objects.get_for_model(place), place_id=place.pk)


class BulkAction(KeptRecord):
    """One action that changed many records, so that these changes can be looked through and taken back together.

    `place` is the record in which it was done; `key` joins parts that the browser sends in several requests;
    `takes_back` is the action that this one undid.
    """

    what = models.CharField("что сделано", max_length=300)
    place_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", verbose_name="вид места")
    place_id = models.PositiveBigIntegerField("номер места")
    place = GenericForeignKey("place_type", "place_id")
    key = models.CharField("ключ действия в браузере", max_length=40, blank=True)
    done_at = models.DateTimeField("когда", auto_now_add=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )
    takes_back = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="taken_back_by",
        verbose_name="что взято назад",
    )  # fmt: skip

    objects = BulkActionQuerySet.as_manager()

    class Meta(KeptRecord.Meta):
        verbose_name = "массовое действие"
        verbose_name_plural = "массовые действия"
        ordering = ["-done_at", "-pk"]
        indexes = [models.Index(fields=["place_type", "place_id", "done_at"], name="bulk_action_by_place")]
        constraints = [
            models.UniqueConstraint(fields=["done_by", "key"], condition=~Q(key=""), name="bulk_action_by_key_once"),
        ]

    def __str__(self) -> str:
        return self.what


class ChangeQuerySet(KeptQuerySet):
    def about(self, subject: models.Model) -> "ChangeQuerySet":
        return self.filter(subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk)


class Change(KeptRecord):
    """A change that somebody made to a record, with when, why, on whose behalf and by which page or command.

    Actions write it, and it is never edited. `changed_by` is None if the installation itself did it; `within` is the id
    of the municipality to which the record belonged. Each entry has the hash of the one before it
    (`portal.history.chain`).
    """

    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, verbose_name="что за запись")
    subject_id = models.PositiveBigIntegerField("номер записи")
    subject = GenericForeignKey("subject_type", "subject_id")
    subject_name = models.CharField("название записи", max_length=300, blank=True)
    within = models.PositiveBigIntegerField("номер муниципалитета", null=True)
    action = models.CharField("действие", max_length=60)
    before = models.JSONField("было", default=dict)
    after = models.JSONField("стало", default=dict)
    reason = models.TextField("почему", blank=True)
    changed_at = models.DateTimeField("когда", default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )
    on_behalf = models.CharField("от чьего имени", max_length=300, blank=True)
    through = models.CharField("через что", max_length=10, choices=Way, default=Way.COMMAND)
    tool = models.CharField("страница или команда", max_length=100, blank=True)
    bulk = models.ForeignKey(
        BulkAction, on_delete=models.PROTECT, null=True, related_name="changes", verbose_name="массовое действие"
    )
    words_key = models.TextField("слова для поиска", blank=True, editable=False)

    link = models.ForeignKey(ChainLink, on_delete=models.PROTECT, related_name="changes", verbose_name="звено")
    previous_hash = models.CharField("отпечаток записи перед ней", max_length=64, blank=True)
    entry_hash = models.CharField("отпечаток", max_length=64)
    salt = models.CharField("соль содержания", max_length=32, blank=True)
    erased_digest = models.CharField("отпечаток удалённого содержания", max_length=64, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta(KeptRecord.Meta):
        verbose_name = "изменение"
        verbose_name_plural = "журнал изменений"
        ordering = ["-changed_at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "changed_at"], name="change_by_subject"),
            models.Index(fields=["within", "changed_at"], name="change_by_municipality"),
            models.Index(fields=["changed_at"], name="change_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {timezone.localtime(self.changed_at):%d.%m.%Y %H:%M}"

    @property
    def is_erased(self) -> bool:
        """Return whether the entry's words were removed as personal data."""
        return bool(self.erased_digest)

    @property
    def digest_of_contents(self) -> str:
        return self.erased_digest or contents_digest(self.salt, self.before, self.after, self.reason, self.subject_name)
