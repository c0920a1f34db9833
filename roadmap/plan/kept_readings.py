"""The base of the readings that are kept of a plan's words, and how places of the plan are tied to them."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5

from portal.fields import KeyedModel
from portal.locking import lock_record
from roadmap.plan.models import Activity, Roadmap, Stage
from schools.directory.models import Municipality


class KeptReadingQuerySet(models.QuerySet):
    def current(self) -> "KeptReadingQuerySet":
        """Keep only the readings that a place with the same words is given from now on."""
        return self.filter(is_exception=False, is_outdated=False)


class KeptReading(KeyedModel):
    """What words of a plan mean in a municipality: one reading for all places that have these words.

    Corrected by hand, it holds for the same words from then on; an exception holds only where it was made. An outdated
    one is what a programme in force goes by until somebody has seen what a new reading would change.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="%(class)s", verbose_name="муниципалитет"
    )
    words = models.TextField("как написано")
    doubts = models.JSONField("сомнения", default=list, blank=True, editable=False)
    read_by = models.CharField("чем прочитано", max_length=40, blank=True, editable=False)
    is_exception = models.BooleanField("только для одного мероприятия", default=False)
    is_outdated = models.BooleanField("прежнее понимание", default=False, editable=False)
    corrected_at = models.DateTimeField("когда исправлено", null=True, blank=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто исправил",
    )  # fmt: skip

    objects = KeptReadingQuerySet.as_manager()

    # Names of the fields that have to be equal for two readings to mean the same.
    MEANING: tuple[str, ...] = ()

    class Meta:
        abstract = True
        ordering = ["words_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(corrected_at=None, corrected_by=None)
                | Q(corrected_at__isnull=False, corrected_by__isnull=False),
                name="%(class)s_corrected_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_corrected(self) -> bool:
        return self.corrected_at is not None


def lock_readings(municipality: Municipality) -> None:
    """Lock the municipality's readings until the transaction ends.

    When two people save the same new words at once, the second waits here and then finds the first one's reading.
    """
    lock_record(municipality)


def once_for_words(name: str, *within: str) -> models.UniqueConstraint:
    """Build the constraint that the same words have one current reading.

    It compares a digest of the words, because an index of PostgreSQL doesn't take long texts.
    """
    return models.UniqueConstraint(
        "municipality", *within, MD5("words_key"), condition=Q(is_exception=False, is_outdated=False), name=name
    )


def places_of(roadmap: Roadmap, field: str) -> list[Activity | Stage]:
    """Return all activities and stages of a plan with the reading that `field` («dates», «executors») points to."""
    return [
        *Activity.objects.filter(direction__roadmap=roadmap).select_related(field),
        *Stage.objects.filter(activity__direction__roadmap=roadmap).select_related(field),
    ]


def roadmap_of_place(place: Activity | Stage) -> Roadmap:
    return (place.activity if isinstance(place, Stage) else place).direction.roadmap


def tie(
    places: Iterable[Activity | Stage], field: str, keys: Mapping[object, str], readings: Mapping[str, KeptReading]
) -> None:
    """Point `field` of each place at the reading of its words; `keys` gives the key of a place's words.

    A place keeps its exception as long as its words stay the same.
    """
    for model in (Activity, Stage):
        changed = []
        for place in places:
            own, reading = getattr(place, field), readings.get(keys[place])
            kept = own and own.is_exception and own.words_key == keys[place]
            if type(place) is model and not kept and own != reading:
                setattr(place, field, reading)
                changed.append(place)
        model.objects.bulk_update(changed, [field], batch_size=500)
