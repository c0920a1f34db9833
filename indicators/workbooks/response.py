from django.http import HttpResponse

from indicators.collections.models import Collection
from indicators.values.grid.table import Grid
from indicators.workbooks.writing import SheetOfValues, write_workbook
from portal.files import EXCEL, file_response
from schools.directory.models import Municipality


def workbook_response(
    grid: Grid, municipality: Municipality, name: str, title: str, collection: Collection | None = None
) -> HttpResponse:
    """Answer with a grid as a workbook of one sheet, which is called `title`, in a file of that name."""
    sheet = SheetOfValues(title, municipality.pk, grid, collection and collection.pk)
    content = write_workbook([sheet], collection=str(collection or ""))
    return file_response(content, EXCEL, "".join(each for each in f"{name}.xlsx" if each not in '\\/:*?"<>|'))
