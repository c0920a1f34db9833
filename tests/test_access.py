"""Every URL for every role, by GET and by POST, against one table: a URL that the table lacks fails."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from portal.accounts.roles import Role
from tests.addresses import ADMIN, OWN, url_of
from tests.factories import make_user
from tests.test_house import APPS

PERSONAS = ["coordinator", "specialist", "observer", "administrator", "director", "stranger"]
# What GET and POST without data answer to each persona, in that order. 422: the form, with its errors.
TABLE = {
    "home": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "task-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "programme-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "programme-import": ("200 403 403 403 403 200", "422 403 403 403 403 422"),
    "intake-check": ("200 404 404 404 404 404", "422 404 404 404 404 404"),
    "intake-correct": ("405 405 405 405 405 405", "302 404 404 404 404 404"),
    "intake-changes": ("200 404 404 404 404 404", "422 404 404 404 404 404"),
    "programme-reports": ("200 200 403 403 200 404", "422 422 403 403 422 404"),
    "programme-add": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "intake-read": ("405 405 405 405 405 405", "302 404 404 404 404 404"),
    "intake-drop": ("405 405 405 405 405 405", "302 404 404 404 404 404"),
    "intake-file": ("200 404 404 404 404 404", "405 405 405 405 405 405"),
    "programme-create": ("200 403 403 403 403 200", "422 403 403 403 403 422"),
    "programme-edit": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "programme-part-edit": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "table-edit": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "programme-money": ("200 200 403 403 403 404", "302 302 403 403 403 404"),
    "programme-targets-edit": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "programme-detail": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "programme-export": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "programme-approve": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "programme-delete": ("200 403 403 403 403 404", "302 403 403 403 403 404"),
    "programme-withdraw-approval": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "programme-indicators": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "programme-facts": ("200 200 403 403 302 404", "302 302 403 403 302 404"),
    "programme-roadmap": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "roadmap-matrix": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "roadmap-calendar": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "roadmap-timeline": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "roadmap-excel": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "roadmap-pdf": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "programme-next": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "programme-keep-as-template": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "programme-amend": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "programme-compare": ("404 404 404 404 404 404", "405 405 405 405 405 405"),
    "programme-roll-out": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "programme-questions": ("200 403 403 403 403 404", "302 403 403 403 403 404"),
    "programme-effect": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "programme-evaluation": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "programme-evaluation-start": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "evaluation-detail": ("200 200 200 200 404 404", "302 403 403 403 404 404"),
    "evaluation-keep": ("200 403 403 403 404 404", "302 403 403 403 404 404"),
    "evaluation-method-choose": ("405 405 405 405 405 405", "302 403 403 403 404 404"),
    "evaluation-reopen": ("405 405 405 405 405 405", "302 403 403 403 404 404"),
    "evaluation-method-list": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "evaluation-method-copy": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "evaluation-method-detail": ("200 200 200 200 403 404", "422 403 403 403 403 404"),
    "activity-aims": ("200 403 403 403 403 404", "302 403 403 403 403 404"),
    "roadmap-edit": ("200 403 403 403 403 404", "405 405 405 405 405 405"),
    "roadmap-arrange": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "roadmap-heading": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "roadmap-understood": ("200 403 403 403 403 404", "405 405 405 405 405 405"),
    "row-delete": ("302 403 403 403 403 404", "302 403 403 403 403 404"),
    "row-create": ("302 403 403 403 403 404", "302 403 403 403 403 404"),
    "row-edit": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "activity-detail": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "activity-require-document": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "assignment-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "assignment-waivers": ("200 403 403 403 403 200", "422 403 403 403 403 422"),
    "review-list": ("200 200 200 200 403 200", "422 422 403 403 403 422"),
    "activity-executors": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "activity-dates": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "roadmap-reread": ("200 403 403 403 403 404", "302 403 403 403 403 404"),
    "reminder-settings": ("200 200 200 200 200 200", "302 302 302 302 302 302"),
    "calendar-renew": ("405 405 405 405 405 405", "302 302 302 302 302 302"),
    "calendar-feed": ("404 404 404 404 404 404", "405 405 405 405 405 405"),
    "assignment-detail": ("200 200 200 200 200 404", "422 422 403 403 422 404"),
    "evidence-file": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "evidence-show": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "evidence-page": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "evidence-withdraw": ("405 405 405 405 405 405", "302 302 403 403 302 404"),
    "assignment-upload": ("405 405 405 405 405 405", "422 422 403 403 422 404"),
    "upload-piece": ("404 404 404 404 200 404", "405 405 405 405 405 405"),
    "document-new": ("200 200 200 200 200 404", "302 403 403 403 403 404"),
    "document-print": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "document-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "document-detail": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "document-words": ("200 404 404 404 404 404", "422 404 404 404 404 404"),
    "document-issue": ("200 404 404 404 404 404", "422 404 404 404 404 404"),
    "document-correct": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "document-issue-set": ("302 404 404 404 404 404", "302 404 404 404 404 404"),
    "document-repeal": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "document-delete": ("405 405 405 405 405 405", "302 404 404 404 404 404"),
    "document-attach": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "document-compare": ("404 404 404 404 404 404", "405 405 405 405 405 405"),
    "document-file": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "attachment-file": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "search": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "check": ("200 200 200 200 200 200", "422 422 422 422 422 422"),
    "document-check": ("200 200 200 200 200 200", "422 422 422 422 422 422"),
    "bundle-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "bundle-new": ("405 405 405 405 405 405", "422 422 422 422 422 422"),
    "bundle-detail": ("200 404 404 404 404 404", "405 405 405 405 405 405"),
    "bundle-again": ("405 405 405 405 405 405", "302 404 404 404 404 404"),
    "bundle-cancel": ("405 405 405 405 405 405", "302 404 404 404 404 404"),
    "bundle-file": ("404 404 404 404 404 404", "405 405 405 405 405 405"),
    "letterhead": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "print-settings": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "letterhead-file": ("404 403 403 403 403 404", "405 405 405 405 405 405"),
    "letterhead-sample": ("200 403 403 403 403 404", "405 405 405 405 405 405"),
    "letterhead-remove": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "value-home": ("302 302 302 302 302 302", "405 405 405 405 405 405"),
    "value-choose": ("404 404 404 404 404 404", "405 405 405 405 405 405"),
    "value-grid": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "value-map": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "collection-map": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "value-form": ("200 200 200 200 200 404", "302 302 302 302 302 302"),
    "collection-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "submission-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "collection-open": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "collection-detail": ("200 200 200 200 302 404", "405 405 405 405 405 405"),
    "collection-change": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "collection-state": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "collection-export": ("200 200 200 200 302 404", "405 405 405 405 405 405"),
    "collection-template": ("200 200 200 200 302 404", "405 405 405 405 405 405"),
    "collection-import": ("200 200 403 403 200 404", "422 422 403 403 422 404"),
    "collection-step": ("405 405 405 405 405 405", "422 422 403 403 403 404"),
    "collection-remind": ("405 405 405 405 405 405", "302 302 403 403 403 404"),
    "submission-detail": ("200 200 200 200 200 404", "200 200 403 403 200 404"),
    "submission-export": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "submission-template": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "value-export": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "value-template": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "value-import": ("200 200 403 403 200 404", "422 422 403 403 422 404"),
    "value-names": ("200 200 403 403 200 404", "302 302 403 403 302 404"),
    "value-import-names": ("405 405 405 405 405 405", "404 404 404 404 404 404"),
    "cell-changes": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "value-actions": ("200 200 403 403 200 404", "405 405 405 405 405 405"),
    "bulk-action-detail": ("200 200 403 403 404 404", "302 302 403 403 404 404"),
    "value-import-answers": ("405 405 405 405 405 405", "404 404 404 404 404 404"),
    "value-import-check": ("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "school-values-export": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "school-values-form": ("200 200 200 200 200 404", "302 302 302 302 302 302"),
    "programme-indicators-export": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "school-values-charts": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "school-values": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "cell-save": ("405 405 405 405 405 405", "400 400 400 400 400 400"),
    "cell-panel": ("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "run-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "run-trial": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "run-keep": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "run-detail": ("200 200 200 200 404 404", "405 405 405 405 405 405"),
    "run-decide": ("405 405 405 405 405 405", "422 403 403 403 404 404"),
    "run-confirm": ("405 405 405 405 405 405", "302 403 403 403 404 404"),
    "run-school": ("200 200 200 200 200 404", "422 403 403 403 403 404"),
    "run-withdraw": ("405 405 405 405 405 405", "302 403 403 403 404 404"),
    "run-delete": ("405 405 405 405 405 405", "302 403 403 403 404 404"),
    "run-matrix": ("200 200 200 200 404 404", "405 405 405 405 405 405"),
    "run-compare": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "run-warning": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "low-result-list": ("200 200 200 200 404 404", "422 403 403 403 404 404"),
    "listed-school": ("200 403 403 403 404 404", "302 403 403 403 404 404"),
    "list-programmes": ("200 403 403 403 404 404", "422 403 403 403 404 404"),
    "list-attach": ("405 405 405 405 405 405", "302 403 403 403 404 404"),
    "school-history": ("200 200 200 200 200 404", "405 405 405 405 405 405"),
    "method-compare": ("200 200 200 200 403 404", "405 405 405 405 405 405"),
    "method-copy": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "method-indicators": ("405 405 405 405 405 405", "302 403 403 403 403 404"),
    "method-create": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "method-edit": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "method-detail": ("200 200 200 200 403 404", "302 403 403 403 403 404"),
    "open-home": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "open-municipality": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "open-programme": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "open-indicators": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "open-plan": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "open-document": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "open-data": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "open-package": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "open-dataset": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "open-news": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "open-sitemap": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "robots": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "open-settings": ("200 403 403 403 403 404", "422 403 403 403 403 404"),
    "preview-municipality": ("200 403 403 403 403 404", "405 405 405 405 405 405"),
    "preview-programme": ("200 403 403 403 403 404", "405 405 405 405 405 405"),
    "preview-indicators": ("200 403 403 403 403 404", "405 405 405 405 405 405"),
    "preview-plan": ("200 403 403 403 403 404", "405 405 405 405 405 405"),
    "preview-document": ("200 403 403 403 403 404", "405 405 405 405 405 405"),
    "preview-data": ("200 403 403 403 403 404", "405 405 405 405 405 405"),
    "preview-package": ("200 403 403 403 403 404", "405 405 405 405 405 405"),
    "preview-dataset": ("200 403 403 403 403 404", "405 405 405 405 405 405"),
    "entrance": ("200 403 403 200 403 404", "302 403 403 302 403 404"),
    "second-factor-reset": ("405 405 405 405 405 405", "302 403 403 302 403 404"),
    "lock-lift": ("405 405 405 405 405 405", "302 403 403 302 403 404"),
    "address-lock-list": ("403 403 403 403 403 403", "403 403 403 403 403 403"),
    "setup-home": ("302 403 403 302 403 302", "405 405 405 405 405 405"),
    "municipality-setup": ("200 403 403 200 403 404", "405 405 405 405 405 405"),
    "municipality-edit": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "my-data": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "my-data-file": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "deleted": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "deleted-restore": ("405 405 405 405 405 405", "302 404 404 404 404 404"),
    "journal": ("200 403 403 200 403 404", "405 405 405 405 405 405"),
    "journal-export": ("200 403 403 200 403 404", "405 405 405 405 405 405"),
    "municipality-create": ("403 403 403 403 403 403", "403 403 403 403 403 403"),
    "municipality-choose": ("405 405 405 405 405 405", "403 403 403 403 403 403"),
    "indicator-list": ("200 403 403 200 403 404", "405 405 405 405 405 405"),
    "indicator-new": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "indicator-edit": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "indicator-roster": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "indicator-ready": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "indicator-arrange": ("405 405 405 405 405 405", "302 403 403 302 403 404"),
    "indicator-state": ("405 405 405 405 405 405", "302 403 403 302 403 404"),
    "school-home": ("302 403 403 302 403 302", "405 405 405 405 405 405"),
    "order-list": ("200 403 403 200 403 404", "405 405 405 405 405 405"),
    "order-edit": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "order-delete": ("405 405 405 405 405 405", "302 403 403 302 403 404"),
    "school-list": ("200 403 403 200 403 404", "405 405 405 405 405 405"),
    "school-new": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "school-edit": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "school-merge": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "school-roster": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "person-list": ("200 403 403 200 403 404", "405 405 405 405 405 405"),
    "person-new": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "person-edit": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "person-roster": ("200 403 403 200 403 404", "422 403 403 422 403 404"),
    "invitation-sheet": ("405 405 405 405 405 405", "302 403 403 302 403 404"),
    "password-code": ("405 405 405 405 405 405", "200 403 403 200 403 404"),
    "invitation-letters": ("405 405 405 405 405 405", "302 403 403 302 403 404"),
    "invitation": ("200 200 200 200 200 200", "422 422 422 422 422 422"),
    "invitation-link": ("302 302 302 302 302 302", "405 405 405 405 405 405"),
    "password-change": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "password-reset": ("200 200 200 200 200 200", "422 422 422 422 422 422"),
    "password-reset-sent": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "password-reset-confirm": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "session-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "session-end": ("405 405 405 405 405 405", "404 404 404 404 404 404"),
    "session-end-others": ("405 405 405 405 405 405", "302 302 302 302 302 302"),
    "account_inactive": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "account_login": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "account_reauthenticate": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "mfa_index": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "mfa_list_webauthn": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "mfa_authenticate": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_reauthenticate": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_reauthenticate_webauthn": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_activate_totp": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "mfa_deactivate_totp": ("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "mfa_view_recovery_codes": ("404 404 404 404 404 404", "405 405 405 405 405 405"),
    "mfa_generate_recovery_codes": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "mfa_download_recovery_codes": ("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "mfa_add_webauthn": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "mfa_remove_webauthn": ("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "mfa_login_webauthn": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "socialaccount_login_cancelled": ("302 302 302 302 302 302", "405 405 405 405 405 405"),
    "openid_connect_login": ("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "openid_connect_callback": ("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "help": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "help-chapter": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "appearance": ("405 405 405 405 405 405", "302 302 302 302 302 302"),
    "appearance-style": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "logout": ("405 405 405 405 405 405", "302 302 302 302 302 302"),
    "login": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "health-live": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "health-ready": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "licences": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "licence-own": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "licence-text": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
}
# Without a log-in: a calendar program knows a secret address, and an address that is none is not found.
PUBLIC = {
    "login": 200,
    "account_login": 200,
    "account_inactive": 200,
    "mfa_login_webauthn": 302,
    "socialaccount_login_cancelled": 302,
    "openid_connect_login": 404,
    "openid_connect_callback": 404,
    "calendar-feed": 404,
    "check": 200,
    "document-check": 200,
    "invitation": 200,
    "invitation-link": 302,
    "robots": 200,
    "password-reset": 200,
    "password-reset-sent": 200,
    "password-reset-confirm": 200,
    "appearance": 302,
    "appearance-style": 200,
    "help": 200,
    "help-chapter": 200,
    "health-live": 200,
    "health-ready": 200,
    "licences": 200,
    "licence-own": 200,
    "licence-text": 200,
} | {name: 200 for name in TABLE if name.startswith("open-") and name != "open-settings"}


def test_every_url_is_in_the_table():
    assert {name for name, _ in OWN} == set(TABLE)


# Functions of the portal's own; classes of views refuse by themselves what they have no method for.
FUNCTIONS = [
    (name, pattern)
    for name, pattern in OWN
    if pattern.callback.__module__.split(".")[0] in APPS and not hasattr(pattern.callback, "view_class")
]


@pytest.mark.parametrize(("name", "pattern"), FUNCTIONS, ids=[name for name, _ in FUNCTIONS])
def test_a_view_refuses_a_method_that_it_does_not_handle(name, pattern, rf):
    """At once, before it looks for anything: there is no database here."""
    assert pattern.callback(rf.put("/")).status_code == 405


def test_a_page_that_only_reads_refuses_a_form():
    """Whoever answers a form with the very page that they show has not read it."""
    unread = [name for name, _ in FUNCTIONS if len(set(TABLE[name])) == 1 and "200" in TABLE[name][0]]
    assert len(FUNCTIONS) > 200
    assert unread == []


# Where an administrator of the whole portal gets something else than the coordinator: nobody else's bundle, and what a
# municipality's people may not.
OF_THE_WHOLE_PORTAL = {
    "bundle-detail": (404, 405),
    "bundle-again": (405, 404),
    "bundle-cancel": (405, 404),
    "municipality-create": (200, 422),
    "municipality-choose": (405, 302),
    "school-home": (200, 405),
    "address-lock-list": (200, 302),
}
WHOLE = "administrator of the whole portal"


def in_table(name: str) -> dict[str, tuple[int, int]]:
    """What GET and POST answer to whom, whoever rules over everything included."""
    rows = [map(int, row.split()) for row in TABLE[name]]
    answers = dict(zip(PERSONAS, zip(*rows, strict=True), strict=True))
    return answers | {WHOLE: OF_THE_WHOLE_PORTAL.get(name, answers["coordinator"])}


@contextmanager
def undone() -> Iterator[None]:
    """What is done within is rolled back, as between two tests."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def client_in(district) -> Client:
    """Of an administrator of the whole portal, in the municipality that they chose."""
    client = Client()
    client.force_login(make_user(Role.ADMINISTRATOR, None))
    client.post(reverse("municipality-choose"), {"municipality": district.municipality.pk})
    return client


@pytest.mark.any_database  # every address is sent for on both by tests/test_hostile_requests.py
@pytest.mark.parametrize(("name", "pattern"), OWN, ids=[name for name, _ in OWN])
def test_everybody_gets_what_the_table_says(name, pattern, browse, district):
    """One after the other at the same address, which costs more to make than they do."""
    url, answers = url_of(name, pattern, district), {}
    for persona in (*PERSONAS, WHOLE):
        with undone():
            client = client_in(district) if persona == WHOLE else browse(persona)
            answers[persona] = client.get(url).status_code, client.post(url).status_code
    assert answers == in_table(name)

    for method in ("get", "post"):
        with undone():
            response = getattr(Client(), method)(url)
        if name in PUBLIC:
            assert response.status_code in (PUBLIC[name], 405, 422)
        else:  # there is only the log-in page
            assert response.status_code in (302, 405)
            assert response.status_code == 405 or response.url.startswith(reverse("login"))


@pytest.mark.any_database
@pytest.mark.parametrize("persona", [None, "coordinator", "specialist", "observer", "director", "stranger"])
def test_administration_is_for_administrators(persona, browse, district):
    values = {"app_label": "schools", "url": "schools"}
    for name, pattern in ADMIN:
        if name in ("admin:None", "admin:login", "admin:logout"):
            continue  # redirects of old addresses, and to the log-in page
        url = reverse(name, kwargs={key: values.get(key, 1) for key in pattern.pattern.regex.groupindex})
        for method in ("get", "post"):
            response = getattr(browse(persona), method)(url)
            assert response.status_code in (302, 403, 404), (name, method)
            assert response.status_code != 302 or "login" in response.url, (name, method)


def test_an_administrator_of_a_municipality_rules_there_only(browse, district):
    client = browse("administrator")
    users = client.get(reverse("admin:accounts_user_changelist")).content.decode()
    schools = client.get(reverse("admin:schools_school_changelist")).content.decode()
    chief = make_user(Role.ADMINISTRATOR, None)

    assert district.director.email in users
    assert "Берёзовская СОШ" in schools
    assert district.stranger.email not in users
    for person in (district.stranger, chief):
        page = client.get(reverse("admin:accounts_user_change", args=[person.pk]))
        assert page.status_code == 302
    assert client.get(reverse("admin:history_change_changelist")).status_code == 403


def test_an_administrator_of_a_municipality_makes_no_administrator_of_everything(browse, district):
    url = reverse("admin:accounts_user_add")
    data = {
        "email": "new@example.org", "full_name": "Новый Человек", "position": "",
        "password1": "слоны-не-летают-7", "password2": "слоны-не-летают-7",
        "memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0",
        "memberships-MIN_NUM_FORMS": "1", "memberships-MAX_NUM_FORMS": "1000",
        "memberships-0-role": Role.ADMINISTRATOR, "memberships-0-municipality": "", "memberships-0-school": "",
    }  # fmt: skip
    refused = browse("administrator").post(url, data)
    elsewhere = district.stranger.memberships.get().municipality_id
    also_refused = browse("administrator").post(url, data | {"memberships-0-municipality": elsewhere})
    accepted = browse("administrator").post(url, data | {"memberships-0-municipality": district.municipality.pk})

    assert "весь портал вам не подчинён" in refused.content.decode()
    assert also_refused.status_code == 200
    assert accepted.status_code == 302


@pytest.mark.parametrize(
    ("model", "words", "found"),
    [
        ("accounts_user", "КУЗНЕЦОВА", "Кузнецова Мария"),
        ("accounts_user", "user", "@example.org"),
        ("schools_school", "березовская", "Берёзовская СОШ"),
        ("indicators_indicator", "балл средний", "Средний балл"),
        ("roadmap_programme", "ПРОГРАММА", "Программа"),
    ],
)
def test_an_administrator_searches_in_russian(model, words, found, browse):
    url = reverse(f"admin:{model}_changelist")

    assert found in browse("administrator").get(url, {"q": words}).content.decode()
    assert found not in browse("administrator").get(url, {"q": "ничегоподобного"}).content.decode().split("<main")[-1]


@pytest.mark.parametrize(
    ("model", "data", "words"),
    [
        ("schools_school", {"name": "БЕРЕЗОВСКАЯ  сош"}, "Школа с таким названием в муниципалитете уже есть"),
        ("indicators_indicator", {"name": "средний балл, балл", "heading": "", "position": 0, "rule": "by-hand",
                                  "direction": "more"}, "Показатель с таким названием в муниципалитете уже есть"),
    ],
)  # fmt: skip
def test_a_name_that_is_there_already_is_told_at_the_form(model, data, words, browse, district):
    data = data | {"municipality": district.municipality.pk}
    answer = browse("administrator").post(reverse(f"admin:{model}_add"), data)

    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_an_administrator_does_not_switch_themselves_off(browse, district):
    person = district.administrator
    url = reverse("admin:accounts_user_change", args=[person.pk])
    browse("administrator").post(url, {"email": person.email, "full_name": person.full_name, "position": ""})

    person.refresh_from_db()
    assert person.is_active
    assert person.memberships.exists()
