from crispy_forms.layout import Column, Field, LayoutObject, Row
from django import forms
from django.db.models import Q
from django.utils import timezone

from portal.forms import DateInput, form_helper
from portal.text.cases import Case
from schools.directory.models import Department, Municipality
from schools.orders.acts import Act
from schools.orders.models import Order
from schools.orders.numbers import bare_number

FIRST_YEAR = 1990


def order_layout() -> list[LayoutObject | str]:
    """Return the first rows of a form of an order: the choice of a known one, and the fields of a new one."""
    return [
        "known_order",
        Row(*(Column(name, css_class="col-sm-4") for name in ("act", "number", "issued_on"))),
        "is_another",
        "title",
        "issuer",
    ]


class OrderForm(forms.Form):
    """Asks for an order that approves something: one of the municipality's, or a new one by kind, number and date."""

    known_order = forms.ModelChoiceField(
        Order.objects.none(), label="Приказ или другой акт", required=False, empty_label="новый — заполните ниже"
    )
    act = forms.ChoiceField(label="Вид акта", required=False, choices=Act, initial=Act.ORDER)
    number = forms.CharField(label="Номер", required=False, max_length=100)
    issued_on = forms.DateField(label="Дата", required=False, widget=DateInput)
    is_another = forms.BooleanField(
        label="Это другой акт с тем же номером", required=False, widget=forms.HiddenInput
    )  # shown where one of that number is known
    title = forms.CharField(
        label="О чём", required=False, widget=forms.Textarea({"rows": 2, "placeholder": "Об утверждении …"})
    )
    issuer = forms.CharField(
        label="Кто издал", required=False, max_length=500,
        help_text="Пусто — ваш отдел. У постановления и решения впишите: «Администрация Заречного района».",
    )  # fmt: skip
    annex = forms.RegexField(
        r"^\s*(№\s*)?[\w./-]{1,8}\s*$",
        label="Приложение №",
        required=False,
        error_messages={"invalid": "Здесь только номер приложения, например «1» или «2а»."},
    )
    helper = form_helper(*order_layout(), Field("annex", wrapper_class="mb-3 col-sm-3"))

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        self.fields["known_order"].queryset = municipality.orders.all()

    def clean_act(self) -> Act:
        return Act(self.cleaned_data["act"] or Act.ORDER)

    def clean_number(self) -> str:
        return bare_number(self.cleaned_data["number"])

    def clean_annex(self) -> str:
        return bare_number(self.cleaned_data["annex"])

    def clean(self):
        data = super().clean()
        if data.get("known_order"):
            if any(data.get(name) for name in ("number", "issued_on", "title", "issuer")):
                self.add_error("known_order", "Выберите что-то одно: акт из списка или новый, поля которого ниже.")
        else:
            self._clean_new(data)
        if issued_on := data.get("issued_on"):
            if issued_on > timezone.localdate():
                self.add_error("issued_on", "Эта дата ещё не наступила.")
            elif issued_on.year < FIRST_YEAR:
                self.add_error("issued_on", f"Проверьте год: приказов раньше {FIRST_YEAR} года портал не хранит.")
        return data

    def _clean_new(self, data: dict) -> None:
        act = data.get("act", Act.ORDER)
        if self._is_known(data):
            self.add_error("number", f"{act.with_word('Такой', 'Такое')} уже есть, выберите его из списка.")
        elif namesake := self._of_that_number(data):
            self.fields["is_another"].widget = forms.CheckboxInput()
            if not data.get("is_another"):
                words = f"В этом году уже есть {namesake}. Проверьте дату или отметьте, что это другой акт."
                self.add_error("is_another", words)
        if not data.get("number"):
            self.add_error("number", f"Укажите номер {act.in_case(Case.GENITIVE)} или выберите акт из списка.")
        if not data.get("issued_on") and "issued_on" not in self.errors:
            self.add_error("issued_on", f"Укажите дату {act.in_case(Case.GENITIVE)} или выберите акт из списка.")
        if not act.is_of_departments and not data.get("issuer"):
            self.add_error("issuer", f"Укажите, кто издал {act.label}: его издаёт не отдел.")

    def _is_known(self, data: dict) -> bool:
        orders = self.fields["known_order"].queryset
        stated = {name: data.get(name) for name in ("act", "number", "issued_on")}
        return all(stated.values()) and orders.filter(**stated).exists()

    def _of_that_number(self, data: dict) -> Order | None:
        """Numbers begin anew with each year; two of one in a year are more likely one with a slip in its date."""
        if not (data.get("number") and data.get("issued_on")):
            return None
        issuer = data.get("issuer") or self._read_department().get("issuer")
        orders = self.fields["known_order"].queryset.filter(act=data.get("act", Act.ORDER), number=data["number"])
        of_issuer = Q(issuer=issuer) | Q(issuer=None) | Q(issuer="")
        return orders.filter(of_issuer, issued_on__year=data["issued_on"].year).first()

    def order(self) -> Order:
        """Return the chosen order, or a new one, not saved, issued by the department unless another body is typed."""
        data = self.cleaned_data
        if data["known_order"]:
            return data["known_order"]
        own = {"issuer": data["issuer"]} if data["issuer"] else self._read_department()
        return Order(
            municipality=self.municipality,
            act=data["act"],
            number=data["number"],
            issued_on=data["issued_on"],
            title=data["title"] or None,
            **own,
        )

    def _read_department(self) -> dict[str, str | None]:
        department: Department | None = getattr(self.municipality, "department", None)
        if department is None:
            return {}
        return {
            "issuer": department.full_name or department.name,
            "place": department.place or None,
            "signatory_position": department.head_position or None,
            "signatory_name": department.head_name or None,
        }


class OrderCorrectionForm(forms.ModelForm):
    """Corrects what the portal prints of an order, before anything has been approved or issued by it."""

    number = forms.CharField(label="Номер", max_length=100)
    issued_on = forms.DateField(label="Дата", widget=DateInput)

    class Meta:
        model = Order
        fields = [
            "act", "number", "issued_on", "title", "issuer", "place", "signatory_position", "signatory_name",
        ]  # fmt: skip
        labels = {"title": "О чём"}
        widgets = {"title": forms.Textarea({"rows": 2})} | {
            name: forms.TextInput() for name in ("issuer", "place", "signatory_position", "signatory_name")
        }

    helper = form_helper(
        Row(*(Column(name, css_class="col-sm-4") for name in ("act", "number", "issued_on"))),
        "title",
        "issuer",
        Row(Column("place", css_class="col-sm-4"), Column("signatory_position"), Column("signatory_name")),
    )  # fmt: skip

    def __init__(self, data=None, *, order: Order):
        super().__init__(data, instance=order)

    def clean_number(self) -> str:
        return bare_number(self.cleaned_data["number"])

    def clean_issued_on(self):
        issued_on = self.cleaned_data["issued_on"]
        if issued_on > timezone.localdate():
            raise forms.ValidationError("Эта дата ещё не наступила.")
        if issued_on.year < FIRST_YEAR:
            raise forms.ValidationError(f"Проверьте год: приказов раньше {FIRST_YEAR} года портал не хранит.")
        return issued_on

    def clean(self):
        data = super().clean()
        stated = {name: data.get(name) for name in ("act", "number", "issued_on")}
        others = Order.objects.filter(municipality=self.instance.municipality_id).exclude(pk=self.instance.pk)
        if all(stated.values()) and others.filter(**stated).exists():
            act = Act(stated["act"])
            self.add_error("number", f"{act.with_word('Такой', 'Такое')} в списке уже есть.")
        return data
