"""Settings; what differs between installations comes from the environment (see docs/installation.md)."""

import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.management.utils import get_random_secret_key

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("PORTAL_DATA", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("PORTAL_DEBUG", default=False)
THIS_MACHINE = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.list("PORTAL_HOSTS", default=THIS_MACHINE)
HTTPS = env.bool("PORTAL_HTTPS", default=False)
# Where people find the portal; letters and calendars lead there.
PORTAL_ADDRESS = env.str("PORTAL_ADDRESS", default=f"http://127.0.0.1:{env.str('PORT', default='8000')}").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("PORTAL_TRUSTED_ORIGINS", default=[])
# The made-up people's password is known to everybody, so they are allowed only where nobody comes in from outside.
_known_as = [*ALLOWED_HOSTS, *(urlsplit(address).hostname for address in (PORTAL_ADDRESS, *CSRF_TRUSTED_ORIGINS))]
DEMONSTRATION_ALLOWED = not HTTPS and set(_known_as) <= {*THIS_MACHINE, "::1"}


def kept_secret_key(path: Path) -> str:
    """Return the installation's key, made at the first start and readable by its owner only.

    The file appears whole or not at all.
    """
    if not path.exists():
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        try:
            with fresh.open("w") as file:
                file.write(get_random_secret_key())
                file.flush()
                os.fsync(file.fileno())  # without it a loss of power could leave an empty file
            with suppress(FileExistsError):  # another process was quicker
                path.hardlink_to(fresh)
        finally:
            fresh.unlink()
    return path.read_text()


SECRET_KEY = env.str("PORTAL_SECRET_KEY", default="") or kept_secret_key(DATA_DIR / "secret-key")

INSTALLED_APPS = [
    "reports",
    "roadmap",
    "indicators",
    "schools",
    "portal.history",
    "portal.accounts",
    "portal.letters",
    "portal.backup",
    "portal.once",
    "portal.heavy",
    "portal.logs",
    "portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "bootstrap",
    "django_tasks_db",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "portal.logs.asking.AskingMiddleware",
    "portal.history.circumstances.CircumstancesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.PackedPagesMiddleware",
    "portal.middleware.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "schools.acting.middleware.ActingMiddleware",
    "portal.accounts.middleware.LogInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.middleware.NoSuchAddressMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.LineBreaksMiddleware",
    "axes.middleware.AxesMiddleware",
    "portal.middleware.WritesAreAtomicMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.appearance.context_processors.appearance",
                "schools.access.context_processors.scope",
                "schools.acting.context_processors.acting",
                "reports.context_processors.finished_bundle",
                "reports.context_processors.menu",
            ],
            "builtins": [
                "portal.template_tags",
                "portal.appearance.tags",
                "portal.letters.tags",
                "portal.once.tags",
                "portal.text.tags",
                "django.templatetags.static",
            ],
        },
    },
]
FORM_RENDERER = "portal.forms.FormRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a restarted server is found at the next request
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers wait for each other instead of failing; readers never wait.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# A table of values has up to three fields per cell, for 100 schools by 200 indicators and more.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["schools.access.backends.RoleBackend"]
# After so many wrong passwords for one person, or from one address, nobody can log in there for a while.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"
AXES_CLIENT_IP_CALLABLE = "portal.accounts.locking.address_of"
AXES_LOCKOUT_CALLABLE = "portal.accounts.locking.locked_out"
AXES_ENABLE_ADMIN = False  # it would show a municipality's administrator everybody's attempts
AXES_VERBOSE = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "portal.accounts.guessing.LongPasswordValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "portal.accounts.guessing.GuessablePasswordValidator"},
]
# django-allauth does second factors and log-ins by other systems; passwords, their letters and locks are set above.
ACCOUNT_ADAPTER = "portal.accounts.adapters.PortalAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # axes counts wrong codes as it counts wrong passwords
ACCOUNT_FORMS = {"reauthenticate": "portal.accounts.factor_forms.PasswordAgainForm"}
MFA_ADAPTER = "portal.accounts.adapters.PortalSecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # whoever invited a person vouches for the address
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # telephones' clocks are half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # «localhost»; browsers make keys nowhere else without HTTPS
MFA_FORMS = {
    "authenticate": "portal.accounts.factor_forms.CodeForm",
    "reauthenticate": "portal.accounts.factor_forms.CodeAgainForm",
    "activate_totp": "portal.accounts.factor_forms.FirstCodeForm",
    "add_webauthn": "portal.accounts.factor_forms.NewKeyForm",
}
# Log-in by another system, such as the region's or the municipality's, by OpenID Connect.
SOCIALACCOUNT_ADAPTER = "portal.accounts.adapters.OpenIdAdapter"
OPENID_URL = env.str("PORTAL_OPENID_URL", default="")
OPENID = OPENID_URL and {
    "provider_id": "openid",
    "name": env.str("PORTAL_OPENID_NAME", default="") or "другую систему",
    "client_id": env.str("PORTAL_OPENID_CLIENT", default=""),
    "secret": env.str("PORTAL_OPENID_SECRET", default=""),
    "settings": {"server_url": OPENID_URL},
}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": [OPENID] if OPENID else [], "OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid", "email"]}
}
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # the link in the letter to whoever forgot their password

# «smtp+tls://user:password@mail.example.ru:587»; without it no letter is sent, and the portal says so.
_mail = env.email_url_config(env.str("EMAIL_URL", default="") or "dummymail://")
EMAIL_BACKEND = {
    "django.core.mail.backends.filebased.EmailBackend": "portal.letters.backends.FolderBackend",
    "django.core.mail.backends.dummy.EmailBackend": "portal.letters.backends.NoServerBackend",
}.get(_mail["EMAIL_BACKEND"], _mail["EMAIL_BACKEND"])
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
# «filemail:///srv/letters»; «filemail://» is a folder among the data.
EMAIL_FILE_PATH = Path("/", _mail["EMAIL_FILE_PATH"]) if _mail["EMAIL_FILE_PATH"] else DATA_DIR / "letters"
EMAIL_TIMEOUT = 10  # seconds; a page waits as long for a server that doesn't answer
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("PORTAL_MAIL_FROM", default="") or (
    EMAIL_HOST_USER if "@" in (EMAIL_HOST_USER or "") else f"portal@{urlsplit(PORTAL_ADDRESS).hostname}"
)

# The virus scanner for uploaded files: clamd at «host:port» or at the path of its socket; "" for none.
CLAMD = env.str("CLAMD", default="")
# Only keeps used codes, which all processes have to know.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Long work is done by `manage.py db_worker`, as many of them as an installation wants.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Functions that read files which take long, in a process of their own (portal/heavy).
HEAVY_READERS = {
    "document": "roadmap.recognition.apart.read_document_apart",
    "values": "indicators.workbooks.apart.read_values_apart",
}
# For how many days the file of a finished bundle of documents is kept.
BUNDLE_DAYS = env.int("PORTAL_BUNDLE_DAYS", default=7)

# Where whoever keeps the server puts copies of the database and files; the portal tells how old the youngest is.
BACKUP_DIR = Path(folder) if (folder := env.str("PORTAL_BACKUPS", default="")) else None

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский")]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = env.str("PORTAL_TIME_ZONE", default="Europe/Moscow")
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static", ("manual", BASE_DIR / "docs" / "images")]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.storage.PortalStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

# Behind a web server that speaks HTTPS; without one (the demonstration, an inner network) cookies go by HTTP.
DEVICE_COOKIE_NAME = "known-device"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = ["^health/"]  # asked for on the machine itself
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    # Browsers take these from this very host by HTTPS only: no neighbour in the municipality's domain can set them.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    DEVICE_COOKIE_NAME = "__Host-known-device"
# The portal speaks for its own host name, not for others of the municipality's domain.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
# Pages run and show what the portal itself serves. Pictures being chosen («blob:») are shown before they are sent.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        # A log-in by OpenID Connect is a form that leads there.
        "form-action": ["'self'", *(["{0.scheme}://{0.netloc}".format(urlsplit(OPENID_URL))] if OPENID_URL else [])],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# Nothing of a device is asked for but what a field of files offers by itself.
PERMISSIONS_POLICY = {
    name: [] for name in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "serial", "hid")
}
X_FRAME_OPTIONS = "DENY"
# A log-in ends after so many hours without work, and after a working day in any case.
SESSION_COOKIE_AGE = 60 * 60 * env.int("PORTAL_SESSION_IDLE_HOURS", default=4)
SESSION_LONGEST = 60 * 60 * env.int("PORTAL_SESSION_HOURS", default=12)

# A line of JSON for each event, to the standard error stream, which the system's journal keeps.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.logs.formatting.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "portal.logs": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING"},  # what its own handler prints for developers only, root does
        "axes": {"level": "CRITICAL"},  # it tells e-mails; `portal.logs` tells the same events without them
    },
}
if DEBUG:
    LOGGING["handlers"]["console"].pop("formatter")
