"""WSGI application for pages, admin and API."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sibolga_asn.settings")

application = get_wsgi_application()
