"""Pages of messages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from akun.kewenangan import publik
from akun.models import Pengguna
from kabar import berhenti as tanda_berhenti
from kabar import services


# SECURITY: without a token of the form, because a mail program posts here by itself (RFC 8058); the signed address is the
# right to do this one thing.
@publik
@csrf_exempt
@require_POST
def berhenti(request: HttpRequest, tanda: str) -> HttpResponse:
    """Stop mails by one click. Twice is the same as once."""
    permintaan = tanda_berhenti.baca_tanda(tanda)
    if permintaan is None:
        raise Http404(_("Tautan ini tidak lengkap. Salin seluruhnya dari suratnya."))
    if permintaan.sidik:
        services.end_surat_alamat(sidik=permintaan.sidik)
    elif pk := Pengguna.objects.filter(kode=permintaan.akun).values_list("pk", flat=True).first():
        services.end_surat_akun(pengguna_id=pk, jenis=permintaan.jenis)
    return HttpResponse(_("Sudah. E-mail seperti itu tidak dikirim lagi."), content_type="text/plain; charset=utf-8")
