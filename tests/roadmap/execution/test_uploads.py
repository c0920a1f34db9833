"""A file sent by itself, in pieces: its owner's alone, going on where it was cut, bounded, told when it is the same."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from roadmap.execution.actions.reviewing import WrongReview, confirm_reports
from roadmap.execution.actions.withdrawing import withdraw_file
from roadmap.execution.evidence import waiting
from roadmap.execution.evidence.models import Evidence, EvidenceFile, WaitingFile
from roadmap.execution.models import Assignment
from tests.factories import make_evidence_file
from tests.roadmap.execution.pictures import phone_data, picture_bytes

PHOTO = picture_bytes(exif=phone_data(), size=(400, 300))
WHOLE = len(PHOTO)


@pytest.fixture
def assignment(in_force) -> Assignment:
    return in_force.activities["1.3"].assignments.get()


def begin(client, assignment, name="фото.jpg", size=WHOLE, **said):
    return client.post(reverse("assignment-upload", args=[assignment.pk]), {"name": name, "size": size} | said)


def piece(client, key, offset, content):
    url, headers = reverse("upload-piece", args=[key]), {"Upload-Offset": str(offset)}
    return client.patch(url, content, content_type="application/offset+octet-stream", headers=headers)


def upload(client, assignment, content=PHOTO, name="фото.jpg", **said) -> dict:
    key = begin(client, assignment, name, len(content), **said).json()["key"]
    return piece(client, key, 0, content).json() | {"key": key}


def send(client, assignment, *keys, **data):
    said = {"status": "done", "text": "Да", "kind": "photo", "waiting": keys} | data
    return client.post(reverse("assignment-detail", args=[assignment.pk]), said, follow=True)


class TestPieces:
    def test_a_cut_file_goes_on_where_it_stopped(self, browse, assignment):
        director = browse("director")
        key = begin(director, assignment).json()["key"]
        assert piece(director, key, 0, PHOTO[:1000]).json()["offset"] == 1000
        assert director.get(reverse("upload-piece", args=[key])).json()["offset"] == 1000

        again = piece(director, key, 0, PHOTO[:1000])
        assert (again.status_code, again.json()["offset"]) == (409, 1000)
        assert piece(director, key, 1000, PHOTO[1000:] + b"more").status_code == 409
        told = piece(director, key, 1000, PHOTO[1000:]).json()
        assert told["is_whole"]
        send(director, assignment, key)
        file = EvidenceFile.objects.get()
        assert (file.name, file.evidence.kind, b"Made-up phone" in file.file.read()) == ("фото.jpg", "photo", False)

    def test_what_was_whole_without_being_read_is_finished_by_an_empty_piece(self, browse, assignment, in_force):
        key = begin(browse("director"), assignment).json()["key"]
        waiting.take_piece(key=key, offset=0, content=PHOTO, by=in_force.director)

        assert piece(browse("director"), key, len(PHOTO), b"").json()["is_whole"]

    def test_a_cut_off_picture_is_told_and_forgotten(self, browse, assignment):
        told = upload(browse("director"), assignment, PHOTO[: len(PHOTO) // 2])

        assert "оборвана" in told["error"]
        assert not WaitingFile.objects.exists()

    @pytest.mark.parametrize(("asked", "size"), [({}, (2000, 1000)), ({"original": "1"}, (2400, 1200))])
    def test_a_photo_that_browsers_do_not_open_is_made_smaller_here(self, asked, size, browse, assignment):
        told = upload(browse("director"), assignment, picture_bytes("HEIF", size=(2400, 1200)), "IMG_1.HEIC", **asked)

        picture = Image.open(default_storage.open(WaitingFile.objects.get(key=told["key"]).path))
        assert (told["name"], picture.format, picture.size) == ("IMG_1.jpg", "JPEG", size)

    def test_pieces_are_gone_once_the_file_is_whole(self, browse, assignment):
        told = upload(browse("director"), assignment)
        kept = WaitingFile.objects.get()

        day = kept.path.split("/")[1]
        assert told["key"] not in default_storage.listdir(f"{waiting.FOLDER}/{day}")[0]
        browse("director").delete(reverse("upload-piece", args=[told["key"]]))
        assert not WaitingFile.objects.exists()
        assert not default_storage.exists(kept.path)

    def test_nobody_reads_or_continues_anothers_file(self, browse, assignment):
        key = begin(browse("director"), assignment).json()["key"]

        for person in ("coordinator", "other_director", "stranger"):
            url = reverse("upload-piece", args=[key])
            assert browse(person).get(url).status_code == browse(person).delete(url).status_code == 404
            assert piece(browse(person), key, 0, b"x").status_code == 404

    @pytest.mark.parametrize(("person", "status"), [("observer", 403), ("other_director", 404), ("stranger", 404)])
    def test_who_may_not_report_sends_nothing(self, person, status, browse, assignment):
        assert begin(browse(person), assignment).status_code == status

    def test_a_closed_report_takes_none(self, browse, assignment):
        Assignment.objects.filter(pk=assignment.pk).update(is_expected=False)

        assert "больше не требует" in begin(browse("director"), assignment).json()["error"]

    @pytest.mark.parametrize(
        ("name", "size", "words"),
        [("a.jpg", 0, "пуст"), ("a.jpg", 25 * 2**20, "можно до 20"), ("", 5, "Не сказано"), ("a", "x", "Не сказано")],
    )
    def test_what_cannot_be_is_told_before_it_is_sent(self, name, size, words, browse, assignment):
        answer = begin(browse("director"), assignment, name, size)

        assert (answer.status_code, words in answer.json()["error"]) == (422, True)

    def test_files_and_bytes_that_wait_are_bounded(self, browse, assignment, monkeypatch):
        monkeypatch.setattr(waiting, "MOST_WAITING", 2)
        monkeypatch.setattr(waiting, "MOST_BYTES_WAITING", 1000)

        assert begin(browse("director"), assignment, size=600).status_code == 201
        assert "больше" in begin(browse("director"), assignment, size=600).json()["error"]
        assert begin(browse("director"), assignment, size=300).status_code == 201
        assert "слишком много" in begin(browse("director"), assignment, size=10).json()["error"]

    def test_a_piece_is_bounded(self, browse, assignment):
        key = begin(browse("director"), assignment, size=5 * 2**20).json()["key"]

        assert piece(browse("director"), key, 0, b"x" * (2**20 + 1)).status_code == 422

    def test_a_piece_takes_as_many_queries_whatever_waits(self, browse, assignment):
        director, counts = browse("director"), []
        for _ in range(3):
            key = begin(director, assignment).json()["key"]
            with CaptureQueriesContext(
                connection,
            ) as queries:
                piece(director, key, 0, PHOTO[:1000])
            counts.append(len(queries))

        assert counts == [6, 6, 6]

    def test_what_waits_is_offered_on_the_page(self, browse, assignment):
        told = upload(browse("director"), assignment)
        url = reverse("assignment-detail", args=[assignment.pk])

        assert told["key"] in browse("director").get(url).content.decode()
        assert told["key"] not in browse("coordinator").get(url).content.decode()


class TestTwins:
    def test_the_same_file_is_told_and_comes_once(self, browse, assignment):
        send(browse("director"), assignment, upload(browse("director"), assignment)["key"])
        told = upload(browse("director"), assignment, name="ещё раз.jpg")

        assert "уже приложен к отчёту: «фото.jpg»" in told["note"]
        send(browse("director"), assignment, told["key"], version=1)
        assert EvidenceFile.objects.count() == Evidence.objects.count() == 1

    def test_without_scripts_it_is_told_after_sending(self, browse, assignment):
        for version in (0, 1):
            answer = send(browse("director"), assignment, files=[ContentFile(PHOTO, "a.jpg")], version=version)

        assert "Второй раз он не добавится" in answer.content.decode()

    def test_beside_another_report_it_is_told(self, browse, assignment, in_force):
        send(browse("director"), assignment, upload(browse("director"), assignment)["key"])
        other = in_force.activities["1.2"].assignments.get(school=in_force.school)

        assert "уже приложен к другому отчёту" in upload(browse("director"), other)["note"]


class TestWithdrawal:
    def withdraw(self, browse, file, person="director", because="Не тот файл"):
        url = reverse("evidence-withdraw", args=[file.pk])
        return browse(person).post(url, {"because": because}, follow=True)

    def test_a_wrong_file_is_no_evidence_and_stays_in_the_history(self, browse, assignment):
        send(browse("director"), assignment, upload(browse("director"), assignment)["key"])
        file = EvidenceFile.objects.get()
        page = self.withdraw(browse, file).content.decode()

        assert "Не тот файл" in page
        assert "Файл отозван" in page
        assert not EvidenceFile.objects.exists()
        assert not Evidence.objects.exists()
        assert Assignment.objects.without_evidence().get() == assignment
        kept = EvidenceFile.with_withdrawn.get()
        assert (kept.withdrawn_by.email, kept.file.read()[:3]) == (file.added_by.email, b"\xff\xd8\xff")
        reviewed = browse("coordinator").get(reverse("review-list")).content.decode()
        assert "фото.jpg" not in reviewed

    @pytest.mark.parametrize("because", ["", " ", "не тот\x00"])
    def test_without_a_reason_that_can_be_kept_it_stays(self, because, browse, assignment):
        send(browse("director"), assignment, upload(browse("director"), assignment)["key"])
        page = self.withdraw(browse, EvidenceFile.objects.get(), because=because).content.decode()

        assert "Напишите, почему файл отозван" in page or "запрещённый символ" in page
        assert EvidenceFile.objects.exists()

    def test_whoever_reads_it_meanwhile_reads_it_anew(self, browse, assignment, in_force):
        send(browse("director"), assignment, upload(browse("director"), assignment)["key"])
        seen = Assignment.objects.get(pk=assignment.pk)
        self.withdraw(browse, EvidenceFile.objects.get())

        assert confirm_reports([seen], by=in_force.coordinator, versions={seen.pk: seen.version}) == []

    @pytest.mark.parametrize("person", ["director", "specialist"])
    def test_a_confirmed_report_keeps_its_files(self, person, browse, district):
        file = make_evidence_file(district)
        confirm_reports([file.evidence.assignment], by=district.coordinator)

        assert "подтверждён" in self.withdraw(browse, file, person).content.decode()
        assert EvidenceFile.objects.exists()

    def test_a_reason_is_asked_for(self, browse, district):
        assert "почему" in self.withdraw(browse, make_evidence_file(district), because=" ").content.decode()
        assert EvidenceFile.objects.exists()

    def test_the_only_document_stays_where_one_is_needed(self, browse, assignment, in_force):
        send(browse("director"), assignment, upload(browse("director"), assignment)["key"])
        assignment.activity.requires_document = True
        assignment.activity.save()

        with pytest.raises(WrongReview, match="только с документом"):
            withdraw_file(EvidenceFile.objects.get(), because="Не тот", by=in_force.director)
        assert EvidenceFile.objects.exists()


class TestLookingAtFiles:
    def test_a_file_is_shown_beside_its_report(self, browse, assignment, django_assert_num_queries):
        keys = [upload(browse("director"), assignment)["key"]]
        keys.append(upload(browse("director"), assignment, picture_bytes("TIFF", exif=phone_data()), "скан.tif")["key"])
        send(browse("director"), assignment, *keys)
        first, last = EvidenceFile.objects.all()
        client = browse("coordinator")
        client.get(reverse("evidence-show", args=[first.pk]))
        with django_assert_num_queries(8):
            page = client.get(reverse("evidence-show", args=[first.pk])).content.decode()

        assert 'alt="фото.jpg"' in page
        assert reverse("evidence-show", args=[last.pk]) in page
        assert 'value="confirm"' in page

    @pytest.mark.parametrize(("file_format", "name"), [("JPEG", "a.jpg"), ("TIFF", "a.tif")])
    def test_a_page_is_a_picture_that_is_asked_for_once(self, file_format, name, browse, assignment):
        key = upload(browse("director"), assignment, picture_bytes(file_format, size=(3000, 100)), name)["key"]
        send(browse("director"), assignment, key)
        file = EvidenceFile.objects.get()
        url, client = reverse("evidence-page", args=[file.pk, 1]), browse("coordinator")
        answer = client.get(url, {"side": "small"})

        assert Image.open(io.BytesIO(answer.content)).size == (240, 8)
        assert client.get(url, {"side": "small"}, headers={"If-None-Match": answer["ETag"]}).status_code == 304
        assert client.get(reverse("evidence-page", args=[file.pk, 2])).status_code == 404
        assert browse("other_director").get(url).status_code == 404

    def test_a_damaged_pdf_says_so(self, browse, district):
        file = make_evidence_file(district)

        page = browse("director").get(reverse("evidence-show", args=[file.pk])).content.decode()
        assert "не может показать" in page
