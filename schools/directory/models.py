from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from portal.accounts.roles import Permission
from portal.fields import KeyedModel, NaturalKeyField
from portal.text.keys import containing, natural_key
from portal.text.names import acting_apart
from schools.access.scope import scope_of
from schools.directory.kinds import KINDS, kind_of


class MunicipalityQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MunicipalityQuerySet":
        scope = scope_of(user)
        return self if scope.everywhere else self.filter(pk__in=scope.municipality_ids)

    def at_hand(self, user) -> "MunicipalityQuerySet":
        """Keep the municipality chosen by an administrator of the whole portal, or else all that the user may see."""
        acts_for = scope_of(user).acts_for
        return self.filter(pk=acts_for) if acts_for else self.visible_to(user)

    def named(self, name: str, region: str | None = None) -> "MunicipalityQuerySet":
        """Keep municipalities with this name, however its letters and quotation marks are written.

        With a region, those of another region are left out, but not those whose region is unknown.
        """
        found = self.filter(name_key=natural_key(name))
        return found if region is None else found.filter(region_key__in=[natural_key(region), ""])


class Municipality(KeyedModel):
    name = models.CharField("название", max_length=300, help_text="Как говорят: «Заречный район».")
    region = models.CharField("регион", max_length=300, blank=True)
    photo_side = models.PositiveIntegerField(
        "длинная сторона фото в отчётах, точек", default=2000,
        validators=[MinValueValidator(1000), MaxValueValidator(8000)],
        help_text="До неё телефон уменьшает фото, прежде чем отправить. При 2000 лист А4 читается; целиком фото "
        "уходит, если так отметить в отчёте.",
    )  # fmt: skip
    name_key = NaturalKeyField(source="name")
    region_key = NaturalKeyField(source="region")

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "муниципалитет"
        verbose_name_plural = "муниципалитеты"
        ordering = ["name_key", "region_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "region_key"],
                name="municipality_once_in_a_region",
                violation_error_message="Такой муниципалитет в этом регионе уже есть.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """The municipality's education department, which documents name as the body that issued them."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="department", verbose_name="муниципалитет"
    )
    name = models.CharField("краткое название", max_length=500)
    full_name = models.CharField("полное название", max_length=1000, blank=True)
    short_name = models.CharField(
        "сокращение", max_length=100, blank=True,
        help_text="Как в столбце «Ответственные»: «ОО АЗМР», «МКУ „УО“». По нему портал узнаёт отдел в планах.",
    )  # fmt: skip
    place = models.CharField("место издания приказов", max_length=200, blank=True)
    address = models.CharField("почтовый адрес", max_length=500, blank=True)
    head_position = models.CharField("должность руководителя", max_length=500, blank=True)
    head_name = models.CharField(
        "руководитель", max_length=200, blank=True, help_text="Как в подписи: «И. О. Фамилия»."
    )

    class Meta:
        verbose_name = "орган управления образованием"
        verbose_name_plural = "органы управления образованием"

    def __str__(self) -> str:
        return self.name


class SchoolQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SchoolQuerySet":
        """Keep all schools of municipalities whose schools the user may see, and the user's own schools."""
        return self.filter(scope_of(user).schools_with(Permission.VIEW_ALL_SCHOOLS, own=True))

    def active(self) -> "SchoolQuerySet":
        return self.filter(is_active=True)

    def by_themselves(self) -> "SchoolQuerySet":
        """Leave out schools that were joined to another; closed ones stay."""
        return self.filter(merged_into=None)

    def search(self, words: str) -> "SchoolQuerySet":
        """Each word in a name, or in the address, where alone the village may stand; numbers in names only."""
        found = models.Q()
        for word in natural_key(words).split():
            named = containing("name_key", word) | containing("full_name_key", word)
            found &= named if word.isdigit() else named | containing("address_key", word)
        return self.filter(found)


class KindField(models.CharField):
    """The kind of a school: a new one gets it from its name, afterwards people set it. Empty means any kind."""

    def pre_save(self, instance, add):
        if add and not getattr(instance, self.attname):
            setattr(instance, self.attname, kind_of(instance.name or "") or "")
        return super().pre_save(instance, add)


class School(KeyedModel):
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="schools", verbose_name="муниципалитет"
    )
    name = models.CharField("название", max_length=500, help_text="Как в документах отдела: «МБОУ „Заречная СОШ № 1“».")
    full_name = models.CharField("полное название по уставу", max_length=1000, blank=True)
    kind = KindField(
        "вид", max_length=9, blank=True, choices=KINDS,
        help_text="По виду методы решают, какие экзамены школа сдаёт. Новой школе портал предложит его по названию; "
        "не указан — школу судят по всем признакам.",
    )  # fmt: skip
    classes = models.CharField(
        "классы в этом году", max_length=20, blank=True,
        help_text="Только если не как у школ этого вида: начальная с 5–9 классами, средняя без 10–11. Ничего не "
        "отмечено — по виду. О других классах школу не спросят; внесённое остаётся.",
    )  # fmt: skip
    address = models.CharField("адрес", max_length=500, blank=True)
    director_name = models.CharField("директор", max_length=200, blank=True, help_text="Фамилия, имя и отчество.")
    email = models.EmailField("электронная почта", blank=True)
    pupils = models.PositiveIntegerField("учащихся", null=True, blank=True)
    is_active = models.BooleanField("работает", default=True, help_text="Закрытой или присоединённой — снять.")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="absorbed",
        verbose_name="присоединена к",
    )  # fmt: skip
    name_key = NaturalKeyField(source="name")
    full_name_key = NaturalKeyField(source="full_name", db_index=False)
    address_key = NaturalKeyField(source="address", db_index=False)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "школа"
        verbose_name_plural = "школы"
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name_key"],
                name="school_once_in_a_municipality",
                violation_error_message="Школа с таким названием в муниципалитете уже есть.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def director_in_words(self) -> str:
        """«директор: Петрова Анна», «и.о. директора: Петрова Анна»."""
        acting, name = acting_apart(self.director_name)
        return f"{'и.о. директора' if acting else 'директор'}: {name}" if name else ""


class FormerName(models.Model):
    """A former name of a school, by which tables and plans may still call it."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="former_names", verbose_name="школа")
    name = models.CharField("прежнее название", max_length=500)
    name_key = NaturalKeyField(source="name")

    class Meta:
        verbose_name = "прежнее название школы"
        verbose_name_plural = "прежние названия школ"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["school", "name_key"], name="former_name_once_of_a_school")]

    def __str__(self) -> str:
        return self.name
