"""What is told of proposed values of law. The app of rules stands below and announces them by akun.kait."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kabar import jenis
from kabar.jenis import JenisKabar

ATURAN = _("Nilai aturan")

jenis.register(
    JenisKabar(
        nama="aturan.menunggu",
        untuk="aturan.sahkan",
        judul=_("Usulan nilai aturan menunggu disahkan"),
        subjek=_("Ada usulan nilai aturan yang menunggu"),
        kata=_("%(siapa)s mengusulkan perubahan nilai aturan: %(judul)s. Petugas lain memeriksa dan mengesahkannya."),
        rincian=_("Di halamannya terlihat siapa yang tersentuh, sebelum dan sesudahnya."),
        tujuan="aturan:usulan",
        kelompok=ATURAN,
        wajib=True,
    ),
    JenisKabar(
        nama="aturan.disahkan",
        untuk="aturan.ubah",
        judul=_("Usulan nilai aturan saya disahkan"),
        subjek=_("Usulan nilai aturan Anda disahkan"),
        kata=_("%(siapa)s mengesahkan usulan Anda: %(judul)s."),
        tujuan="aturan:usulan",
        kelompok=ATURAN,
    ),
    JenisKabar(
        nama="aturan.ditolak",
        untuk="aturan.ubah",
        judul=_("Usulan nilai aturan saya ditolak"),
        subjek=_("Usulan nilai aturan Anda ditolak"),
        kata=_("%(siapa)s menolak usulan Anda: %(judul)s. Alasannya ada di halamannya."),
        tujuan="aturan:usulan",
        kelompok=ATURAN,
        wajib=True,
    ),
)
