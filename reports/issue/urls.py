from django.urls import path

from reports.issue.views.attachments import attachment_file
from reports.issue.views.checking import document_check
from reports.issue.views.comparing import document_compare
from reports.issue.views.documents import (
    document_attach,
    document_correct,
    document_delete,
    document_detail,
    document_file,
    document_list,
    document_repeal,
    document_words,
)
from reports.issue.views.issuing import document_issue, document_issue_set
from reports.issue.views.preparing import document_new, document_print

urlpatterns = [
    path("documents/", document_list, name="document-list"),
    path("documents/new/<str:kind>/", document_new, name="document-new"),
    path("documents/new/<str:kind>/<str:file_format>/", document_print, name="document-print"),
    path("documents/<int:pk>/", document_detail, name="document-detail"),
    path("documents/<int:pk>/words/", document_words, name="document-words"),
    path("documents/<int:pk>/issue/", document_issue, name="document-issue"),
    path("documents/<int:pk>/issue-set/", document_issue_set, name="document-issue-set"),
    path("documents/<int:pk>/repeal/", document_repeal, name="document-repeal"),
    path("documents/<int:pk>/correct/", document_correct, name="document-correct"),
    path("documents/<int:pk>/delete/", document_delete, name="document-delete"),
    path("documents/<int:pk>/attach/", document_attach, name="document-attach"),
    path("documents/<int:pk>/compare/", document_compare, name="document-compare"),
    path("documents/<int:pk>/<str:file_format>/", document_file, name="document-file"),
    path("documents/attachments/<int:pk>/", attachment_file, name="attachment-file"),
    path("check/", document_check, name="check"),
    path("check/<str:code>/", document_check, name="document-check"),
]
