import datetime

from crispy_forms.layout import HTML, Column, Div, Field, Row
from django import forms
from django.urls import reverse
from django.utils import timezone

from portal.forms import DateInput, form_helper
from roadmap.execution.actions.reporting import AssignmentReport, ReportedDocument
from roadmap.execution.evidence.file_kinds import kind_of_name
from roadmap.execution.evidence.forms import FilesField, too_much
from roadmap.execution.evidence.models import Evidence, WaitingFile
from roadmap.execution.evidence.twins import describe_twin
from roadmap.execution.evidence.waiting import forget_files, keep_files, open_waiting, sha256_of, waiting_files
from roadmap.execution.locks import lacks_document
from roadmap.execution.models import Assignment
from schools.orders.numbers import bare_number

Status = Assignment.Status


class ReportForm(forms.Form):
    """Asks what was done on an assignment; files sent with a form that is refused are kept for the next try."""

    status = forms.ChoiceField(label="Состояние", choices=Status.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Что сделано",
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 4, "placeholder": "Коротко, как для отчёта: что проведено, с каким итогом."}),
    )
    done_on = forms.DateField(label="Когда сделано", required=False, widget=DateInput)
    postponed_to = forms.DateField(
        label="На какой день перенести",
        required=False,
        widget=DateInput,
        help_text="Срок сдвинется, когда отдел согласится.",
    )
    kind = forms.ChoiceField(
        label="Вид документа", choices=Evidence.Kind.choices, initial=Evidence.Kind.ORDER, required=False
    )
    number = forms.CharField(label="Номер", required=False, max_length=100)
    issued_on = forms.DateField(label="Дата", required=False, widget=DateInput)
    files = FilesField(label="Фото или файлы")
    link = forms.URLField(
        label="Ссылка",
        required=False,
        max_length=1000,
        assume_scheme="https",
        help_text="Например, на страницу сайта школы.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    helper = form_helper(
        Field("status", wrapper_class="portal-choices mb-3"),
        Div("postponed_to", css_class="only-postponed"),
        "text",
        Div("done_on", css_class="only-done"),
        HTML('{% include "roadmap/execution/_document_head.html" %}'),
        "kind",
        Row(Column("number", css_class="col-6"), Column("issued_on", css_class="col-6")),
        HTML('{% include "roadmap/execution/_kept_files.html" %}'),
        "files",
        "link",
        "version",
    )

    def __init__(self, *args, assignment: Assignment, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.assignment, self.user = assignment, user
        self.needs_document = lacks_document(assignment)
        self.latest_document = assignment.evidence.last()
        self.waiting = waiting_files(assignment, user=user)
        keys = set(self.data.getlist("waiting")) if self.is_bound else {each.key for each in self.waiting}
        self.left_out = {each.key for each in self.waiting} - keys
        self.lost_files = len(keys - {each.key for each in self.waiting})
        self.fields["version"].initial = assignment.version
        self.fields["files"].widget.attrs |= {
            "data-portal-longest-side": assignment.programme.municipality.photo_side,
            "data-portal-upload": reverse("assignment-upload", args=[assignment.pk]),
        }
        self.fields["done_on"].initial = assignment.done_on or self._today_if_in_time
        if assignment.version:
            self.initial |= {
                "status": assignment.status,
                "text": assignment.text,
                "postponed_to": assignment.postponed_to,
            }
        if document := self.latest_document:
            self.initial |= {"kind": document.kind, "number": document.number, "issued_on": document.issued_on}

    @property
    def chosen(self) -> list[WaitingFile]:
        """Return the waiting files that the person has not taken out of the report."""
        return [each for each in self.waiting if each.key not in self.left_out]

    @property
    def _today_if_in_time(self) -> datetime.date | None:
        """Return today, or None after the last day: what is reported late was hardly done on the day of the report."""
        today, deadline = timezone.localdate(), self.assignment.deadline_on
        return None if deadline and deadline < today else today

    def clean_done_on(self) -> datetime.date | None:
        return self._clean_past_day(
            "done_on", "Этот день ещё не наступил: укажите, когда сделано, или выберите «в работе»."
        )

    def clean_issued_on(self) -> datetime.date | None:
        return self._clean_past_day("issued_on", "Дата документа ещё не наступила.")

    def clean_kind(self) -> Evidence.Kind:
        return Evidence.Kind(self.cleaned_data["kind"] or Evidence.Kind.ORDER)

    def clean_number(self) -> str:
        return bare_number(self.cleaned_data["number"])

    def clean(self) -> dict:
        data = super().clean()
        status = data.get("status")
        if status == Status.POSTPONED:
            self._check_postponement(data)
        elif status == Status.DONE and not data.get("done_on") and "done_on" not in self.errors:
            data["done_on"] = self._today_if_in_time
        if self._shows_only_photos(data):
            data["kind"] = Evidence.Kind.PHOTO
        self._check_document(data)
        self._check_text(data)
        return data

    def doubled(self) -> list[str]:
        """Return a sentence for each file of the form that is attached to some report already."""
        digests = map(sha256_of, self.fields["files"].taken)
        told = (describe_twin(digest, self.assignment, user=self.user) for digest in digests)
        return list(filter(None, told))

    def report(self) -> AssignmentReport:
        data = self.cleaned_data
        document = ReportedDocument(
            kind=data["kind"],
            number=data["number"],
            issued_on=data["issued_on"],
            files=[*self.fields["files"].taken, *map(open_waiting, self.chosen)],
            links=[data["link"]] if data["link"] else [],
        )
        status = Status(data["status"])
        return AssignmentReport(
            status,
            data["text"],
            done_on=data["done_on"] if status == Status.DONE else None,
            postponed_to=data["postponed_to"] if status == Status.POSTPONED else None,
            document=document,
        )

    def refuse(self, words: str) -> None:
        """Show an action's refusal above the fields."""
        self.add_error(None, words)

    def refuse_unseen(self, current: Assignment) -> None:
        """Show the report that came in meanwhile; sending the form again replaces it."""
        self.data = self.data.copy()
        self.data["version"] = current.version
        self.refuse(
            f"За это время отчёт уже внесён: {current.reported_by or 'портал'}, «{current.get_status_display()}. "
            f"{current.text}». Ваш текст ниже не потерян: отправьте его ещё раз, если верен он."
        )

    def keep_files(self) -> None:
        """Keep the files that were sent, so that they need not be chosen again."""
        self.waiting += keep_files(self.fields["files"].taken, assignment=self.assignment, by=self.user)
        self.fields["files"].taken = []

    def forget_files(self) -> None:
        """Delete all waiting files, also those left out, when the report has been written."""
        forget_files(self.waiting, by=self.user)

    def _clean_past_day(self, name: str, words: str) -> datetime.date | None:
        """Return the day of a field; raises forms.ValidationError with `words` if it is in the future."""
        day = self.cleaned_data[name]
        if day and day > timezone.localdate():
            raise forms.ValidationError(words)
        if day and day.year < 2000:
            raise forms.ValidationError("Проверьте год.")
        return day

    def _check_postponement(self, data: dict) -> None:
        day, last = data.get("postponed_to"), self.assignment.deadline_on
        today = timezone.localdate()
        end_year = self.assignment.programme.end_year
        if "postponed_to" in self.errors:
            return
        if not day:
            self.add_error("postponed_to", "Укажите, на какой день просите перенести.")
        elif day <= today:
            self.add_error("postponed_to", "Этот день уже прошёл или наступил: укажите более поздний.")
        elif last and day <= last:
            self.add_error("postponed_to", f"Срок и так {last:%d.%m.%Y}: укажите более поздний день.")
        elif day.year > end_year + 1:
            self.add_error("postponed_to", f"Проверьте год: программа заканчивается в {end_year} году.")

    def _shows_only_photos(self, data: dict) -> bool:
        """Return whether only pictures are attached and nothing else of an order is given.

        The kind «приказ» is preset, so that it was hardly chosen then.
        """
        if data.get("kind") != Evidence.Kind.ORDER or {"number", "issued_on"} & set(self.errors):
            return False
        files = [*self.fields["files"].taken, *self.chosen]
        has_requisites = data.get("number") or data.get("issued_on") or data.get("link")
        return bool(files) and not has_requisites and all(kind_of_name(each.name).is_picture for each in files)

    def _check_document(self, data: dict) -> None:
        files = [*self.fields["files"].taken, *self.chosen]
        if self.lost_files:
            self.add_error("files", "Загруженный раньше файл больше не хранится. Выберите его ещё раз.")
        elif words := too_much([file.size for file in files]):
            self.add_error("files", words)
        shown = files or data.get("link")
        if {"number", "issued_on", "files", "link"} & set(self.errors):
            return
        if data.get("kind") == Evidence.Kind.ORDER and not data.get("number") and (shown or data.get("issued_on")):
            self.add_error("number", "Укажите номер приказа или выберите другой вид документа.")
        elif data.get("status") == Status.DONE and self.needs_document and not (shown or data.get("number")):
            self.add_error(
                "number", "Здесь «выполнено» принимается только с документом: его номер, файл, фото или ссылка."
            )

    def _check_text(self, data: dict) -> None:
        status = data.get("status")
        if status in (None, Status.NOT_STARTED) or "text" in self.errors or data["text"].strip():
            return
        if status in (Status.NOT_DONE, Status.POSTPONED):
            self.add_error("text", "Напишите, почему: без причины отметка в отчёт не пойдёт.")
        elif not data.get("number"):
            self.add_error("text", "Напишите, что сделано: без этого отметка в отчёт не пойдёт.")
