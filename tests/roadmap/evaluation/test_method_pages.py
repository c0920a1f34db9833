"""The pages of methods of evaluation: each delivered one, copied, changed, refused with the place."""

import pytest
from django.urls import reverse

from roadmap.evaluation.methods.actions import copy_evaluation_method
from roadmap.evaluation.methods.delivered_methods import delivered_evaluation_methods
from roadmap.evaluation.methods.forms.method import EvaluationMethodForm
from roadmap.evaluation.methods.models import EvaluationMethod
from tests.factories import make_evaluation, make_user
from tests.roadmap.evaluation.test_evaluation_pages import sent


class TestMethods:
    @pytest.fixture
    def own(self, district) -> EvaluationMethod:
        return copy_evaluation_method(key="stavrovo", municipality=district.municipality, name="Наш", by=None)

    def data(self, method: EvaluationMethod, **changes) -> dict:
        form = EvaluationMethodForm(shape=method.shape)
        data = {}
        for each in (*form.management_forms, *form.inner):
            data |= sent(each)
        return data | changes

    @pytest.mark.parametrize("key", list(delivered_evaluation_methods()))
    def test_each_delivered_one_goes_through_the_form_unchanged(self, key, district, browse):
        method = copy_evaluation_method(key=key, municipality=district.municipality, by=None)
        url = reverse("evaluation-method-detail", args=[method.pk])
        answer = browse("coordinator").post(url, self.data(method), follow=True)

        assert "ничего не изменено" in answer.content.decode()
        assert EvaluationMethod.objects.get().body == method.body

    def test_it_is_copied_and_changed(self, district, browse):
        client = browse("coordinator")
        url = reverse("evaluation-method-copy", args=[district.municipality.pk])
        client.post(url, {"method": "stavrovo", "name": "Наш порядок"})
        method = EvaluationMethod.objects.get()
        changes = {"classes-0-low_1": "95", "classes-1-high_1": "94", "cap": "100 %", "order": "приказ № 5"}
        answer = client.post(reverse("evaluation-method-detail", args=[method.pk]), self.data(method, **changes))
        method.refresh_from_db()

        told = client.get(answer.url).content.decode().replace("\u00a0", " ")

        assert answer.status_code == 302
        assert "В шкале дыра: 59 %, 94,5 % не подходит ни к одному классу. Если порядок так и говорит" in told
        assert method.shape.classes[0].bands[0].low == "95"
        assert (method.shape.indicators.cap, method.shape.order) == ("100", "приказ № 5")

    @pytest.mark.parametrize(
        "sent", [{"method": "stavrovo", "name": "Наш\x00"}, {"method": "никакой", "name": "Наш"}, {}]
    )
    def test_what_names_no_method_or_cannot_be_kept_is_told(self, sent, district, browse):
        url = reverse("evaluation-method-copy", args=[district.municipality.pk])
        page = browse("coordinator").post(url, sent, follow=True).content.decode()

        assert "Выберите готовый метод и напишите, как назвать свой." in page
        assert not EvaluationMethod.objects.exists()

    def test_the_same_name_twice_is_refused(self, own, district, browse):
        url = reverse("evaluation-method-copy", args=[district.municipality.pk])
        answer = browse("coordinator").post(url, {"method": "kostroma", "name": "наш"}, follow=True)

        assert "Метод «наш» уже есть" in answer.content.decode()

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"classes-1-high_1": "90", "classes-1-high_open_1": ""}, "90 % подходит и к «высокая», и к «средняя»"),
            ({"cap": "сто"}, "Нужно число не меньше нуля"),
            ({"key_money": "P"}, "обозначение стоит дважды"),
            ({"whole": "weighted"}, "Веса составляющих дают 0, а должны дать 1"),
            ({"judged_2": "activities"}, "Такой составляющей в методе нет"),
            ({"key_achievement": "с т"}, "Обозначение — буквы и цифры без пробелов"),
        ],
    )
    def test_what_is_no_method_is_refused_with_the_place_and_kept_in_the_form(self, own, browse, changes, words):
        url = reverse("evaluation-method-detail", args=[own.pk])
        data = self.data(own, note="Моё примечание", **changes)
        answer = browse("coordinator").post(url, data)
        page = answer.content.decode().replace("\u00a0", " ")

        assert answer.status_code == 422
        assert words in page
        assert "Моё примечание" in page
        assert EvaluationMethod.objects.get().body == own.body

    def test_nothing_ticked_is_told(self, own, browse):
        data = self.data(own)
        del data["use_achievement"], data["use_money"]
        for key in ("whole", "classes-0-name", "classes-1-name", "classes-2-name"):
            data[key] = ""
        answer = browse("coordinator").post(reverse("evaluation-method-detail", args=[own.pk]), data)

        assert "Отметьте хотя бы одну составляющую." in answer.content.decode()

    def test_one_that_was_used_gets_a_new_version_and_the_evaluation_keeps_its_own(self, own, judged, browse):
        evaluation = make_evaluation(judged.programme, by=judged.coordinator, method=f"own-{own.pk}")
        url = reverse("evaluation-method-detail", args=[own.pk])
        answer = browse("coordinator").post(url, self.data(own, cap="100"), follow=True)
        page = answer.content.decode()
        evaluation.refresh_from_db()

        assert "сделана новая: редакция 2" in page
        assert evaluation.shape.indicators.cap is None
        refused = browse("coordinator").post(url, self.data(own, cap="90"), follow=True).content.decode()
        assert "есть редакция новее" in refused

    def test_a_stranger_and_a_director_change_nothing(self, own, district, browse):
        other = make_user()
        assert other.pk
        for persona, status in (("stranger", 404), ("director", 403), ("specialist", 403)):
            url = reverse("evaluation-method-detail", args=[own.pk])
            assert browse(persona).post(url, self.data(own, cap="90")).status_code == status
