from django.urls import path

from roadmap.evaluation.methods.views import evaluation_method_copy, evaluation_method_detail, evaluation_method_list

urlpatterns = [
    path("evaluation-methods/<int:pk>/", evaluation_method_list, name="evaluation-method-list"),
    path("evaluation-methods/<int:pk>/copy/", evaluation_method_copy, name="evaluation-method-copy"),
    path("evaluation-methods/own/<int:pk>/", evaluation_method_detail, name="evaluation-method-detail"),
]
