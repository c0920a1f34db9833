import re

from crispy_forms.layout import Column, Fieldset, Row
from django import forms

from portal.digests import digest_of
from portal.forms import form_helper
from portal.text.keys import natural_key
from portal.text.names import acting_apart
from schools.directory.models import Department, Municipality
from schools.setup.actions import OF_DEPARTMENT, OF_MUNICIPALITY, stated

_SIGNATURE = re.compile(r"[А-ЯЁ]\.\s?([А-ЯЁ]\.\s?)?[А-ЯЁ][а-яё]+(-[А-ЯЁ][а-яё]+)?")


class DepartmentForm(forms.ModelForm):
    """A municipality and its education department, as documents name them."""

    municipality = forms.CharField(
        label="Муниципалитет", max_length=300, help_text="Как говорят и пишут: «Заречный район», «город Верхнеозёрск»."
    )
    region = forms.CharField(label="Регион", max_length=300, required=False, help_text="«Озёрская область».")
    photo_side = forms.TypedChoiceField(
        label="Длинная сторона фото в отчётах",
        coerce=int,
        required=False,
        choices=[(side, f"{side} точек") for side in (1000, 1500, 2000, 3000, 4000)],
        help_text=Municipality._meta.get_field("photo_side").help_text,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Department
        fields = OF_DEPARTMENT
        labels = {
            "name": "Краткое название отдела",
            "full_name": "Полное название отдела",
            "short_name": "Сокращение в планах",
        }
        help_texts = {
            "name": "Как его называют в планах и письмах: «Отдел образования», «Управление образования».",
            "full_name": "Как в приказах, в именительном падеже: «Отдел образования администрации Заречного района».",
            "short_name": "Как в столбце «Ответственные»: «ОО», «УО», «МКУ „УО“». По нему отдел узнаётся в планах.",
            "place": "Как в шапке приказа: «с. Заречное».",
            "address": "С индексом. Встанет в образец бланка на странице «Бланк приказов», больше никуда.",
            "head_position": "Как в подписи: «Начальник отдела образования».",
            "head_name": "Как в подписи: «М. П. Иванова».",
        }

    helper = form_helper(
        Fieldset("Муниципалитет", Row(Column("municipality", css_class="col-md-6"), Column("region"))),
        Fieldset(
            "Орган управления образованием",
            Row(Column("name", css_class="col-md-8"), Column("short_name")),
            "full_name",
            Row(Column("place", css_class="col-md-4"), Column("address")),
        ),
        Fieldset("Кто подписывает", Row(Column("head_position", css_class="col-md-7"), Column("head_name"))),
        Fieldset("Отчёты школ", "photo_side"),
        "seen",
    )  # fmt: skip

    def __init__(self, data=None, *, municipality: Municipality | None = None):
        self.municipality, self.now = municipality, stated(municipality)
        super().__init__(data, initial=self.now | {"seen": digest_of(self.now)})
        side = self.fields["photo_side"]
        if self.now["photo_side"] not in dict(side.choices):  # another size was set on the admin page
            side.choices = [*side.choices, (self.now["photo_side"], f"{self.now['photo_side']} точек")]

    @property
    def words(self) -> dict[str, str | int]:
        said = {field: self.cleaned_data[field] for field in (*OF_MUNICIPALITY, *OF_DEPARTMENT)}
        return said | {"photo_side": said["photo_side"] or self.now["photo_side"]}

    @property
    def doubts(self) -> list[str]:
        """Return questions about what looks odd; it is saved all the same."""
        doubts = []
        name = self.cleaned_data["head_name"]
        if acting_apart(name)[0]:
            doubts.append("«И.о.» относится к должности: напишите «И.о. начальника отдела» там, а здесь — одно имя.")
        elif name and not _SIGNATURE.fullmatch(name):
            doubts.append(f"Подпись в документах будет «{name}». Обычно пишут «И. О. Фамилия» — проверьте.")
        if name and not self.cleaned_data["head_position"]:
            doubts.append("Должность руководителя не указана: под документами будет одна фамилия.")
        return doubts

    def clean(self):
        data = super().clean()
        same = Municipality.objects.filter(
            name_key=natural_key(data.get("municipality", "")), region_key=natural_key(data.get("region", ""))
        )
        if data.get("municipality") and same.exclude(pk=self.municipality and self.municipality.pk).exists():
            self.add_error("municipality", "Такой муниципалитет в этом регионе уже есть.")
        if self.municipality and data.get("seen") != digest_of(self.now):
            self._add_conflicts()
        return data

    def _add_conflicts(self) -> None:
        """Add errors with the words that somebody else has saved meanwhile; sent once more, the form is accepted."""
        for field, stands in self.now.items():
            if field in self.cleaned_data and self.cleaned_data[field] != stands:
                words = f"«{stands}»" if stands else "пусто"
                self.add_error(field, f"Пока вы писали, здесь сохранили: {words}. Верно ваше — нажмите ещё раз.")
        self.data = self.data.copy()
        self.data["seen"] = digest_of(self.now)
