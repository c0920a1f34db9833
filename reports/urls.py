from django.urls import path

from reports.views.attachments import attachment_file
from reports.views.bundles import (
    bundle_again,
    bundle_cancel,
    bundle_detail,
    bundle_file,
    bundle_list,
    bundle_new,
)
from reports.views.checking import document_check
from reports.views.comparing import document_compare
from reports.views.documents import (
    document_attach,
    document_delete,
    document_detail,
    document_file,
    document_issue,
    document_list,
    document_repeal,
    document_words,
)
from reports.views.letterhead import letterhead, letterhead_file, letterhead_remove, letterhead_sample
from reports.views.preparing import document_new, document_print
from reports.views.print_settings import print_settings
from reports.views.roadmap_state import roadmap_excel, roadmap_pdf

urlpatterns = [
    path("documents/", document_list, name="document-list"),
    path("documents/new/<str:kind>/", document_new, name="document-new"),
    path("documents/new/<str:kind>/<str:file_format>/", document_print, name="document-print"),
    path("documents/<int:pk>/", document_detail, name="document-detail"),
    path("documents/<int:pk>/words/", document_words, name="document-words"),
    path("documents/<int:pk>/issue/", document_issue, name="document-issue"),
    path("documents/<int:pk>/repeal/", document_repeal, name="document-repeal"),
    path("documents/<int:pk>/delete/", document_delete, name="document-delete"),
    path("documents/<int:pk>/attach/", document_attach, name="document-attach"),
    path("documents/<int:pk>/compare/", document_compare, name="document-compare"),
    path("documents/<int:pk>/<str:file_format>/", document_file, name="document-file"),
    path("documents/attachments/<int:pk>/", attachment_file, name="attachment-file"),
    path("bundles/", bundle_list, name="bundle-list"),
    path("bundles/new/", bundle_new, name="bundle-new"),
    path("bundles/<int:pk>/", bundle_detail, name="bundle-detail"),
    path("bundles/<int:pk>/again/", bundle_again, name="bundle-again"),
    path("bundles/<int:pk>/cancel/", bundle_cancel, name="bundle-cancel"),
    path("bundles/<int:pk>/file/", bundle_file, name="bundle-file"),
    path("check/", document_check, name="check"),
    path("check/<str:code>/", document_check, name="document-check"),
    path("documents/settings/<int:pk>/", print_settings, name="print-settings"),
    path("letterhead/<int:pk>/", letterhead, name="letterhead"),
    path("letterhead/<int:pk>/file/", letterhead_file, name="letterhead-file"),
    path("letterhead/<int:pk>/sample/", letterhead_sample, name="letterhead-sample"),
    path("letterhead/<int:pk>/remove/", letterhead_remove, name="letterhead-remove"),
    path("programmes/<int:pk>/roadmap/excel/", roadmap_excel, name="roadmap-excel"),
    path("programmes/<int:pk>/roadmap/pdf/", roadmap_pdf, name="roadmap-pdf"),
]
