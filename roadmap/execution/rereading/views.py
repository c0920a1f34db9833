from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from portal.forms import require_safe_or_post
from roadmap.execution.rereading.actions import apply_new_readings
from roadmap.execution.rereading.queries import assignments_to_come, changes_waiting
from roadmap.programmes.access import managed_programme
from roadmap.programmes.models import Programme


@require_safe_or_post
def roadmap_reread(request, pk: int):
    """Show what a new reading of the words would change in a programme in force; POST applies it."""
    programme = managed_programme(request, pk)
    roadmap = getattr(programme, "roadmap", None)
    if roadmap is None or programme.status != Programme.Status.APPROVED:
        raise Http404("Читать заново нечего: программа не утверждена или в ней нет плана.")
    roadmap.programme = programme
    if request.method == "POST":
        apply_new_readings(roadmap=roadmap, by=request.user)
        messages.success(request, "Слова плана поняты заново, поручения приведены в соответствие. Отчёты сохранены.")
        return redirect("programme-roadmap", programme.pk)
    waiting = changes_waiting(roadmap)
    context = {"programme": programme, "waiting": waiting, "to_come": assignments_to_come(roadmap, waiting)}
    return render(request, "roadmap/execution/roadmap_reread.html", context)
