from django import forms
from django.utils import timezone

from portal.scanning.fields import ScannedFileField
from roadmap.execution.actions.reporting import AssignmentReport, ReportedDocument
from roadmap.execution.due_words import due_words
from roadmap.execution.evidence.models import Evidence
from roadmap.execution.models import Assignment
from roadmap.intake.execution_reports.actions import ChosenReport
from roadmap.intake.execution_reports.matching import MatchedRow
from roadmap.recognition.files import READABLE

_STATUSES = [each for each in Assignment.Status.choices if each[0] != Assignment.Status.NOT_STARTED]


class ReportFileForm(forms.Form):
    """Uploads the file of a report, and says for which school or for the department it is."""

    party = forms.ChoiceField(label="За кого отчёт")
    file = ScannedFileField(
        label="Отчёт об исполнении",
        help_text="Документ Word или книга Excel с таблицей: мероприятие и что сделано.",
        widget=forms.FileInput(attrs={"accept": READABLE.replace(" ", "")}),
    )

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(key, str(school) if school else "Отдел") for key, school in parties.items()]


class ReportRowForm(forms.Form):
    """One row of the report: whether to take it, for which assignment, and with which status and document."""

    take = forms.BooleanField(label="Внести", required=False)
    name = forms.CharField(widget=forms.HiddenInput, required=False)
    assignment = forms.ChoiceField(label="Мероприятие плана", required=False)
    status = forms.ChoiceField(label="Состояние", choices=[("", "выберите"), *_STATUSES], required=False)
    text = forms.CharField(label="Что сделано", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    postponed_to = forms.DateField(label="Перенести на", required=False)
    kind = forms.ChoiceField(label="Документ", choices=Evidence.Kind.choices, required=False)
    number = forms.CharField(label="Номер", max_length=100, required=False)
    issued_on = forms.DateField(label="Дата", required=False)

    def __init__(self, *args, assignments, **kwargs):
        super().__init__(*args, **kwargs)
        self.assignments = {f"{each.pk}:{each.version}": each for each in assignments}
        today = timezone.localdate()
        self.fields["assignment"].choices = [
            ("", "не отнесено"),
            *((key, f"{each.activity}: {due_words(each, today)}") for key, each in self.assignments.items()),
        ]

    def clean(self):
        data = super().clean()
        if not data.get("take"):
            return data
        if not data.get("assignment"):
            self.add_error("assignment", "Выберите мероприятие или снимите отметку «Внести».")
        if not data.get("status"):
            self.add_error("status", "Выберите состояние.")
        if data.get("status") == Assignment.Status.POSTPONED and not data.get("postponed_to"):
            self.add_error("postponed_to", "Укажите, на какой день перенести.")
        return data

    def chosen(self) -> ChosenReport | None:
        """Return the report of a valid form, or None if the row isn't ticked."""
        data = self.cleaned_data
        if not data.get("take"):
            return None
        document = ReportedDocument()
        if data["number"] or data["issued_on"]:
            document = ReportedDocument(data["kind"] or Evidence.Kind.ORDER, data["number"], data["issued_on"])
        status = Assignment.Status(data["status"])
        postponed_to = data["postponed_to"] if status == Assignment.Status.POSTPONED else None
        report = AssignmentReport(status, data["text"], postponed_to=postponed_to, document=document)
        assignment = self.assignments[data["assignment"]]
        return ChosenReport(assignment, assignment.version, report)


def initial_of(matched: MatchedRow) -> dict:
    """Return a row form's initial values; only rows with a certain assignment and a clear status are ticked.

    Postponed ones aren't, because the new date has to be entered.
    """
    row, assignment = matched.row, matched.assignment
    return {
        "take": matched.is_certain and bool(row.status) and row.status != Assignment.Status.POSTPONED,
        "name": f"{row.number} {row.name}".strip(),
        "assignment": f"{assignment.pk}:{assignment.version}" if assignment else "",
        "status": row.status,
        "text": row.text,
        "kind": row.kind,
        "number": row.document_number,
        "issued_on": row.issued_on,
    }


ReportRows = forms.formset_factory(ReportRowForm, extra=0, max_num=500, absolute_max=500)
