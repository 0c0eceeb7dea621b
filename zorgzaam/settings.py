"""Every setting, read from the environment with its type; `zorgzaam.checks` refuses half a configuration.

While `make run` is up it writes the addresses of its database and broker to `$ZORGZAAM_VAR/run.env`;
that file is read here, so that `python manage.py ...` needs no exported variable.
"""

import sys
from pathlib import Path
from typing import Any

import pghistory
from csp.constants import NONCE, NONE, SELF
from environs import Env
from redis.backoff import NoBackoff
from redis.retry import Retry
from whitenoise.compress import Compressor

from zorgzaam.schedule import SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
VAR_DIR = Path(env.str("ZORGZAAM_VAR", str(BASE_DIR / "var")))
RUN_ENV = VAR_DIR / "run.env"
if RUN_ENV.is_file():
    env.read_env(str(RUN_ENV), recurse=False, override=False)

# ---------------------------------------------------------------- where and how
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
PRODUCTION = not (DEBUG or DEMO)
SECRET_KEY = env.str("SECRET_KEY", "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
ROOT_URLCONF = "zorgzaam.urls"
WSGI_APPLICATION = "zorgzaam.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "zorgzaam.ui.forms.Renderer"

INSTALLED_APPS = [
    "zorgzaam",
    "themes",
    "partners",
    "regioplan",
    "governance",
    "newsletters",
    "zorgzaam.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "guardian",
    "pghistory",
    "pgtrigger",
    "csp",
    "django_htmx",
    "template_partials",
    "django_prose_editor",
    "zorgzaam.beheer.apps.Beheer",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zorgzaam.accounts.middleware.require_second_factor",
    "zorgzaam.audit.middleware.act_as_visitor",
    "zorgzaam.middleware.private_pages_stay_private",
    "axes.middleware.AxesMiddleware",
    "zorgzaam.middleware.explain_a_button",
    "zorgzaam.middleware.refuse_nul",
    "zorgzaam.busy.tell_when_busy",
]

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
                "csp.context_processors.nonce",
                "zorgzaam.ui.context.house",
            ],
            "builtins": ["zorgzaam.ui.templatetags.ui", "zorgzaam.templatetags.house"],
        },
    },
]

# ---------------------------------------------------------------- stores
# The owner migrates, the app owns nothing and cannot truncate (docs/decisions/0003).
MIGRATING = sys.argv[1:2] in (["migrate"], ["sqlmigrate"], ["pgtrigger"])
DATABASE_URL = env.str("DATABASE_URL", "")
MIGRATE_DATABASE_URL = env.str("MIGRATE_DATABASE_URL", "") or DATABASE_URL


# How long a page waits for somebody else's lock, for one query, and may stand still in the middle of its work.
# Web only (zorgzaam.wsgi says so): a few threads serve everybody, while a migration or a job may take its time.
SERVES_WEB = env.bool("ZORGZAAM_SERVES_WEB", False)
WEB_PATIENCE = {
    "lock_timeout": "4s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "120s",
}


def patient(seconds_to_connect: int = 3) -> dict[str, Any]:
    """Connection options that carry WEB_PATIENCE; a database that does not answer at all is down within seconds."""
    limits = " ".join(f"-c {name}={most}" for name, most in WEB_PATIENCE.items())
    return {"options": limits, "connect_timeout": seconds_to_connect}


def database(url: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL URL; every request is one transaction."""
    if not url:
        return {"ENGINE": "django.db.backends.postgresql", "NAME": "zorgzaam", "HOST": "/nonexistent"}
    config = _parse(url)
    config["ATOMIC_REQUESTS"] = True
    config["OPTIONS"] = (patient() if SERVES_WEB else {}) | config["OPTIONS"]
    return config


def _parse(url: str) -> dict[str, Any]:
    from urllib.parse import parse_qs, unquote, urlsplit

    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }


DATABASES = {"default": database(MIGRATE_DATABASE_URL if MIGRATING else DATABASE_URL)}
APP_DATABASE_ROLE = _parse(DATABASE_URL)["USER"] if DATABASE_URL else ""
REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")

# A Redis that takes the connection and says nothing must not hang a page: refuse within seconds, and try once.
REDIS_PATIENCE = {"socket_connect_timeout": 2, "socket_timeout": 5}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {**REDIS_PATIENCE, "retry": Retry(NoBackoff(), 0)},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "files"},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.bool("STATIC_MANIFEST", not DEBUG)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILES_DIR = Path(env.str("FILES_DIR", str(VAR_DIR / "files")))
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Compressing is most of the work of collectstatic: once per file, and not for what only a debugger reads.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
# A pasted agenda of 200 lines comes back with some eight fields a line.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "zorgzaam.files.receiving.Receiver",
]
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", 50_000_000)
# What an organisation sends along with an initiative: each file, and how many.
SUBMISSION_MAX_BYTES = env.int("SUBMISSION_MAX_BYTES", 25_000_000)
SUBMISSION_MAX_FILES = env.int("SUBMISSION_MAX_FILES", 20)
# Dotted path of a function (path) -> bool, clean or not; empty means the region runs no virus scanner.
FILE_SCANNER = env.str("FILE_SCANNER", "")

# How many PDFs are made at once on this machine; 0: as many as its processors and memory suit. How many seconds
# one waits for its turn: a page not longer than a visitor does, a command longer; a job a moment (zorgzaam.claimed).
PDF_AT_ONCE = env.int("PDF_AT_ONCE", 0)
PDF_PATIENCE = 8 if SERVES_WEB else 60

# ---------------------------------------------------------------- people
AUTH_USER_MODEL = "zorgzaam.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "zorgzaam.accounts.backends.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "zorgzaam.accounts.passwords.NotAboutYou"},
    {"NAME": "zorgzaam.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "zorgzaam.accounts.passwords.NotCommon"},
    {"NAME": "zorgzaam.accounts.passwords.NotOnlyDigits"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after_login"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "zorgzaam.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# A stranger's address gets no mail from us, also not one that says it is unknown.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Failed logins are counted by axes, per address and place: allauth's own count locks an address everywhere.
# Codes of the second factor are counted by zorgzaam.accounts.codes.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Accounts are made by staff for an address they know; nobody confirms it again before the second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_FORMS = {
    "login": "zorgzaam.accounts.forms.LoginForm",
    "reset_password": "zorgzaam.accounts.forms.AskPasswordForm",
    "reset_password_from_key": "zorgzaam.accounts.forms.NewPasswordForm",
    "change_password": "zorgzaam.accounts.forms.ChangePasswordForm",
    "set_password": "zorgzaam.accounts.forms.SetPasswordForm",
    "reauthenticate": "zorgzaam.accounts.forms.PasswordAgainForm",
}
MFA_ADAPTER = "zorgzaam.accounts.adapter.FactorAdapter"
MFA_FORMS = {
    "activate_totp": "zorgzaam.accounts.forms.ConnectAppForm",
    "authenticate": "zorgzaam.accounts.codes.CodeForm",
    "reauthenticate": "zorgzaam.accounts.codes.CodeAgainForm",
}
MFA_TOTP_ISSUER = "Zorgzaam"
MFA_REQUIRED_FOR_STAFF = env.bool("MFA_REQUIRED_FOR_STAFF", not DEMO)

AXES_USERNAME_CALLABLE = "zorgzaam.accounts.adapter.axes_username"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "zorgzaam.accounts.adapter.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "zorgzaam.accounts.siege.Handler"
AXES_CLIENT_IP_CALLABLE = "zorgzaam.accounts.place.client_address"
# How many proxies of our own add to X-Forwarded-For; 0: nobody does, and the header says nothing.
PROXY_COUNT = env.int("PROXY_COUNT", 0)

ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_RAISE_403 = False

PGHISTORY_APPEND_ONLY = True
# NOT NULL: a tracked write without an actor is refused by the database itself (promise I8).
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField(null=False)
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField(null=False)

# ---------------------------------------------------------------- post
# The post office hands mail to one relay; without a host only the local catcher of `make run` takes mail.
EMAIL_BACKEND = "zorgzaam.post.backend.PostOfficeBackend"
MAIL_RELAY_HOST = env.str("MAIL_RELAY_HOST", "127.0.0.1")
MAIL_RELAY_PORT = env.int("MAIL_RELAY_PORT", 8025)
MAIL_RELAY_USER = env.str("MAIL_RELAY_USER", "")
MAIL_RELAY_PASSWORD = env.str("MAIL_RELAY_PASSWORD", "")
MAIL_RELAY_STARTTLS = env.bool("MAIL_RELAY_STARTTLS", False)
# What the database knows an address by that wants no mail. It outlives a new SECRET_KEY: set it before you change that.
ADDRESS_KEY = env.str("ADDRESS_KEY", "") or SECRET_KEY
# Mass mail: how many connections at once, and how many mails to one domain may be on their way at once.
MAIL_CONNECTIONS = env.int("MAIL_CONNECTIONS", 4)
MAIL_PER_DOMAIN = env.int("MAIL_PER_DOMAIN", 10)
MAIL_RELAY_TIMEOUT = env.int("MAIL_RELAY_TIMEOUT", 20)
# How the relay is asked whether it took a message: "catcher", "postfix-log" or "" (nobody to ask).
MAIL_RELAY_WITNESS = env.str("MAIL_RELAY_WITNESS", "catcher" if DEMO else "")
MAIL_RELAY_LOG = Path(env.str("MAIL_RELAY_LOG", "/var/log/postfix/mail.log"))
MAIL_CATCHER_DIR = Path(env.str("MAIL_CATCHER_DIR", str(VAR_DIR / "mail")))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Zorgzaam <noreply@zorgzaam.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].rstrip("> ")
# Where reports go about mail that does not arrive (MAIL FROM), and the box they are read from:
# imaps://name:password@host/folder, or maildir:///path of a relay on the same machine; empty reads none.
MAIL_ENVELOPE_FROM = env.str("MAIL_ENVELOPE_FROM", "") or DEFAULT_FROM_EMAIL.rsplit("<", 1)[-1].rstrip("> ")
BOUNCE_MAILBOX = env.str("BOUNCE_MAILBOX", "")

# ---------------------------------------------------------------- jobs
# Redis carries wake-ups only; PostgreSQL owns the work and beat sweeps for what a lost wake-up left behind.
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_keepalive": True,
    # A worker asks Redis to wait for work one second at a time: well within the patience.
    **REDIS_PATIENCE,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BEAT_SCHEDULE = SCHEDULE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_TIMEZONE = "Europe/Amsterdam"

# ---------------------------------------------------------------- language and time
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "zorgzaam" / "locale"]

# ---------------------------------------------------------------- guarding the door
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        # The hash is the one fixed style sheet the text editor (ProseMirror) puts in the page by script.
        "style-src": [SELF, NONCE, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "fullscreen", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "usb",
    )
}  # fmt: skip
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "zorgzaam.masking.Formatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
# Guardian is no authentication backend here: it would answer for superusers and knows no end date.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
