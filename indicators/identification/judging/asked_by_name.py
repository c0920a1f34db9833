"""Finds a municipality and a period as somebody names them on a command line."""

from indicators.catalogue.models import Period
from indicators.identification.judging.inquiry import CannotJudge
from schools.directory.models import Municipality


def municipality_named(text: str) -> Municipality:
    """The municipality with that id or name; for "", the only one on the portal.

    Raises CannotJudge if there is none, or more than one.
    """
    known = ", ".join(f"{each.pk} — {each.name}" for each in Municipality.objects.all()[:20]) or "ни одного"
    if not text:
        found = list(Municipality.objects.all()[:2])
    elif text.isdecimal() and len(text) < 18:
        found = list(Municipality.objects.filter(pk=int(text)))
    else:
        found = list(Municipality.objects.named(text))
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        which = f"Муниципалитетов с названием «{text}» несколько" if text else "Муниципалитетов несколько"
        raise CannotJudge(f"{which}: укажите номер, --municipality N. Есть: {known}.")
    raise CannotJudge(f"Муниципалитета «{text}» нет. Есть: {known}." if text else "Муниципалитетов на портале нет.")


def period_labelled(label: str) -> Period:
    """The period with that label. Raises CannotJudge if the label is none, or if the portal has nothing for it."""
    try:
        Period.from_label(label)
    except ValueError as error:
        raise CannotJudge(str(error)) from None
    if found := Period.objects.filter(label=label).first():
        return found
    known = ", ".join(Period.objects.values_list("label", flat=True)) or "ни одного"
    raise CannotJudge(f"За период «{label}» на портале ничего нет. Есть: {known}.")
