from django.urls import path

from roadmap.exchange.views import programme_export

urlpatterns = [
    path("programmes/<int:pk>/export/", programme_export, name="programme-export"),
]
