from crispy_forms.layout import Column, Field, Row
from django import forms
from django.utils import timezone

from portal.forms import DateInput, form_helper
from schools.models import Municipality, Order
from schools.numbers import bare_number

FIRST_YEAR = 1990


class OrderForm(forms.Form):
    """An order that approves something: one of the municipality's, or a new one by its number and date."""

    known_order = forms.ModelChoiceField(
        Order.objects.none(), label="Приказ", required=False, empty_label="новый приказ — заполните ниже"
    )
    number = forms.CharField(label="Номер приказа", required=False, max_length=100)
    issued_on = forms.DateField(label="Дата приказа", required=False, widget=DateInput)
    title = forms.CharField(
        label="О чём приказ", required=False, widget=forms.Textarea({"rows": 2, "placeholder": "Об утверждении …"})
    )
    annex = forms.RegexField(
        r"^\s*(№\s*)?[\w./-]{1,8}\s*$",
        label="Приложение №",
        required=False,
        error_messages={"invalid": "Здесь только номер приложения, например «1» или «2а»."},
    )
    helper = form_helper(
        "known_order", Row(Column("number", css_class="col-sm-6"), Column("issued_on", css_class="col-sm-6")),
        "title", Field("annex", wrapper_class="mb-3 col-sm-3"),
    )  # fmt: skip

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        self.fields["known_order"].queryset = municipality.orders.all()

    def clean_number(self) -> str:
        return bare_number(self.cleaned_data["number"])

    def clean_annex(self) -> str:
        return bare_number(self.cleaned_data["annex"])

    def clean(self):
        data = super().clean()
        if data.get("known_order") and (data.get("number") or data.get("issued_on") or data.get("title")):
            self.add_error("known_order", "Выберите что-то одно: приказ из списка или новый, поля которого ниже.")
        elif self._is_known(data):
            self.add_error("number", "Такой приказ уже есть, выберите его из списка.")
        if not data.get("known_order"):
            if not data.get("number"):
                self.add_error("number", "Укажите номер приказа или выберите приказ из списка.")
            if not data.get("issued_on") and "issued_on" not in self.errors:
                self.add_error("issued_on", "Укажите дату приказа или выберите приказ из списка.")
        if issued_on := data.get("issued_on"):
            if issued_on > timezone.localdate():
                self.add_error("issued_on", "Дата приказа ещё не наступила.")
            elif issued_on.year < FIRST_YEAR:
                self.add_error("issued_on", f"Проверьте год: приказов раньше {FIRST_YEAR} года портал не хранит.")
        return data

    def _is_known(self, data: dict) -> bool:
        orders = self.fields["known_order"].queryset
        number, issued_on = data.get("number"), data.get("issued_on")
        return bool(number and issued_on) and orders.filter(number=number, issued_on=issued_on).exists()

    def order(self) -> Order:
        """The chosen order, or a new one that is not saved yet, in the department's name."""
        data = self.cleaned_data
        if data["known_order"]:
            return data["known_order"]
        department = getattr(self.municipality, "department", None)
        return Order(
            municipality=self.municipality,
            number=data["number"],
            issued_on=data["issued_on"],
            title=data["title"] or None,
            issuer=department and (department.full_name or department.name),
            place=(department and department.place) or None,
            signatory_position=(department and department.head_position) or None,
            signatory_name=(department and department.head_name) or None,
        )
