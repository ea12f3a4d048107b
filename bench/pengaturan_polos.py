"""Settings of the bare server: the product's database, apps and server, none of its middleware and pages.

Its connection is the one that Django brings along, so that the yardstick stays what it was before ours plans statements once.
"""

from sibolga_asn.settings import *  # noqa: F403  # all but those below
from sibolga_asn.settings import DATABASES as BASIS_DATA
from sibolga_asn.settings import INSTALLED_APPS as SEMUA

ROOT_URLCONF = "bench.polos"
MIDDLEWARE = []
DATABASES = {"default": BASIS_DATA["default"] | {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": False}}
TANPA_PENJAGA = {"allauth.account": "bench.apps.AllauthPolos"}
INSTALLED_APPS = [TANPA_PENJAGA.get(nama, nama) for nama in SEMUA]
