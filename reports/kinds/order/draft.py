"""Drafts an order's text: what it approves by which annexes, who coordinates it, which directors carry it out."""

from dataclasses import dataclass
from itertools import count

from django.db.models import Exists, OuterRef

from indicators.identification.models import LowResultList
from portal.text.cases import Case
from portal.text.keys import natural_key
from reports.blocks.framing import first_edition, named_order
from reports.blocks.missing import MissingPart
from reports.blocks.programme_titles import Named, named_programme
from reports.blocks.signatories import coordinators_of, signature_name
from reports.kinds.document_kind import DocumentRequest
from reports.kinds.order.act_words import control, ordering, publishing, to_this
from roadmap.plan.models import Roadmap
from roadmap.programmes.models import PassportItem, Programme, ProgrammeList, Section
from roadmap.targets.models import IndicatorTable
from schools.directory.models import School
from schools.orders.acts import Act
from schools.orders.models import Order
from schools.orders.numbers import bare_number

SIGNATORY_POSITION, SIGNATORY_NAME = "_" * 24, "_" * 16
# With more schools than that the clause refers to the sheet below the order instead of naming them.
_MOST_NAMED = 8


@dataclass(frozen=True)
class Drafted:
    """An order that isn't saved, and the schools whose directors sign that they have read it."""

    order: Order
    schools: list[School]


@dataclass(frozen=True)
class _Requisites:
    """Who issues and signs an order; `other_names` are further names of the same issuer."""

    issuer: str
    place: str
    position: str
    name: str
    other_names: tuple[str, ...] = ()

    def are_of(self, issuer: str) -> bool:
        names = map(natural_key, (self.issuer, *self.other_names))
        return natural_key(issuer) in names


def draft_programme_order(request: DocumentRequest, bare: Order | None = None) -> Drafted:
    """Draft the order that approves or amends a programme. `bare` is its order if only number and date are known.

    Raises MissingPart if the programme has nothing to approve yet.
    """
    programme = request.programme
    parts = _parts_of(programme)
    if not any(parts.values()):
        raise MissingPart("В программе пока нет ничего, что мог бы утвердить приказ.")
    named = named_programme(programme)
    act = drafted_act(request, bare)
    schools = list(School.objects.filter(programme_links__programme=programme).distinct())
    if programme.amends_id:
        title = f"О внесении изменений в {named.accusative}"
        purpose = f"В целях актуализации {named.genitive}"
        clauses = _amending(programme, named, act)
    else:
        title = f"Об утверждении {named.genitive}"
        purpose = "В целях повышения качества образования"
        clauses = _approving(programme, parts, act)
    clauses += [*_coordination(programme, named), *_directors(schools, f"исполнение {named.short_genitive}")]
    return _build_draft(request, bare, _of_programme(programme), title, purpose, clauses, schools)


def draft_list_order(request: DocumentRequest) -> Drafted:
    listed: LowResultList = request.low_result_list
    schools = list(School.objects.filter(listings__low_result_list=listed).distinct())
    title = "Об утверждении списка школ с низкими образовательными результатами"
    approving = "Утвердить список школ с низкими образовательными результатами"
    period = f" за {listed.period}" if listed.period else ""
    clauses = [
        f"{approving}{period} согласно приложению к {to_this(drafted_act(request, listed.order))}.",
        *_directors(schools, "принятие мер по повышению образовательных результатов обучающихся"),
    ]
    purpose = "В целях оказания адресной помощи школам с низкими образовательными результатами"
    return _build_draft(
        request, listed.order, _of_municipality(listed.municipality), title + period, purpose, clauses, schools
    )


def _build_draft(
    request: DocumentRequest, bare: Order | None, requisites: _Requisites, title: str, purpose: str,
    clauses: list[str], schools: list[School],
) -> Drafted:  # fmt: skip
    """Put the drafted order together; nothing is saved.

    What the known order (the one that the document is issued with, or `bare`) states takes precedence. Where the act
    is not the department's own, place and signatory are left blank unless they were typed.
    """
    known, act = request.order or bare or Order(), drafted_act(request, bare)
    asked = request.options
    issuer = known.issuer or asked.get("issuer") or (requisites.issuer if act.is_of_departments else "")
    if not (act.is_of_departments and requisites.are_of(issuer)):
        requisites = _Requisites("", "", SIGNATORY_POSITION, SIGNATORY_NAME)
    order = Order(
        act=act,
        act_word=known.act_word,
        number=known.number,
        issued_on=known.issued_on,
        issuer=issuer,
        place=known.place or requisites.place,
        title=known.title or title,
        preamble=f"{purpose} {ordering(act, issuer)}",
        clauses=[*clauses, publishing(act), control(act)],
        signatory_position=known.signatory_position or asked.get("position") or requisites.position,
        signatory_name=known.signatory_name or asked.get("signatory") or requisites.name,
    )
    return Drafted(order, schools)


def drafted_act(request: DocumentRequest, bare: Order | None = None) -> Act:
    """Return the kind of act: that of the known order, else the one that was chosen."""
    known = request.order or bare
    return Act(known.act if known else request.options.get("act", Act.ORDER))


def _parts_of(programme: Programme) -> dict[str, bool]:
    """Tell which parts the programme has, in one query."""
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


def drafted_annexes(programme: Programme, has: dict[str, bool] | None = None) -> list[tuple[set[str], str, str]]:
    """Return the annexes of an order that the portal drafts: parts of the programme, their words, the annex's number.

    A single annex has no number. The programme's own annex has the number that its record states.
    """
    if programme.amends_id:
        return [({"amendments"}, "", "")]
    annexes = _annexes(named_programme(programme), has or _parts_of(programme))
    stated = bare_number(programme.approval_annex or "")
    others = (str(number) for number in count(1) if str(number) != stated)
    numbers = [stated or (next(others) if len(annexes) > 1 else ""), *(next(others) for _ in annexes[1:])]
    return [(parts, words, number) for (parts, words), number in zip(annexes, numbers, strict=True)]


def _annexes(named: Named, parts: dict[str, bool]) -> list[tuple[set[str], str]]:
    """Return the annexes' parts and words: the programme first, then what has an annex of its own beside its text."""
    annexes = [({"text"}, f"{named.accusative} {named.of}")]
    has_text = parts["text"] or parts["sections"]
    if parts["indicators"] and (has_text or parts["roadmap"]):
        annexes.append(({"indicators"}, f"целевые показатели (индикаторы) {named.short_genitive}"))
    if parts["roadmap"] and has_text and named.short != "План":
        words = f"план мероприятий («дорожную карту») по реализации {named.short_genitive}"
        annexes.append(({"roadmap"}, words))
    else:
        annexes[0][0].add("roadmap")
    if parts["lists"] and any(parts[key] for key in ("text", "sections", "indicators", "roadmap")):
        words = f"список школ, участвующих в реализации {named.short_genitive}"
        annexes.append(({"lists"}, words))
    return annexes


def _approving(programme: Programme, has: dict[str, bool], act: Act) -> list[str]:
    return [
        f"Утвердить {words} согласно приложению {f'№ {number} ' if number else ''}к {to_this(act)}."
        for _, words, number in drafted_annexes(programme, has)
    ]


def _amending(programme: Programme, named: Named, act: Act) -> list[str]:
    approved = approved_by(programme)
    whose = f"{named.accusative}{approved} {named.of}" + ("," if approved else "")
    return [f"Внести в {whose} изменения согласно приложению к {to_this(act)}."]


def approved_by(programme: Programme) -> str:
    """Say by what the first edition was approved: «, утверждённую приказом от 28.08.2026 № 214-о»; empty if unknown."""
    order = first_edition(programme).approval_order
    if order is None or not order.number or not order.issued_on:
        return ""
    is_feminine = (programme.kind or Programme.Kind.PROGRAMME) == Programme.Kind.PROGRAMME
    word = "утверждённую" if is_feminine else "утверждённый"
    return f", {word} {named_order(order, Case.INSTRUMENTAL)}"


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
    """Return the requisites that the programme's document states, completed by the department's own."""
    own, head = programme.requisites.get("department", {}), programme.department_head
    known = _of_municipality(programme.municipality)
    return _Requisites(
        own.get("full_name") or own.get("name") or known.issuer,
        known.place,
        head.get("position") or known.position,
        head.get("name") or known.name,
        (own.get("name", ""), known.issuer, *known.other_names),
    )


def _of_municipality(municipality) -> _Requisites:
    department = getattr(municipality, "department", None)
    if department is None:
        return _Requisites("", "", "", "")
    issuer = department.full_name or department.name
    names = (department.name, department.full_name)
    return _Requisites(issuer, department.place, department.head_position, department.head_name, names)
