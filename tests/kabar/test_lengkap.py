"""Every process knows every kind of message from its start: a worker that knew fewer would send mails of 'old messages'."""

from __future__ import annotations

import os
import subprocess
import sys

from sibolga_asn.mesin.paths import BASE_DIR

NASKAH = """
import django
django.setup()
from kabar import jenis
awal = {j.nama for j in jenis.list_jenis()}
import sibolga_asn.celery, sibolga_asn.urls
assert awal, "tidak ada"
print(*sorted({j.nama for j in jenis.list_jenis()} - awal))
"""


def test_no_page_or_job_declares_a_kind_that_another_process_would_not_know() -> None:
    hasil = subprocess.run(
        [sys.executable, "-c", NASKAH], cwd=BASE_DIR, env=os.environ, capture_output=True, text=True, check=False
    )

    assert hasil.returncode == 0, hasil.stderr
    assert hasil.stdout.split() == []
