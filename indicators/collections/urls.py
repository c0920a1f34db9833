from django.urls import path

from indicators.collections.views.collections import (
    collection_change,
    collection_detail,
    collection_list,
    collection_open,
    collection_remind,
    collection_state,
    collection_step,
)
from indicators.collections.views.listing import submission_list
from indicators.collections.views.submissions import submission_detail

urlpatterns = [
    path("collections/", collection_list, name="collection-list"),
    path("collections/answers/", submission_list, name="submission-list"),
    path("collections/open/<int:pk>/", collection_open, name="collection-open"),
    path("collections/<int:pk>/", collection_detail, name="collection-detail"),
    path("collections/<int:pk>/change/", collection_change, name="collection-change"),
    path("collections/<int:pk>/state/", collection_state, name="collection-state"),
    path("collections/<int:pk>/step/", collection_step, name="collection-step"),
    path("collections/<int:pk>/remind/", collection_remind, name="collection-remind"),
    path("collections/<int:pk>/schools/<int:school_pk>/", submission_detail, name="submission-detail"),
]
