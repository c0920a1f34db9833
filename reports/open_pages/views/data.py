"""Serves open data as CSV and JSON files, and their description."""

import csv
import io

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone

from portal.files import file_response
from reports.open_pages.queries.datasets import DATASETS, Dataset
from reports.open_pages.queries.opened import OpenedMunicipality

_AS_PEOPLE_READ_IT = {"ensure_ascii": False, "indent": 2}


def dataset_file(opened: OpenedMunicipality, name: str, ending: str) -> HttpResponse:
    if name not in DATASETS or ending not in _WRITERS:
        raise Http404("Такого набора данных нет.")
    return _WRITERS[ending](opened, DATASETS[name])


def package_file(opened: OpenedMunicipality) -> HttpResponse:
    """Serve the machine-readable description of all data sets: a Data Package (Frictionless Data)."""
    described = {
        "profile": "tabular-data-package",
        "name": f"municipality-{opened.municipality.pk}",
        "title": f"Программы поддержки школ: {opened.municipality}",
        "created": timezone.localdate().isoformat(),
        "licenses": [{"title": opened.pages.licence}],
        "contributors": [{"title": opened.department.name, "role": "publisher"}] if opened.department else [],
        "resources": [_resource(dataset) for dataset in DATASETS.values()],
    }
    return JsonResponse(described, json_dumps_params=_AS_PEOPLE_READ_IT)


def _resource(dataset: Dataset) -> dict:
    return {
        "profile": "tabular-data-resource",
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "path": f"{dataset.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ";"},
        "schema": {"fields": _fields(dataset)},
    }


def _fields(dataset: Dataset) -> list[dict]:
    return [{"name": each.name, "type": each.type, "title": each.title} for each in dataset.fields]


def _csv(opened: OpenedMunicipality, dataset: Dataset) -> HttpResponse:
    """Write CSV with semicolons and a byte order mark, which a Russian Excel opens by a double click."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([field.name for field in dataset.fields])
    for row in dataset.rows(opened, timezone.localdate()):
        writer.writerow([_csv_text(value) for value in row])
    return file_response(written.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"{dataset.name}.csv")


def _csv_text(value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _json(opened: OpenedMunicipality, dataset: Dataset) -> HttpResponse:
    today = timezone.localdate()
    names = [field.name for field in dataset.fields]
    told = {
        "title": dataset.title,
        "description": dataset.description,
        "municipality": opened.municipality.name,
        "date": today.isoformat(),
        "license": opened.pages.licence,
        "fields": _fields(dataset),
        "rows": [dict(zip(names, row, strict=True)) for row in dataset.rows(opened, today)],
    }
    return JsonResponse(told, json_dumps_params=_AS_PEOPLE_READ_IT)


_WRITERS = {"csv": _csv, "json": _json}
