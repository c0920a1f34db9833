"""Records for tests: plain functions with sensible defaults."""

import datetime
import itertools

from django.core.files.base import ContentFile
from django.utils.timezone import localdate

from indicators.catalogue.models import Indicator, Period
from indicators.collections.actions import open_collection
from indicators.collections.models import Collection
from indicators.identification.judging.inquiry import Inquiry, choose_method
from indicators.identification.models import ListedSchool, Run, RunSchool
from indicators.identification.runs.actions import confirm_run, decide, keep_run
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.history.actions import Recorded, bulk_action, record_changes
from portal.history.models import BulkAction
from reports.issue.actions.attaching import attach_file
from reports.issue.actions.drafting import begin_draft, delete_draft
from reports.issue.actions.issuing import issue_document
from reports.issue.models import Attachment
from reports.issue.models import Document as IssuedDocument
from roadmap.editions.actions import approve_programme
from roadmap.evaluation.actions import start_evaluation
from roadmap.evaluation.methods.queries import evaluation_methods_for
from roadmap.evaluation.models import Evaluation
from roadmap.exchange.format import FORMAT, ProgrammeDocument
from roadmap.exchange.importer import import_programme
from roadmap.execution.actions.reporting import AssignmentReport, ReportedDocument, report_on_assignment
from roadmap.execution.evidence.models import EvidenceFile
from roadmap.execution.models import Assignment
from roadmap.intake.actions import begin_intake, inspect_upload
from roadmap.intake.models import Intake
from roadmap.programmes.models import Programme
from schools.access.models import Membership
from schools.archive.models import Archived
from schools.directory.models import Department, Municipality, School
from schools.orders.models import Order
from tests.roadmap.execution.pictures import picture_bytes
from tests.roadmap.recognition.laid_out import Layout, written
from tests.roadmap.recognition.made_programmes import made_programme

PASSWORD = "слоны-не-летают-7"
_numbers = itertools.count(1)


def make_municipality(name: str = "", **fields) -> Municipality:
    municipality = Municipality.objects.create(name=name or f"Район {next(_numbers)}", **fields)
    Department.objects.create(municipality=municipality, name="Отдел образования")
    return municipality


def make_school(municipality: Municipality, name: str = "", **fields) -> School:
    return School.objects.create(municipality=municipality, name=name or f"СОШ № {next(_numbers)}", **fields)


def make_user(role: Role | None = None, place: Municipality | School | None = None, **fields) -> User:
    fields = {"full_name": "Кузнецова Мария Олеговна"} | fields
    user = User.objects.create_user(f"user{next(_numbers)}@example.org", PASSWORD, **fields)
    if role:
        key = "school" if isinstance(place, School) else "municipality"
        Membership.objects.create(user=user, role=role, **{key: place})
    return user


def make_indicator(municipality: Municipality, name: str = "", **fields) -> Indicator:
    return Indicator.objects.create(municipality=municipality, name=name or f"Показатель {next(_numbers)}", **fields)


def make_bulk_action(municipality: Municipality, by: User) -> BulkAction:
    bulk = bulk_action("Загрузка файла", place=municipality)
    record_changes([Recorded(municipality, "изменено")], by=by, bulk=bulk)
    return bulk


def make_collection(municipality: Municipality, by: User, **fields) -> Collection:
    """Open a collection of all indicators of the municipality's catalogue from all of its schools."""
    defaults = {
        "title": "Итоги года", "label": "2026", "due_on": localdate() + datetime.timedelta(days=10),
        "indicators": Indicator.objects.filter(municipality=municipality), "schools": municipality.schools.all(),
    }  # fmt: skip
    return open_collection(municipality=municipality, by=by, **(defaults | fields))


def make_run(municipality: Municipality, by: User, method: str = "federal", label: str = "2026") -> Run:
    chosen = choose_method(method, municipality)
    return keep_run(inquiry=Inquiry(municipality, make_period(label), chosen.shape), chosen=chosen, by=by)


def make_confirmed_run(municipality: Municipality, by: User, method: str = "federal", label: str = "2026") -> Run:
    """Make and confirm an identification that leaves out schools without enough data."""
    run = make_run(municipality, by, method, label)
    for school in run.schools.filter(verdict=RunSchool.Verdict.UNKNOWN):
        decide(school=school, decision=RunSchool.Verdict.OUT, reason="Данных нет", by=by)
    return confirm_run(run=run, by=by)


def make_listed_school(district) -> ListedSchool:
    """Confirm an identification in which the coordinator put only the district's school on the list; return its row."""
    run = make_run(district.municipality, by=district.coordinator)
    for school in run.schools.all():
        decision = RunSchool.Verdict.IN if school.school_id == district.school.pk else RunSchool.Verdict.OUT
        decide(school=school, decision=decision, reason="Решила комиссия", by=district.coordinator)
    return confirm_run(run=run, by=district.coordinator).low_result_list.listed_schools.get()


def make_period(label: str = "2026") -> Period:
    return Period.objects.labelled([label])[label]


def document(municipality: str = "Лесной район", **programme) -> dict:
    """Return the smallest valid document of the interchange format, with the given parts of its programme."""
    return {
        "format": FORMAT,
        "municipality": {"name": municipality},
        "programme": {"title": "Программа помощи школам", "period": {"start": 2025, "end": 2027}} | programme,
    }


def make_programme(municipality: Municipality | None = None, **programme) -> Programme:
    municipality = municipality or make_municipality()
    title = {"title": f"Программа {next(_numbers)}"}
    shape = ProgrammeDocument.model_validate(document(municipality.name, **(title | programme)))
    return import_programme(shape, by=None).programme


def make_evidence_file(district, picture: bool = False) -> EvidenceFile:
    """Approve the programme and make its director send a scan, or a photo, with a report; return that file."""
    approve(district.programme, by=district.coordinator)
    assignment = district.activities["1.3"].assignments.get()
    file = ContentFile(b"%PDF-1.7 made up", name="Приказ № 5.pdf")
    if picture:
        file = ContentFile(picture_bytes(), name="Приказ № 5.jpg")
    document = ReportedDocument(number="5", files=[file])
    report_on_assignment(
        assignment, AssignmentReport(Assignment.Status.DONE, "Да", document=document), by=district.director
    )
    return EvidenceFile.objects.get()


def make_draft(programme: Programme, kind: str, by: User, **chosen) -> IssuedDocument:
    document = IssuedDocument(kind=kind, programme=programme, municipality=programme.municipality, **chosen)
    return begin_draft(document, by=by)


def make_deleted(district) -> Archived:
    """Make a draft of a document and let the coordinator delete it; return the deletion."""
    delete_draft(document=make_draft(district.programme, "execution", by=district.coordinator), by=district.coordinator)
    return Archived.objects.get()


def make_issued(programme: Programme, kind: str, by: User, number: str = "214", **chosen) -> IssuedDocument:
    """Issue a document and attach a scan of the signed order to it."""
    order = Order(municipality=programme.municipality, number=number, issued_on=datetime.date(2025, 8, 30))
    issued = issue_document(
        document=make_draft(programme, kind, by, **chosen), order=order, annex="2", in_force_on=order.issued_on,
        with_check_address=True, by=by,
    )  # fmt: skip
    scan = ContentFile(f"%PDF-1.7 {number}".encode(), name="Приказ.pdf")
    attach_file(document=issued, kind=Attachment.Kind.SCAN, file=scan, by=by)
    return issued


def approve(programme: Programme, by: User) -> Programme:
    order = Order(municipality=programme.municipality, number="1-о", issued_on=datetime.date(2025, 1, 20))
    approve_programme(programme=programme, order=order, annex="1", by=by)
    programme.refresh_from_db()
    return programme


def make_evaluation(programme: Programme, by: User, method: str = "aleysky", label: str = "2025") -> Evaluation:
    """Start an evaluation by a method that comes with the portal; the programme must be approved."""
    chosen = evaluation_methods_for(programme.municipality)[method]
    return start_evaluation(programme=programme, period=make_period(label), chosen=chosen, by=by)


def indicators_shape(**values: dict) -> dict:
    """Return a table of two indicators for 2025 and 2026 in the interchange format."""
    return {
        "title": "Показатели программы",
        "periods": ["2025", "2026"],
        "layout": "periods-in-columns",
        "groups": [
            {
                "title": "Результаты",
                "rows": [
                    {
                        "number": "1",
                        "name": "Средний балл, балл",
                        "baseline": "3,4",
                        "values": {"2025": {"plan": "3,5"}, "2026": {"plan": "3,8 – 4,0"}},
                        "target": "4,0",
                    },
                    {
                        "number": "2",
                        "name": "Доля сдавших, %",
                        "values": {"2025": {"plan": "Более 70", "fact": "61,1"}},
                    },
                ],
            }
        ],
    }


def roadmap_shape(**responsibles: str) -> dict:
    """Return a plan of one direction with an activity for each number, given its responsible: `**{"1.1": "Отдел"}`."""
    return {
        "directions": [
            {
                "number": "1",
                "title": "Анализ результатов",
                "activities": [
                    {
                        "number": number,
                        "name": f"Мероприятие {number}",
                        "term": "Август 2026 г.",
                        "responsible": responsible,
                    }
                    for number, responsible in responsibles.items()
                ],
            }
        ]
    }


def make_intake(district, content: bytes | None = None, name: str = "программа.docx") -> Intake:
    """Upload a document for review, by default one of a made-up programme."""
    content = content or written(made_programme(1), Layout(), 1)
    return begin_intake(municipality=district.municipality, sent=inspect_upload(name, content), by=district.coordinator)
