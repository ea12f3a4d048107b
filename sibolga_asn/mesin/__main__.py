"""`python -m sibolga_asn.mesin server | manage | test | bench`."""

import sys

from sibolga_asn.mesin.cli import main

sys.exit(main(sys.argv[1:]))
