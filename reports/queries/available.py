"""Which documents a programme has something for, told without building them."""

from django.db.models import Exists, OuterRef

from reports.kinds import DocumentKind
from roadmap.models import Evaluation, IndicatorTable, PassportItem, Programme, ProgrammeList, Roadmap

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
