"""The description of a kind of document, and the request by which one document of that kind is made."""

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
    """A kind of document; the `kind.py` in a kind's folder holds one as `KIND`."""

    # Stands in addresses and in the database.
    code: str
    label: str
    file_name: str
    # Orders the lists of kinds that people see.
    position: int
    # Raises MissingPart if there is nothing to make the document of.
    build: Callable[["DocumentRequest"], Content]
    # Fields of a request; exactly one of them says what the document is about.
    subject: tuple[str, ...] = ("programme",)
    # Fields for what else can be chosen.
    form: type[forms.Form] | None = None
    # What a programme must have in the database, so that pages can offer the document without building it.
    needs: Exists | Q | None = None
    # A document that names every school is only for those who may see all of them.
    names_schools: bool = False
    # Its words can be edited before the issue; those of a programme's parts are changed in the programme instead.
    has_own_words: bool = False
    # An amendment's document supersedes the same document of the programme that it amends.
    has_editions: bool = True
    # It is an annex of the order that approves its subject; `approved_part` says which part of the programme it is.
    is_annex: bool = False
    approved_part: str = ""
    # An order is printed on the letterhead, has no annex number, and its issue approves its subject in the portal.
    is_order: bool = False
    # What pages of a subject («school») call the document where that isn't its label.
    calls: Mapping[str, str] = field(default_factory=dict)
    # Like `needs`, told of one list or school.
    suits: Callable[[Model], bool] = lambda record: True

    @property
    def asks(self) -> tuple[str, ...]:
        """Return the names of the form's fields, which say what can be chosen beside the subject."""
        return tuple(self.form.base_fields) if self.form else ()

    def called_about(self, subject: str) -> str:
        """Return what pages of such a subject («school», …) call the document."""
        return self.calls.get(subject, self.label)


@dataclass(frozen=True)
class DocumentRequest:
    """What a document is about, what else was chosen, and the order that gives it force, once that is known."""

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
        """Return the municipality whose department answers for the document; None if it is about a region."""
        return next((each.municipality for each in (self.programme, self.low_result_list, self.school) if each), None)

    def content(self) -> Content:
        """Build the content from the data as they are now. Raises MissingPart if there is nothing to make it of."""
        return self.kind.build(self)


def programme_has(model: type[Model]) -> Exists:
    """Return a condition for `needs`: the programme has a row of that model."""
    return Exists(model.objects.filter(programme=OuterRef("pk")))
