"""Settings, from the environment alone; secure unless somebody asks otherwise.

Every variable is listed in docs/pengaturan.md (a test compares). Values that
change by decree are dated rows in the database, not settings.
"""

from pathlib import Path
from urllib.parse import urlsplit

import django
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from sibolga_asn.jadwal import JADWAL

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.bool("DEBUG", default=False)
# Set by script/server and the tests; the engines then bind loopback only.
LOKAL = env.bool("SIBOLGA_LOKAL", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY belum diisi. Buat satu: python -c 'import secrets; print(secrets.token_urlsafe(50))'. "
        "script/server dan script/manage membuatnya sendiri."
    )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if LOKAL else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where this machine keeps uploads and report files; never below the web root.
DATA_DIR = Path(env.str("SIBOLGA_DATA", default=str(BASE_DIR / ".data"))).absolute()

INSTALLED_APPS = [
    "sibolga_asn.apps.SibolgaAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "drf_spectacular",
    "oauth2_provider",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
    "inti",
    "organisasi",
    "akun",
    "aturan",
    "kabar",
    "dokumen",
    "laporan",
    "alur",
    "pegawai",
    "impor",
    "kompetensi",
    "kinerja",
    "layanan",
    "forum",
    "demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "inti.middleware.CatatMiddleware",
    "inti.middleware.AlamatMiddleware",
    "inti.middleware.TanpaNolMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "inti.middleware.BahasaMiddleware",
    "django.middleware.common.CommonMiddleware",
    "inti.cara.SandiFormulirMiddleware",
    "inti.cara.BanyakIsianMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "inti.middleware.FormulirTanpaNolMiddleware",
    "akun.middleware.PenggunaMiddleware",
    "akun.middleware.KonteksMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "inti.cara.CaraMiddleware",
    "akun.middleware.KewenanganMiddleware",
    "aturan.middleware.PenolakanMiddleware",
    "inti.middleware.DrafMiddleware",
]

ROOT_URLCONF = "sibolga_asn.urls"
WSGI_APPLICATION = "sibolga_asn.wsgi.application"

PROSESOR_KONTEKS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "akun.context_processors.kulit",
]
TEMPLATES = [
    {
        # Our pages, and the inputs of all forms.
        "BACKEND": "inti.jinja.Jinja2",
        "NAME": "jinja2",
        "DIRS": [BASE_DIR / "templates", Path(django.__file__).parent / "forms" / "jinja2"],
        "OPTIONS": {
            "environment": "inti.jinja.buat_lingkungan",
            "context_processors": PROSESOR_KONTEKS[1:],
            "tulisan_aplikasi": ["forum.tulisan.FILTER"],
        },
    },
    {
        # Pages that libraries draw: account, second step, other logins, admin.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "DIRS": [BASE_DIR / "templates" / "pustaka"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": PROSESOR_KONTEKS,
            "builtins": ["django.templatetags.i18n", "inti.templatetags.inti"],
        },
    },
]
FORM_RENDERER = "inti.forms.Penyaji"

DATABASES = {
    "default": env.db_url("DATABASE_URL", default="postgres:///sibolga")
    | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False},
}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL harus menunjuk PostgreSQL, misalnya postgres://sibolga:sandi@db:5432/sibolga")
DATABASES["default"]["ENGINE"] = "inti.postgresql"  # the same, with a health check that costs no query
DATABASES["default"].setdefault("OPTIONS", {}).update(
    {
        "application_name": "sibolga",
        # A name with a typing error is still found: 'Manulu' has 0.57 in common with 'Manalu'.
        # Our joins are written in the order in which they narrow down; trying all others costs a page more than reading it.
        # No query of ours runs so long that compiling it would pay.
        # Every history trigger asks for `pgtrigger.ignore`. Unset, the answer is an exception caught inside the trigger, and
        # PostgreSQL then walks through all deferred checks of the transaction: changing n rows took n² (measured).
        "options": "-c pg_trgm.word_similarity_threshold=0.45 -c join_collapse_limit=4 -c jit=off -c pgtrigger.ignore={}",
    }
)

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
# Several clones and test workers may share one server: each has its own prefix.
REDIS_AWALAN = env.str("SIBOLGA_REDIS_AWALAN", default="sibolga")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_AWALAN,
    }
}

# kombu has its own word for a Unix socket.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": f"{REDIS_AWALAN}:", "visibility_timeout": 4 * 3600}
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A new child of the pool that is not up by then is killed and replaced; four seconds, the default, are few on a busy machine.
CELERY_WORKER_PROC_ALIVE_TIMEOUT = 30
CELERY_TASK_DEFAULT_QUEUE = "sibolga"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = JADWAL

AUTH_USER_MODEL = "akun.Pengguna"
AUTHENTICATION_BACKENDS = ["akun.backends.NomorAtauEmailBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "akun.sandi.BukanNamaSendiri"},
    {"NAME": "akun.sandi.BukanMudahDitebak"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "beranda"
LOGOUT_REDIRECT_URL = "beranda"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "kode"
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = env.str("SIBOLGA_VERIFIKASI_EMAIL", default="none" if LOKAL else "mandatory")
ACCOUNT_ADAPTER = "akun.adapter.AkunAdapter"
ACCOUNT_USER_DISPLAY = "akun.adapter.sebut"
SOCIALACCOUNT_ADAPTER = "akun.adapter.SsoAdapter"
ACCOUNT_FORMS = {
    "login": "akun.forms.MasukForm",
    "signup": "akun.forms.DaftarForm",
    "reauthenticate": "akun.forms.PastikanSandiForm",
    "change_password": "akun.forms.UbahSandiForm",
    "set_password": "akun.forms.BuatSandiForm",
    "reset_password_from_key": "akun.forms.SandiDariTautanForm",
    "add_email": "akun.forms.TambahEmailForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # a session in the wrong hands does not change the address that resets passwords
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOKAL
MFA_ADAPTER = "akun.adapter.FaktorAdapter"
MFA_FORMS = {
    "authenticate": "akun.forms.LangkahKeduaForm",
    "reauthenticate": "akun.forms.PastikanKodeForm",
    "activate_totp": "akun.forms.PasangAplikasiForm",
    "add_webauthn": "akun.forms.TambahKunciForm",
    "edit_webauthn": "akun.forms.UbahKunciForm",
    "authenticate_webauthn": "akun.forms.KunciKeduaForm",
    "login_webauthn": "akun.forms.MasukKunciForm",
    "reauthenticate_webauthn": "akun.forms.PastikanKunciForm",
}
# Who can't work without a second step of signing in (akun.faktor): 'staf', 'semua', or 'tidak'.
FAKTOR_KEDUA = env.str("SIBOLGA_FAKTOR_KEDUA", default="staf")
if FAKTOR_KEDUA not in ("staf", "semua", "tidak"):
    raise ImproperlyConfigured("SIBOLGA_FAKTOR_KEDUA harus 'staf', 'semua', atau 'tidak', misalnya SIBOLGA_FAKTOR_KEDUA=staf")
# The national ASN login (or any other OIDC issuer): set all three to switch it on.
SSO_ISSUER = env.str("SSO_ISSUER", default="")
# The claim that carries the NIP; at an issuer whose user names are the NIP: preferred_username.
SSO_KLAIM_NIP = env.str("SSO_KLAIM_NIP", default="nip")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "akun.sso.AsnDigital",
        "APPS": [
            {
                "provider_id": "asn-digital",
                "name": "ASN Digital",
                "client_id": env.str("SSO_CLIENT_ID", default=""),
                "secret": env.str("SSO_CLIENT_SECRET", default=""),
                "settings": {"server_url": SSO_ISSUER, "oauth_pkce_enabled": True},
            }
        ]
        if SSO_ISSUER
        else [],
    }
}
SOCIALACCOUNT_AUTO_SIGNUP = False

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "bahasa"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [BASE_DIR / "locale"]
# What counts until the city's own row says so (inti.instansi).
TIME_ZONE = CELERY_TIMEZONE = env.str("SIBOLGA_ZONA", default="Asia/Jakarta")
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("SIBOLGA_STATIK", default=str(DATA_DIR / "statik")))
MEDIA_ROOT = Path(env.str("SIBOLGA_BERKAS", default=str(DATA_DIR / "berkas")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not LOKAL
SECURE_HSTS_SECONDS = 0 if LOKAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOKAL
SECURE_REDIRECT_EXEMPT = [r"^sehat/"]
DI_BELAKANG_PROKSI = env.bool("SIBOLGA_DI_BELAKANG_PROKSI", default=False)
if DI_BELAKANG_PROKSI:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "sesi" if LOKAL else "__Host-sesi"
CSRF_COOKIE_NAME = "csrf" if LOKAL else "__Host-csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_ENGINE = "akun.sesi"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
CSRF_FAILURE_VIEW = "inti.views.csrf_gagal"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
    "publickey-credentials-get": ["self"],
    "publickey-credentials-create": ["self"],
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # Chromium asks this of the redirect after a form too: the button of the national login leads to its issuer.
        "form-action": [SELF, *([f"{urlsplit(SSO_ISSUER).scheme}://{urlsplit(SSO_ISSUER).netloc}"] if SSO_ISSUER else [])],
        "object-src": [NONE],
    }
}

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
# What Django and libraries write goes into the outbox first, so that no page waits for a mail server.
EMAIL_BACKEND = "kabar.pos.AntreanSurat"
# Private key of web push (VAPID, 32 bytes in base64url); empty: no push. Set it once and keep it: devices know its twin.
KUNCI_DORONG = env.str("SIBOLGA_KUNCI_DORONG", default="")
DEFAULT_FROM_EMAIL = env.str("EMAIL_DARI", default="Sibolga ASN <tidak-dibalas@sibolga-asn.invalid>")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["akun.token_klien.TokenKlien"],
    "DEFAULT_PERMISSION_CLASSES": ["akun.izin.Kewenangan"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["inti.pembaca.PembacaJson"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "inti.api.problem_details",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "VERSION": "1",
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "sibolga_asn.dokumentasi.sebut_pemilik"],
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {"RatingEnum": "kinerja.models.Rating"},
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER = {
    "SCOPES_BACKEND_CLASS": "akun.cakupan.CakupanTerdaftar",
    "OAUTH2_VALIDATOR_CLASS": "akun.klien_aktif.PengesahKlien",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "PKCE_REQUIRED": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    **{
        f"COMPLIANT_BCP_RFC9700_{bagian}": True
        for bagian in (
            "IMPLICIT_GRANT",
            "PASSWORD_GRANT",
            "PKCE_METHOD",
            "ACCESS_TOKEN_TRANSPORT",
            "AUTHZ_RESPONSE_ISS",
            "TOKEN_STORAGE",
            "REFRESH_TOKEN",
            "REDIRECT_URI_SCHEME",
            "REDIRECT_URI_MATCHING",
            "PKCE_REQUIRED",
        )
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"baris": {"()": "inti.catatan.PembuatBaris"}},
    "handlers": {"layar": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["layar"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"django.server": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}},
}

# How large an uploaded workbook may be, in bytes: 3,000 employees take about 0.6 MB.
IMPOR_UKURAN_MAKS = env.int("SIBOLGA_IMPOR_UKURAN_MAKS", default=25_000_000)
# Memory the child that reads a workbook may take, in MB.
IMPOR_MEMORI_MAKS = env.int("SIBOLGA_IMPOR_MEMORI_MAKS", default=1024)
# The address that people outside see, e.g. https://asn.kota.go.id: printed in the QR code of certificates.
ALAMAT = env.str("SIBOLGA_ALAMAT", default="").rstrip("/")
# Key of the fingerprints of certificates. Set it once and keep it: certificates outlive a change of SECRET_KEY.
KUNCI_SERTIFIKAT = env.str("SIBOLGA_KUNCI_SERTIFIKAT", default=SECRET_KEY)
# The demonstration city with invented people; shown as such on every page.
DEMO = env.bool("SIBOLGA_DEMO_TAMPIL", default=False)
# How mails leave. Without a mail server the demonstration's are kept to be read on a page; elsewhere they go to the console,
# and `check --deploy` says that they reach nobody (kabar.checks).
PENGANTAR_SURAT = "kabar.pos.BukuContoh" if DEMO and not env.str("EMAIL_URL", default="") else EMAIL_CONFIG["EMAIL_BACKEND"]
