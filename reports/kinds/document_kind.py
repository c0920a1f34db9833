"""What a kind of document says of itself, and what is asked for when one document of it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.db.models import Exists, Model, OuterRef, Q

from indicators.catalogue.models import Period
from indicators.identification.models import LowResultList
from reports.blocks.content import Content
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality, School
from schools.orders.models import Order


@dataclass(frozen=True, eq=False)
class DocumentKind:
    """`kind.py` of a kind's folder holds one of these as `KIND`.

    `code` stands in addresses and in the database, `position` orders the lists that people see. `subject`: fields of a
    request of which exactly one says what the document is about. `form`: the fields for what else can be asked of it.
    `needs`: what a programme must have in the database, so that pages offer the document without building it. `suits`
    says the same of a list or a school, `calls` what their pages call it where that is not its label.

    A document that names every school is only for those who may see all of them. The words of an approved programme
    are changed in the programme; a document's own words can be edited before it is issued. What has editions takes the
    place of the same document of the programme that this one amends. An annex is one of the order that approves what it
    is about; `approved_part` is the part of the programme that a drafted order approves by it. What is an order itself
    is printed on the letterhead, has no annex number and approves in the portal what it is about.
    """

    code: str
    label: str
    file_name: str
    position: int
    build: Callable[["DocumentRequest"], Content]
    subject: tuple[str, ...] = ("programme",)
    form: type[forms.Form] | None = None
    needs: Exists | Q | None = None
    names_schools: bool = False
    has_own_words: bool = False
    has_editions: bool = True
    is_annex: bool = False
    approved_part: str = ""
    is_order: bool = False
    calls: Mapping[str, str] = field(default_factory=dict)
    suits: Callable[[Model], bool] = lambda record: True

    @property
    def asks(self) -> tuple[str, ...]:
        """What can be chosen beside the subject."""
        return tuple(self.form.base_fields) if self.form else ()

    def called_about(self, subject: str) -> str:
        """What pages of such a subject call it."""
        return self.calls.get(subject, self.label)


@dataclass(frozen=True)
class DocumentRequest:
    """What a document is about, what else was asked of it, and the order that gives it force, once that is known."""

    kind: DocumentKind
    programme: Programme | None = None
    low_result_list: LowResultList | None = None
    school: School | None = None
    region: str = ""
    period: Period | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    order: Order | None = None

    @property
    def municipality(self) -> Municipality | None:
        """Whose department answers for it; none's if it is about a region."""
        return next((each.municipality for each in (self.programme, self.low_result_list, self.school) if each), None)

    def content(self) -> Content:
        """As the database has it now; MissingPart if there is nothing for it."""
        return self.kind.build(self)


def programme_has(model: type[Model]) -> Exists:
    """For `needs`: the programme has a row of that model."""
    return Exists(model.objects.filter(programme=OuterRef("pk")))
