from django.urls import path

from reports.bundles.views import (
    bundle_again,
    bundle_cancel,
    bundle_detail,
    bundle_file,
    bundle_list,
    bundle_new,
)

urlpatterns = [
    path("bundles/", bundle_list, name="bundle-list"),
    path("bundles/new/", bundle_new, name="bundle-new"),
    path("bundles/<int:pk>/", bundle_detail, name="bundle-detail"),
    path("bundles/<int:pk>/again/", bundle_again, name="bundle-again"),
    path("bundles/<int:pk>/cancel/", bundle_cancel, name="bundle-cancel"),
    path("bundles/<int:pk>/file/", bundle_file, name="bundle-file"),
]
