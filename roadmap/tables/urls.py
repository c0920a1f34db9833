from django.urls import path

from roadmap.tables.views import programme_money, table_edit

urlpatterns = [
    path("programmes/<int:pk>/tables/<slug:place>/", table_edit, name="table-edit"),
    path("programmes/<int:pk>/money/<str:label>/", programme_money, name="programme-money"),
]
