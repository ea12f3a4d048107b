"""Settings of the bare server: the product's database, apps and server, none of its middleware and pages."""

from sibolga_asn.settings import *  # noqa: F403  # all but the three below
from sibolga_asn.settings import INSTALLED_APPS as SEMUA

ROOT_URLCONF = "bench.polos"
MIDDLEWARE = []
TANPA_PENJAGA = {"allauth.account": "bench.apps.AllauthPolos"}
INSTALLED_APPS = [TANPA_PENJAGA.get(nama, nama) for nama in SEMUA]
