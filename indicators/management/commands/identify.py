import json

from django.core.management.base import BaseCommand, CommandError

from indicators.models import Period
from indicators.queries.identification import CannotJudge, Inquiry, choose_method, run_as_json
from schools.models import Municipality


class Command(BaseCommand):
    help = "Показать в JSON, какие школы отнесены к школам с низкими результатами. Ничего не сохраняется."

    def add_arguments(self, parser):
        parser.add_argument("method", metavar="METHOD", help="ключ поставляемого метода или название своего")
        parser.add_argument("year", metavar="YEAR", help="«2026» или «2025-2026»")
        parser.add_argument("--municipality", default="", metavar="N", help="номер или название муниципалитета")

    def handle(self, *, method: str, year: str, municipality: str, **options):
        try:
            found = self.municipality(municipality)
            chosen = choose_method(method, found)
            inquiry = Inquiry(found, self.period(year), chosen.shape)
            text = json.dumps(run_as_json(inquiry), ensure_ascii=False, indent=2)
        except CannotJudge as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(text)

    @staticmethod
    def municipality(text: str) -> Municipality:
        """By its id, or by its name; without either the only one that there is."""
        known = ", ".join(f"{each.pk} — {each.name}" for each in Municipality.objects.all()[:20]) or "ни одного"
        if not text:
            found = list(Municipality.objects.all()[:2])
        elif text.isdecimal() and len(text) < 18:
            found = list(Municipality.objects.filter(pk=int(text)))
        else:
            found = list(Municipality.objects.named(text))
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            which = f"Муниципалитетов с названием «{text}» несколько" if text else "Муниципалитетов несколько"
            raise CannotJudge(f"{which}: укажите номер, --municipality N. Есть: {known}.")
        raise CannotJudge(f"Муниципалитета «{text}» нет. Есть: {known}." if text else "Муниципалитетов на портале нет.")

    @staticmethod
    def period(label: str) -> Period:
        try:
            Period.from_label(label)
        except ValueError as error:
            raise CannotJudge(str(error)) from None
        if found := Period.objects.filter(label=label).first():
            return found
        known = ", ".join(Period.objects.values_list("label", flat=True)) or "ни одного"
        raise CannotJudge(f"За период «{label}» на портале ничего нет. Есть: {known}.")
