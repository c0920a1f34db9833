from django.urls import path

from indicators.reversals.views import bulk_action_detail, bulk_action_list

urlpatterns = [
    path("values/<int:pk>/actions/", bulk_action_list, name="value-actions"),
    path("values/actions/<int:pk>/", bulk_action_detail, name="bulk-action-detail"),
]
