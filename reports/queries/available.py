"""Which documents a programme, and which years a document, has something for, told without building them."""

from django.db.models import Exists, OuterRef, QuerySet

from indicators.models import Period, Value
from reports.kinds import DocumentKind
from roadmap.models import Evaluation, IndicatorTable, PassportItem, Programme, ProgrammeList, Roadmap
from schools.models import School

_NEEDED = {
    DocumentKind.PASSPORT: PassportItem,
    DocumentKind.INDICATORS: IndicatorTable,
    DocumentKind.ROADMAP: Roadmap,
    DocumentKind.EXECUTION: Roadmap,
    DocumentKind.EVALUATION: Evaluation,
    DocumentKind.LOW_RESULT_SCHOOLS: ProgrammeList,
}


def available_kinds(programme: Programme) -> list[DocumentKind]:
    """One query, whatever the programme has."""
    models = set(_NEEDED.values())
    found = (
        Programme.objects.filter(pk=programme.pk)
        .annotate(
            **{f"has_{model.__name__}": Exists(model.objects.filter(programme=OuterRef("pk"))) for model in models}
        )
        .values()
        .get()
    )
    return [
        kind
        for kind in DocumentKind
        if "programme" in kind.traits.subject
        and (kind not in _NEEDED or found[f"has_{_NEEDED[kind].__name__}"])
        and (kind != DocumentKind.AMENDMENTS or programme.amends_id)
    ]


def evaluated_periods(programme: Programme | None, user) -> QuerySet[Period]:
    """Years whose evaluation the user sees."""
    evaluations = Evaluation.objects.visible_to(user).filter(programme=programme)
    return Period.objects.filter(pk__in=evaluations.values("period"))


def periods_with_values(school: School | None) -> QuerySet[Period]:
    """Years that the school has a plan or a fact for."""
    kinds = (Value.Kind.PLAN, Value.Kind.FACT)
    values = Value.objects.filter(school=school, kind__in=kinds).exclude(text="") if school else Value.objects.none()
    return Period.objects.filter(pk__in=values.values("period"))
