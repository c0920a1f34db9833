from django import forms

from reports.kinds.document_kind import DocumentRequest
from reports.kinds.forms import SubjectForm
from reports.kinds.order.annexes import has_words
from reports.kinds.order.content import known_orders
from schools.orders.acts import Act
from schools.orders.models import Order


class OrderKindForm(SubjectForm):
    """Asks which kind of act is drafted, and who issues and signs it if that isn't the department."""

    act = forms.ChoiceField(label="Вид акта", required=False, choices=[("", Act.ORDER.label), *Act.choices[1:]])
    issuer = forms.CharField(
        label="Кто издаёт", required=False, max_length=300,
        help_text="Пусто — ваш отдел. У постановления и решения впишите: «Администрация Заречного района».",
    )  # fmt: skip
    position = forms.CharField(
        label="Должность подписывающего", required=False, max_length=300,
        help_text="Пусто — руководитель отдела, а у чужого акта место, чтобы вписать.",
    )  # fmt: skip
    signatory = forms.CharField(label="Инициалы и фамилия", required=False, max_length=200)

    def clean(self) -> dict:
        data = super().clean()
        if not any(data.get(name) for name in self.base_fields):
            return data
        act = Act(data.get("act") or Act.ORDER)
        if known := self._find_known_order(data):
            if has_words(known):
                self.add_error("act", f"{known} уже есть на портале со своими словами, другого он не составит.")
            elif data.get("act") and act != known.act:
                self.add_error("act", f"Уже известен другой акт: {known}. Вид его меняют в администрировании.")
        elif not act.is_of_departments and not data.get("issuer"):
            self.add_error("issuer", f"Укажите, кто издаёт {act.label}: это делает не отдел.")
        return data

    def _find_known_order(self, data: dict) -> Order | None:
        """Return the order that the programme or list has already, if any."""
        subject = {name: data[name] for name in self.kind.subject if data.get(name)}
        return next(iter(known_orders(DocumentRequest(self.kind, **subject))), None) if subject else None
