"""Roles, named as departments name them, and the permissions that each one has."""

from enum import StrEnum

from django.db import models


class Permission(StrEnum):
    VIEW_ALL_SCHOOLS = "view-all-schools"
    ENTER_VALUES = "enter-values"
    REPORT_FOR_SCHOOL = "report-for-school"
    REPORT_FOR_DEPARTMENT = "report-for-department"
    MANAGE_PROGRAMMES = "manage-programmes"
    MANAGE_DIRECTORY = "manage-directory"
    ADMINISTER = "administer"


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", "администратор"
    COORDINATOR = "coordinator", "муниципальный координатор"
    SPECIALIST = "specialist", "специалист"
    DIRECTOR = "director", "директор школы"
    OBSERVER = "observer", "наблюдатель"

    @property
    def description(self) -> str:
        return _DESCRIPTIONS[self]

    @property
    def permissions(self) -> frozenset[Permission]:
        return _PERMISSIONS[self]


_DESCRIPTIONS = {
    Role.ADMINISTRATOR: "Ведёт пользователей, школы и справочники; во всём портале — ещё и всё, что координатор, "
    "в муниципалитете, который выбрал.",
    Role.COORDINATOR: "Ведёт программы, школы и людей, вносит значения, отчитывается за отдел, готовит документы.",
    Role.SPECIALIST: "Вносит значения показателей и отчитывается о мероприятиях за отдел.",
    Role.DIRECTOR: "Видит свою школу, вносит её значения и отчитывается о её мероприятиях.",
    Role.OBSERVER: "Видит всё в своём муниципалитете или в своей школе, ничего не меняет.",
}
_PERMISSIONS = {
    Role.ADMINISTRATOR: frozenset({Permission.ADMINISTER, Permission.MANAGE_DIRECTORY, Permission.VIEW_ALL_SCHOOLS}),
    Role.COORDINATOR: frozenset(
        {
            Permission.VIEW_ALL_SCHOOLS,
            Permission.ENTER_VALUES,
            Permission.REPORT_FOR_DEPARTMENT,
            Permission.MANAGE_PROGRAMMES,
            Permission.MANAGE_DIRECTORY,
        }
    ),
    Role.SPECIALIST: frozenset(
        {Permission.VIEW_ALL_SCHOOLS, Permission.ENTER_VALUES, Permission.REPORT_FOR_DEPARTMENT}
    ),
    Role.DIRECTOR: frozenset({Permission.ENTER_VALUES, Permission.REPORT_FOR_SCHOOL}),
    Role.OBSERVER: frozenset({Permission.VIEW_ALL_SCHOOLS}),
}
