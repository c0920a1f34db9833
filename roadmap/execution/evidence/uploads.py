"""The addresses to which a browser uploads one file in pieces; an interrupted upload goes on where it stopped.

As in the tus protocol, a piece names the offset where it begins, and the file's address answers how much has arrived.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from portal.forms import sent_number
from portal.middleware import parts_its_writes
from roadmap.execution.access import assignment_for
from roadmap.execution.evidence.file_kinds import NotTaken
from roadmap.execution.evidence.models import WaitingFile
from roadmap.execution.evidence.twins import describe_twin
from roadmap.execution.evidence.waiting import (
    MOST_BYTES_IN_A_PIECE,
    WrongOffset,
    begin_file,
    finish_file,
    forget_files,
    take_piece,
)
from roadmap.execution.locks import why_closed
from roadmap.execution.permissions import can_report


@require_POST
def upload_begin(request: HttpRequest, pk: int) -> JsonResponse:
    """Begin the upload of one file for a report on this assignment, and answer with its key."""
    assignment = assignment_for(request, pk)
    if not can_report(request.user, assignment):
        raise PermissionDenied
    if closed := why_closed(assignment, request.user):
        return _answer_refusal(closed)
    name, size = request.POST.get("name", ""), sent_number(request.POST.get("size"))
    if not name or size is None:
        return _answer_refusal("Не сказано, какой файл и сколько в нём байтов.")
    municipality = assignment.programme.municipality
    longest_side = None if request.POST.get("original") else municipality.photo_side
    try:
        waiting = begin_file(assignment=assignment, name=name, size=size, longest_side=longest_side, by=request.user)
        return _answer_state(waiting, status=201)
    except NotTaken as refusal:
        return _answer_refusal(str(refusal))


@parts_its_writes
@require_http_methods(["GET", "PATCH", "DELETE"])
def upload_piece(request: HttpRequest, key: str) -> JsonResponse:
    """Answer how much of the user's own file has arrived (GET), take its next piece (PATCH), or delete it (DELETE).

    The body is read before any row is locked. A piece at a wrong offset is answered with 409 and the right one.
    """
    if request.method == "GET":
        return _answer_state(_find_own(request, key))
    if request.method == "DELETE":
        forget_files([_find_own(request, key)], by=request.user)
        return JsonResponse({})
    offset = sent_number(request.headers.get("Upload-Offset"))
    length = sent_number(request.headers.get("Content-Length") or "0", most=MOST_BYTES_IN_A_PIECE)
    if offset is None or length is None:
        return _answer_refusal(f"Кусок должен быть не больше {MOST_BYTES_IN_A_PIECE} байтов и называть своё начало.")
    try:
        waiting = take_piece(key=key, offset=offset, content=request.body, by=request.user)
        if waiting.received == waiting.size:
            waiting = finish_file(waiting, by=request.user)
    except WaitingFile.DoesNotExist:
        raise Http404 from None
    except WrongOffset as refusal:
        return _answer_state(refusal.waiting, status=409)
    except NotTaken as refusal:
        return _answer_refusal(str(refusal))
    note = ""
    if waiting.path:
        note = describe_twin(waiting.sha256, waiting.assignment, user=request.user, but=waiting)
    return _answer_state(waiting, note=note)


def _find_own(request: HttpRequest, key: str) -> WaitingFile:
    return get_object_or_404(WaitingFile, key=key, owner=request.user)


def _answer_state(waiting: WaitingFile, *, status: int = 200, note: str = "") -> JsonResponse:
    return JsonResponse(
        {
            "key": waiting.key,
            "name": waiting.name,
            "size": waiting.size,
            "offset": waiting.received,
            "is_whole": bool(waiting.path),
            "note": note,
        },
        status=status,
    )


def _answer_refusal(words: str) -> JsonResponse:
    return JsonResponse({"error": words}, status=422)
