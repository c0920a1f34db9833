"""Documents of reports: files told by what is in them, kept while a report is refused."""

import datetime
import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from roadmap.execution.evidence import file_kinds as kinds
from roadmap.execution.evidence.file_kinds import NotTaken, check_file, kind_of_name, safe_name
from roadmap.execution.evidence.models import EvidenceFile
from roadmap.execution.evidence.waiting import FOLDER, keep_files, waiting_files
from roadmap.execution.models import Assignment
from tests.factories import make_evidence_file
from tests.roadmap.execution.pictures import picture_bytes

PDF = b"%PDF-1.7 made up"
JPEG = picture_bytes()


def archive(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


DOCX = archive(**{"[Content_Types].xml": b"", "word/document.xml": b""})
ODT = archive(mimetype=b"application/vnd.oasis.opendocument.text")


def checked(content: bytes, name: str) -> str:
    return check_file(io.BytesIO(content), name, len(content))


ODT_TYPE = b"application/vnd.oasis.opendocument.text"
MACRO_TYPE = b'<Types><Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
OLD_MACROS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "_VBA_PROJECT".encode("utf-16-le")


class TestKinds:
    @pytest.mark.parametrize(
        ("content", "name", "kept"),
        [
            (PDF, "Приказ № 5.pdf", "Приказ № 5.pdf"),
            (b"\n\n" + PDF, "scan.PDF", "scan.PDF"),
            (JPEG, "image", "image.jpg"),
            (JPEG, "photo.jpeg", "photo.jpeg"),
            (b"\0\0\0\x18ftypheic\0\0", "IMG_1.jpg", "IMG_1.heic"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", "a.webp"),
            (DOCX, "справка.docx", "справка.docx"),
            (DOCX, "справка.doc", "справка.docx"),
            (ODT, "план.odt", "план.odt"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "старый.xls", "старый.xls"),
            (b"\x30\x82\x01", "приказ.pdf.sig", "приказ.pdf.sig"),
        ],
    )
    def test_a_kind_is_told_by_what_is_inside(self, content, name, kept):
        assert checked(content, name) == kept

    @pytest.mark.parametrize(
        ("content", "name", "words"),
        [
            (b"", "a.pdf", "пуст"),
            (b"<html><script>", "a.pdf", "не принимает"),
            (b"MZ\x90\0", "a.jpg", "не принимает"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'>", "a.svg", "не принимает"),
            (archive(**{"a.txt": b""}), "a.zip", "Распакуйте"),
            (archive(**{"[Content_Types].xml": b"", "word/vbaProject.bin": b""}), "a.docx", "макросы"),
            (archive(**{"[Content_Types].xml": b"", "word/VBAPROJECT.BIN": b""}), "a.docx", "макросы"),
            (archive(**{"[Content_Types].xml": MACRO_TYPE, "word/a.bin": b""}), "a.docx", "макросы"),
            (archive(**{"[Content_Types].xml": b"", "word/a.bin": OLD_MACROS}), "a.docx", "макросы"),
            (archive(**{"mimetype": ODT_TYPE, "Basic/Standard/Module1.xml": b""}), "a.odt", "макросы"),
            (OLD_MACROS, "a.doc", "макросы"),
            (archive(**{f"a{number}.txt": b"" for number in range(2_001)}), "a.docx", "слишком много частей"),
            (b"PK\x03\x04 broken", "a.docx", "повреждён"),
        ],
    )
    def test_what_is_refused_says_what_to_do(self, content, name, words):
        with pytest.raises(NotTaken, match=words):
            checked(content, name)

    def test_a_large_file_is_refused_with_its_size(self):
        with pytest.raises(NotTaken, match="25 МБ, а можно до 20"):
            check_file(io.BytesIO(PDF), "a.pdf", 25 * 2**20)

    @given(st.text(), st.sampled_from(["", ".pdf", ".jpg"]))
    def test_a_name_is_safe_whatever_it_was(self, name, suffix):
        safe = safe_name(name + suffix)

        assert safe.strip()
        assert len(safe) <= 140
        assert not set(safe) & set('/\\:*?"<>|\n\r\0\u202e')
        assert kind_of_name(safe).is_inline <= safe.lower().endswith((".pdf", ".jpg"))

    @given(st.binary(max_size=200), st.text(max_size=20))
    def test_whatever_comes_is_taken_or_refused(self, content, name):
        try:
            kept = checked(content, name)
        except NotTaken:
            return
        assert kind_of_name(kept).suffixes


def send(browse, assignment: Assignment, person="director", follow=False, **data):
    url = reverse("assignment-detail", args=[assignment.pk])
    return browse(person).post(url, {"status": "done", "text": "Да", "number": "5"} | data, follow=follow)


@pytest.fixture
def assignment(in_force) -> Assignment:
    return in_force.activities["1.3"].assignments.get()


def photo(name="фото.jpg", content=JPEG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


class TestReporting:
    def test_several_files_and_a_link_come_with_a_report(self, browse, assignment):
        send(browse, assignment, files=[photo(), photo("скан.pdf", PDF)], link="school.example/news")

        assert {str(file) for file in EvidenceFile.objects.all()} == {
            "фото.jpg", "скан.pdf", "https://school.example/news",
        }  # fmt: skip
        page = browse("coordinator").get(reverse("assignment-detail", args=[assignment.pk])).content.decode()
        assert EvidenceFile.objects.get(name="фото.jpg").sha256 in page
        assert 'rel="noopener noreferrer"' in page

    def test_files_wait_while_the_report_is_refused(self, browse, assignment):
        answer = send(browse, assignment, text="", number="", kind="photo", files=[photo(), photo("a.exe", b"MZ")])
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "«a.exe»: такие файлы портал не принимает" in page
        assert "выбирать их снова не нужно" in page
        [kept] = answer.context["form"].waiting

        send(browse, assignment, kind="photo", number="", waiting=[kept.key])
        file = EvidenceFile.objects.get()
        assert (file.name, file.file.read()) == ("фото.jpg", JPEG)

    def test_photos_alone_are_no_order(self, browse, assignment):
        send(browse, assignment, number="", kind="order", files=[photo()])

        assert EvidenceFile.objects.get().evidence.kind == "photo"

    def test_a_scan_without_a_number_is_asked_about(self, browse, assignment):
        answer = send(browse, assignment, number="", kind="order", files=[photo(), photo("скан.pdf", PDF)])

        assert "Укажите номер приказа" in answer.content.decode()

    def test_files_wait_when_somebody_reported_meanwhile(self, browse, assignment):
        send(browse, assignment, person="specialist")
        answer = send(browse, assignment, files=[photo()], version=0)

        assert "За это время отчёт уже внесён" in answer.content.decode()
        [kept] = answer.context["form"].waiting
        send(browse, assignment, waiting=[kept.key], version=1)
        assert EvidenceFile.objects.get().name == "фото.jpg"

    def test_what_waits_is_for_its_owner_and_for_a_week(self, district, assignment):
        [kept] = keep_files([photo()], assignment=assignment, by=district.director)

        assert [each.name for each in waiting_files(assignment, user=district.director)] == ["фото.jpg"]
        assert waiting_files(assignment, user=district.coordinator) == []
        default_storage.save(f"{FOLDER}/2020-01-01/old", photo())
        default_storage.save(f"{FOLDER}/2020-01-01/cut/0", photo())
        kept.begun_at -= datetime.timedelta(days=8)
        kept.save()
        [newer] = keep_files([photo()], assignment=assignment, by=district.director)
        assert not default_storage.exists(f"{FOLDER}/2020-01-01")
        assert waiting_files(assignment, user=district.director) == [newer]

    def test_a_waiting_file_is_gone_once_it_is_sent(self, browse, assignment, django_capture_on_commit_callbacks):
        [kept] = send(browse, assignment, text="", number="", kind="photo", files=[photo()]).context["form"].waiting
        with django_capture_on_commit_callbacks(execute=True):
            send(browse, assignment, waiting=[kept.key])
        assert not default_storage.exists(kept.path)

        answer = send(browse, assignment, waiting=[kept.key])
        assert "больше не хранится" in answer.content.decode()

    def test_too_many_files_are_told(self, browse, assignment, monkeypatch):
        monkeypatch.setattr("roadmap.execution.evidence.forms.MOST_BYTES_TOGETHER", 20)
        answer = send(browse, assignment, files=[photo(), photo("b.jpg")])
        assert "за один раз можно" in answer.content.decode()

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"number": "", "kind": "order", "link": "https://a.example"}, "выберите другой вид документа"),
            ({"done_on": "2999-01-01"}, "Этот день ещё не наступил"),
            ({"issued_on": "0202-01-01"}, "Проверьте год"),
            ({"status": "postponed"}, "на какой день просите перенести"),
            ({"status": "postponed", "postponed_to": "2020-01-01"}, "уже прошёл"),
            ({"status": "postponed", "postponed_to": "2099-01-01"}, "программа заканчивается в 2027"),
            ({"status": "not_done", "text": ""}, "Напишите, почему"),
            ({"link": "not a link"}, "правильный URL"),
        ],
    )
    def test_what_cannot_be_is_told(self, data, words, browse, assignment):
        assert words in send(browse, assignment, **data).content.decode()
        assert not Assignment.objects.reported().exists()

    def test_a_postponement_is_later_than_the_day(self, browse, assignment):
        Assignment.objects.update(starts_on="2027-08-01", ends_on="2027-08-31", deadline_on="2027-08-31")
        answer = send(browse, assignment, status="postponed", postponed_to="2027-08-31")

        assert "Срок и так 31.08.2027" in answer.content.decode()

    @pytest.mark.parametrize("is_late", [False, True])
    def test_the_day_of_doing_is_today_only_in_time(self, is_late, browse, assignment):
        today = timezone.localdate()
        day = today + datetime.timedelta(days=-5 if is_late else 5)
        Assignment.objects.filter(pk=assignment.pk).update(starts_on=day, ends_on=day, deadline_on=day)
        send(browse, assignment, done_on="")

        assert Assignment.objects.get(pk=assignment.pk).done_on == (None if is_late else today)


class TestRequiredDocument:
    @pytest.fixture
    def required(self, browse, assignment) -> Assignment:
        url = reverse("activity-require-document", args=[assignment.activity_id])
        answer = browse("coordinator").post(url, {"required": "1"}, follow=True)
        assert "примут только с документом" in answer.content.decode()
        return assignment

    def test_done_needs_it(self, browse, required):
        answer = send(browse, required, number="")

        assert "принимается только с документом" in answer.content.decode()
        assert not Assignment.objects.reported().exists()
        send(browse, required, status="in_progress", number="")
        assert Assignment.objects.reported().get().status == "in_progress"

    def test_one_that_is_there_is_enough(self, browse, required):
        send(browse, required, status="in_progress", number="5")
        send(browse, required, number="", version=1)

        assert Assignment.objects.reported().get().status == "done"

    def test_the_coordinator_lifts_it(self, browse, required):
        browse("coordinator").post(reverse("activity-require-document", args=[required.activity_id]))
        send(browse, required, number="")

        assert Assignment.objects.reported().exists()


def read(answer) -> bytes:
    """To its end, where it closes by itself; closing it by hand would close the test's database too."""
    return b"".join(answer)


class TestDownload:
    def test_a_pdf_is_shown_and_runs_nothing(self, browse, district):
        file = make_evidence_file(district)
        answer = browse("director").get(reverse("evidence-file", args=[file.pk]))

        assert read(answer) == b"%PDF-1.7 made up"
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("inline")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]

    def test_what_browsers_do_not_show_is_saved(self, browse, assignment):
        send(browse, assignment, files=[photo("справка.docx", DOCX)])
        answer = browse("director").get(reverse("evidence-file", args=[EvidenceFile.objects.get().pk]))

        assert answer["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer["Content-Security-Policy"]
        read(answer)

    def test_another_schools_file_is_not_found(self, browse, district):
        url = reverse("evidence-file", args=[make_evidence_file(district).pk])

        for person, status in (("other_director", 404), ("stranger", 404), ("observer", 200)):
            answer = browse(person).get(url)
            assert answer.status_code == status
            read(answer)

    def test_the_departments_file_is_seen_by_schools(self, browse, in_force):
        own = in_force.activities["1.1"].assignments.get()
        send(browse, own, person="specialist", files=[photo("приказ.pdf", PDF)])
        answer = browse("director").get(reverse("evidence-file", args=[EvidenceFile.objects.get().pk]))

        assert answer.status_code == 200
        read(answer)

    def test_a_file_that_the_storage_lost_is_not_found(self, browse, district):
        file = make_evidence_file(district)
        default_storage.delete(file.file.name)

        assert browse("director").get(reverse("evidence-file", args=[file.pk])).status_code == 404


def test_kinds_name_no_suffix_twice():
    suffixes = [suffix for kind in kinds._ALL for suffix in kind.suffixes]

    assert len(suffixes) == len(set(suffixes))
