#!/usr/bin/env python
"""Django's command line. `script/manage` runs it with the engines up."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sibolga_asn.settings")
    execute_from_command_line(sys.argv)
