"""docs/pengaturan.md lists every variable that the code reads, and no other."""

import re

from sibolga_asn.mesin.paths import BASE_DIR

SETTINGS = re.compile(r'\benv(?:\.\w+)?\(\s*"([A-Z][A-Z_]+)"')
ENVIRON = re.compile(r'\b(?:environ|env)\.(?:get|setdefault)\(\s*"([A-Z][A-Z_]+)"|environ\["([A-Z][A-Z_]+)"\]')
LISTED = re.compile(r"^\| `([A-Z][A-Z_]+)` \|", re.MULTILINE)
OF_THE_SYSTEM = {"PATH"}


def list_variables_in_code():
    files = [BASE_DIR / "sibolga_asn/asgi.py", *(BASE_DIR / "sibolga_asn/mesin").glob("*.py")]
    found = set(SETTINGS.findall((BASE_DIR / "sibolga_asn/settings.py").read_text()))
    for file in files:
        found |= {one or other for one, other in ENVIRON.findall(file.read_text())}
    return found - OF_THE_SYSTEM


def test_every_variable_is_documented():
    listed = set(LISTED.findall((BASE_DIR / "docs/pengaturan.md").read_text()))

    assert list_variables_in_code() - listed == set()


def test_no_variable_is_documented_that_nobody_reads():
    listed = set(LISTED.findall((BASE_DIR / "docs/pengaturan.md").read_text()))

    assert listed - list_variables_in_code() == set()
