from indicators.quantity import read_quantity
from portal.explaining import Explain, ExplainCommand


class Command(ExplainCommand):
    help = "Показать в JSON, как портал понимает значение показателя."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--unit", default="", help="единица измерения показателя")

    def explain_with(self, *, unit: str, **options) -> Explain:
        return lambda fields, place: read_quantity(fields["text"], unit).as_json()
