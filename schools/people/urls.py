from django.urls import path

from schools.people.views import (
    invitation_letters,
    invitation_sheet,
    password_code,
    person_edit,
    person_list,
    person_new,
)

urlpatterns = [
    path("municipalities/<int:pk>/people/", person_list, name="person-list"),
    path("municipalities/<int:pk>/people/new/", person_new, name="person-new"),
    path("municipalities/<int:pk>/people/invitations/sheet/", invitation_sheet, name="invitation-sheet"),
    path("municipalities/<int:pk>/people/invitations/letters/", invitation_letters, name="invitation-letters"),
    path("municipalities/<int:pk>/people/<int:user_pk>/", person_edit, name="person-edit"),
    path("municipalities/<int:pk>/people/<int:user_pk>/password-code/", password_code, name="password-code"),
]
