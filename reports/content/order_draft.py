"""An order that the portal drafts: what it approves, by which annexes, whom it makes answer for it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from indicators.models import LowResultList
from reports.content.cases import Named, named_programme
from reports.content.framing import first_edition
from reports.content.missing import MissingPart
from reports.kinds import DocumentKind
from reports.models import Document
from reports.queries.people import coordinators_of, signature_name
from roadmap.models import IndicatorTable, PassportItem, Programme, ProgrammeList, Roadmap, Section
from schools.models import Order, School

CONTROL = "Контроль за исполнением настоящего приказа оставляю за собой."
PUBLISH = "Разместить настоящий приказ на официальном сайте в сети «Интернет»."
# More schools than that are named by the sheet of those acquainted alone.
_MOST_NAMED = 8


@dataclass(frozen=True)
class Drafted:
    """An order that isn't saved, and the schools whose directors are acquainted with it."""

    order: Order
    schools: list[School]


@dataclass(frozen=True)
class _Requisites:
    issuer: str
    place: str
    position: str
    name: str


def draft_programme_order(document: Document, bare: Order | None = None) -> Drafted:
    """For a programme whose document has no order of its own; `bare` is one known by its number and date only."""
    programme = document.programme
    parts = _parts_of(programme)
    if not any(parts.values()):
        raise MissingPart("В программе пока нет ничего, что мог бы утвердить приказ.")
    named = named_programme(programme)
    schools = list(School.objects.filter(programme_links__programme=programme).distinct())
    if programme.amends_id:
        title = f"О внесении изменений в {named.accusative}"
        purpose = f"В целях актуализации {named.genitive} ПРИКАЗЫВАЮ:"
        clauses = _amending(programme, named)
    else:
        title = f"Об утверждении {named.genitive}"
        purpose = "В целях повышения качества образования ПРИКАЗЫВАЮ:"
        clauses = _approving(named, parts)
    clauses += [*_coordination(programme, named), *_directors(schools, f"исполнение {named.short_genitive}")]
    return _drafted(document, bare, _of_programme(programme), title, purpose, clauses, schools)


def draft_list_order(document: Document) -> Drafted:
    listed: LowResultList = document.low_result_list
    schools = list(School.objects.filter(listings__low_result_list=listed).distinct())
    title = "Об утверждении списка школ с низкими образовательными результатами"
    approving = "Утвердить список школ с низкими образовательными результатами"
    period = f" за {listed.period}" if listed.period else ""
    clauses = [
        f"{approving}{period} согласно приложению к настоящему приказу.",
        *_directors(schools, "принятие мер по повышению образовательных результатов обучающихся"),
    ]
    purpose = "В целях оказания адресной помощи школам с низкими образовательными результатами ПРИКАЗЫВАЮ:"
    return _drafted(
        document, listed.order, _of_municipality(listed.municipality), title + period, purpose, clauses, schools
    )


def _drafted(
    document: Document, bare: Order | None, requisites: _Requisites, title: str, purpose: str,
    clauses: list[str], schools: list[School],
) -> Drafted:  # fmt: skip
    """The order that gives the document its force says the date and the number; nothing here is saved."""
    known = (document.order if document.order_id else bare) or Order()
    order = Order(
        number=known.number,
        issued_on=known.issued_on,
        issuer=known.issuer or requisites.issuer,
        place=known.place or requisites.place,
        title=known.title or title,
        preamble=purpose,
        clauses=[*clauses, PUBLISH, CONTROL],
        signatory_position=known.signatory_position or requisites.position,
        signatory_name=known.signatory_name or requisites.name,
    )
    return Drafted(order, schools)


def _parts_of(programme: Programme) -> dict[str, bool]:
    parts = {
        "text": PassportItem.objects.filter(programme=OuterRef("pk")),
        "sections": Section.objects.filter(programme=OuterRef("pk"), part=Section.Part.TEXT),
        "indicators": IndicatorTable.objects.filter(programme=OuterRef("pk")),
        "roadmap": Roadmap.objects.filter(programme=OuterRef("pk")),
        "lists": ProgrammeList.objects.filter(programme=OuterRef("pk")),
    }
    found = Programme.objects.filter(pk=programme.pk).annotate(**{f"has_{key}": Exists(q) for key, q in parts.items()})
    row = found.values(*(f"has_{key}" for key in parts)).get()
    return {key: row[f"has_{key}"] for key in parts}


def annex_number(programme: Programme, kind: DocumentKind) -> str:
    """By which annex an order that the portal drafts approves such a document; empty where it needs no number."""
    numbers = {
        each: str(number)
        for number, (kinds, _) in enumerate(_annexes(named_programme(programme), _parts_of(programme)), 1)
        for each in kinds
    }
    return numbers.get(kind, "")


def _annexes(named: Named, parts: dict[str, bool]) -> list[tuple[set[DocumentKind], str]]:
    """The programme itself first; what stands in it beside its text are annexes of their own."""
    annexes = [({DocumentKind.PROGRAMME, DocumentKind.PASSPORT}, f"{named.accusative} {named.of}")]
    has_text = parts["text"] or parts["sections"]
    if parts["indicators"] and (has_text or parts["roadmap"]):
        annexes.append(({DocumentKind.INDICATORS}, f"целевые показатели (индикаторы) {named.short_genitive}"))
    if parts["roadmap"] and has_text and named.short != "План":
        words = f"план мероприятий («дорожную карту») по реализации {named.short_genitive}"
        annexes.append(({DocumentKind.ROADMAP}, words))
    else:
        annexes[0][0].add(DocumentKind.ROADMAP)
    if parts["lists"] and any(parts[key] for key in ("text", "sections", "indicators", "roadmap")):
        words = f"список школ, участвующих в реализации {named.short_genitive}"
        annexes.append(({DocumentKind.LOW_RESULT_SCHOOLS}, words))
    return annexes


def _approving(named: Named, parts: dict[str, bool]) -> list[str]:
    return [
        f"Утвердить {words} согласно приложению № {number} к настоящему приказу."
        for number, (_, words) in enumerate(_annexes(named, parts), 1)
    ]


def _amending(programme: Programme, named: Named) -> list[str]:
    whose = f"{named.accusative}{approved_by(programme)} {named.of}"
    return [f"Внести в {whose} изменения согласно приложению к настоящему приказу."]


def approved_by(programme: Programme) -> str:
    """«, утверждённую приказом от 28.08.2026 № 214-о»: of what is amended, in the accusative; empty where unknown."""
    order = first_edition(programme).approval_order
    if order is None or not order.number or not order.issued_on:
        return ""
    is_feminine = (programme.kind or Programme.Kind.PROGRAMME) == Programme.Kind.PROGRAMME
    word = "утверждённую" if is_feminine else "утверждённый"
    return f", {word} приказом от {order.issued_on:%d.%m.%Y} № {order.number},"


def _coordination(programme: Programme, named: Named) -> list[str]:
    people = coordinators_of(programme.municipality_id)
    if not people:
        return []
    who = "осуществляет муниципальный координатор"
    if len(people) > 1:
        who = "осуществляют муниципальные координаторы"
    names = ", ".join(map(signature_name, people))
    return [f"Координацию исполнения {named.short_genitive} {who} – {names}."]


def _directors(schools: list[School], what: str) -> list[str]:
    if not schools:
        return []
    if len(schools) > _MOST_NAMED:
        return [f"Руководителям общеобразовательных организаций, указанных в листе ознакомления, обеспечить {what}."]
    if len(schools) == 1:
        return [f"Руководителю общеобразовательной организации ({schools[0].name}) обеспечить {what}."]
    names = ", ".join(school.name for school in schools)
    return [f"Руководителям общеобразовательных организаций ({names}) обеспечить {what}."]


def _of_programme(programme: Programme) -> _Requisites:
    """As the document states them; what it doesn't state is the department's own."""
    own, head = programme.requisites.get("department", {}), programme.department_head
    known = _of_municipality(programme.municipality)
    return _Requisites(
        own.get("full_name") or own.get("name") or known.issuer,
        known.place,
        head.get("position") or known.position,
        head.get("name") or known.name,
    )


def _of_municipality(municipality) -> _Requisites:
    department = getattr(municipality, "department", None)
    if department is None:
        return _Requisites("", "", "", "")
    issuer = department.full_name or department.name
    return _Requisites(issuer, department.place, department.head_position, department.head_name)
