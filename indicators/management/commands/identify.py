import json

from django.core.management.base import BaseCommand, CommandError

from indicators.identification.judging.asked_by_name import municipality_named, period_labelled
from indicators.identification.judging.inquiry import CannotJudge, Inquiry, choose_method, run_as_json


class Command(BaseCommand):
    help = "Показать в JSON, какие школы отнесены к школам с низкими результатами. Ничего не сохраняется."

    def add_arguments(self, parser):
        parser.add_argument("method", metavar="METHOD", help="ключ поставляемого метода или название своего")
        parser.add_argument("year", metavar="YEAR", help="«2026» или «2025-2026»")
        parser.add_argument("--municipality", default="", metavar="N", help="номер или название муниципалитета")

    def handle(self, *, method: str, year: str, municipality: str, **options):
        try:
            found = municipality_named(municipality)
            chosen = choose_method(method, found)
            inquiry = Inquiry(found, period_labelled(year), chosen.shape)
            text = json.dumps(run_as_json(inquiry), ensure_ascii=False, indent=2)
        except CannotJudge as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(text)
