"""Issuing in two steps: the order is entered; the first page and doubts are confirmed, then the document is kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.forms import posted, render_form, require_safe_or_post
from portal.refusals import refusal_on
from portal.text.plurals import counted
from reports.issue.actions.issuing import issue_document, issue_set
from reports.issue.annex_doubts import offered_annex
from reports.issue.approving import ApprovalByOrder, approval_by
from reports.issue.forms.issue import IssueForm
from reports.issue.forms.issue_set import IssueSetForm
from reports.issue.models import Document
from reports.issue.order_set import annexes_to_issue, prepare_set
from reports.issue.preparing import prepare_issue
from reports.issue.views.answers import document_to_prepare

_ANNEXES = ("приложение", "приложения", "приложений")


@require_safe_or_post
def document_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the order, then for a confirmation of the document as it would be issued.

    If it changes between these two steps, the confirmation is asked for again.
    """
    document = document_to_prepare(request, pk)
    if not (document.is_draft and document.municipality):
        return redirect("document-detail", pk=pk)
    form = IssueForm(posted(request), document=document, initial=_initial_issue(document))
    if form.is_valid() and "back" not in request.POST:
        with refusal_on(form):
            return _confirm_or_issue(request, document, form)
    context = {"document": document, "form": form}
    return render_form(request, "reports/issue/document_issue.html", context)


def _confirm_or_issue(request: HttpRequest, document: Document, form: IssueForm) -> HttpResponse:
    chosen = {"order": form.order(), "annex": form.annex(), "in_force_on": form.in_force()}
    prepared, approval = prepare_issue(document, **chosen), approval_by(document, chosen["order"])
    if not _has_seen(request, prepared.mark, approval):
        context = {"document": document, "form": form, "prepared": [prepared], "doubts": []}
        return _confirmation(request, context, prepared.mark, approval)
    issue_document(
        document=document, **chosen, with_check_address=form.cleaned_data["with_check_address"], by=request.user
    )
    messages.success(request, "Документ издан: он сохранён таким, какой напечатан.")
    return redirect("document-detail", pk=document.pk)


def _has_seen(request: HttpRequest, mark: str, approval: ApprovalByOrder | None) -> bool:
    """Return whether the person was shown the documents as they are now, and ticked the programme's doubts."""
    return request.POST.get("seen", "") == mark and (approval is None or approval.is_seen(_ticked(request)))


def _ticked(request: HttpRequest) -> str:
    return request.POST.get("doubts", "")


def _confirmation(request: HttpRequest, context: dict, mark: str, approval: ApprovalByOrder | None) -> HttpResponse:
    """Show the page with the final button; with status 422 if only the tick beside the doubts was missing."""
    seen = request.POST.get("seen", "")
    lacks_tick = seen == mark
    is_ticked = approval is not None and approval.is_seen(_ticked(request))
    context |= {
        "mark": mark, "is_changed": bool(seen) and seen != mark, "approval": approval, "lacks_tick": lacks_tick,
        "is_ticked": is_ticked,
    }  # fmt: skip
    status = 422 if lacks_tick else 200
    return render(request, "reports/issue/document_issue_confirm.html", context, status=status)


@require_safe_or_post
def document_issue_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue an order and its annexes together, in the same two steps as one document."""
    document = document_to_prepare(request, pk)
    if not (document.is_draft and document.traits.is_order and document.municipality):
        return redirect("document-detail", pk=pk)
    annexes = annexes_to_issue(document)
    form = IssueSetForm(posted(request), document=document, annexes=annexes, initial=_initial_issue(document))
    if form.is_valid() and "back" not in request.POST:
        with refusal_on(form):
            return _confirm_or_issue_set(request, document, form)
    context = {"document": document, "form": form, "annexes": annexes}
    return render_form(request, "reports/issue/document_issue_set.html", context)


def _confirm_or_issue_set(request: HttpRequest, document: Document, form: IssueSetForm) -> HttpResponse:
    chosen = {"order": form.order(), "annexes": form.chosen(), "in_force_on": form.in_force()}
    prepared, approval = prepare_set(document, **chosen), approval_by(document, chosen["order"])
    if not _has_seen(request, prepared.mark, approval):
        context = {"document": document, "form": form, "prepared": prepared.documents, "doubts": prepared.doubts}
        return _confirmation(request, context, prepared.mark, approval)
    with_check_address = form.cleaned_data["with_check_address"]
    issued = issue_set(document=document, **chosen, with_check_address=with_check_address, by=request.user)
    messages.success(request, f"Комплект издан: приказ и {counted(len(issued) - 1, *_ANNEXES)}.")
    return redirect("document-detail", pk=document.pk)


def _initial_issue(document: Document) -> dict:
    """Return the form's initial values: the order that approved the document's subject, and the annex's number."""
    if not (document.traits.is_annex or document.traits.is_order):
        return {}
    listed = document.low_result_list
    order = listed.order if listed else document.programme.approval_order
    return {"known_order": order, "annex": offered_annex(document)}
