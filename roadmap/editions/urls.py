from django.urls import path

from roadmap.editions.views.approval import programme_approve, programme_delete, programme_withdraw_approval
from roadmap.editions.views.copying import (
    programme_amend,
    programme_compare,
    programme_create,
    programme_keep_as_template,
    programme_next,
    programme_roll_out,
)
from roadmap.editions.views.low_results import list_attach, list_programmes

urlpatterns = [
    path("runs/lists/<int:pk>/programmes/", list_programmes, name="list-programmes"),
    path("runs/lists/<int:pk>/attach/", list_attach, name="list-attach"),
    path("programmes/new/", programme_create, name="programme-create"),
    path("programmes/<int:pk>/approve/", programme_approve, name="programme-approve"),
    path("programmes/<int:pk>/delete/", programme_delete, name="programme-delete"),
    path("programmes/<int:pk>/next/", programme_next, name="programme-next"),
    path("programmes/<int:pk>/keep-as-template/", programme_keep_as_template, name="programme-keep-as-template"),
    path("programmes/<int:pk>/amend/", programme_amend, name="programme-amend"),
    path("programmes/<int:pk>/compare/", programme_compare, name="programme-compare"),
    path("programmes/<int:pk>/roll-out/", programme_roll_out, name="programme-roll-out"),
    path("programmes/<int:pk>/withdraw-approval/", programme_withdraw_approval, name="programme-withdraw-approval"),
]
