from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.help.manual import CONTENTS, chapters


@login_not_required
@require_safe
def manual(request: HttpRequest, chapter: str = CONTENTS) -> HttpResponse:
    """Show a chapter of the manual to everybody, also to people who can't log in and read how to."""
    known = chapters()
    if chapter not in known:
        raise Http404
    context = {
        "chapter": known[chapter],
        "chapters": [each for each in known.values() if each.name != CONTENTS],
        "contents_name": CONTENTS,
    }
    return render(request, "help/chapter.html", context)
