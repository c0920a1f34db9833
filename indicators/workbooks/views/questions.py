"""Takes a person's answers to what a file leaves open, after which the file is compared anew."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from indicators.values.permissions import may_enter_in
from indicators.workbooks.import_plan import ImportPlan
from indicators.workbooks.views.values import compare_after_writing, kept_import


@require_POST
def import_answers(request: HttpRequest, pk: int, token: str):
    """Take the answers and compare the file anew; nothing is written yet."""
    municipality, collection, kept, plan, checksum = kept_import(request, pk, token)
    if not may_enter_in(request.user, municipality.pk):
        raise PermissionDenied
    shown_anew = redirect("value-import-check", municipality.pk, kept.token)
    if request.POST.get("shown") != checksum:
        messages.warning(request, "Список за это время составлен заново. Ответьте ещё раз.")
        return shown_anew
    answers = _read_answers(request, plan)
    if not answers:
        messages.error(request, "Выберите ответ хотя бы на один вопрос.")
        return shown_anew
    compare_after_writing(request, kept, plan, municipality=municipality, collection=collection, answers=answers)
    messages.success(request, f"Ответов: {len(answers)}. Список составлен заново, проверьте его.")
    return shown_anew


def _read_answers(request: HttpRequest, plan: ImportPlan) -> dict[str, str]:
    """The answers by question; the answer for all counts where a question has none of its own."""
    for_all = request.POST.get("answer:all", "")
    said = {each.key: request.POST.get(f"answer:{each.key}") or for_all for each in plan.questions}
    return {each.key: said[each.key] for each in plan.questions if said[each.key] in dict(each.options)}
