"""Settings of the bare server: the product's database and server, none of its middleware and pages."""

from sibolga_asn.settings import *  # noqa: F403  # all but the three below
from sibolga_asn.settings import INSTALLED_APPS as SEMUA

ROOT_URLCONF = "bench.polos"
MIDDLEWARE = []
INSTALLED_APPS = [nama for nama in SEMUA if not nama.startswith("allauth")]  # allauth insists on its middleware
