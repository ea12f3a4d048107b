"""Messages about employees' records: imports, codes to sign in, and who opened whose data; and which account a person has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from akun.models import CatatanAkses
from inti import waktu
from kabar import jenis, penerima
from kabar.jenis import JenisKabar
from kabar.models import Saluran
from kabar.penerima import Akun
from kabar.services import kirim
from organisasi.models import PejabatNonAsn
from pegawai.models import Pegawai

jenis.register(
    JenisKabar(
        nama="data.dibuka",
        untuk="akses.lihat",
        judul=_("Data saya dibuka orang lain (sekali sehari)"),
        subjek=_("Data Anda dibuka"),
        kata=_("%(jumlah)s orang membuka data Anda pada %(hari)s."),
        rincian=_("Siapa, apa, dan untuk apa, ada di 'Siapa melihat data saya'."),
        tujuan="pegawai:akses-saya",
        argumen=False,
        kelompok=_("Data saya"),
        bawaan=(Saluran.KOTAK,),
    ),
)


def get_akun_pegawai(ids: list[int]) -> Mapping[int, int | None]:
    """The accounts of these employees. One query."""
    return dict(Pegawai.objects.filter(pk__in=ids).values_list("pk", "akun_id"))


def get_akun_pejabat(ids: list[int]) -> Mapping[int, int | None]:
    """The accounts of these officials who are no employees. One query."""
    return dict(PejabatNonAsn.objects.filter(pk__in=ids).values_list("pk", "akun_id"))


penerima.register("pegawai", get_akun_pegawai)
penerima.register("pejabat", get_akun_pejabat)


def tell_dibuka(hari: date | None = None) -> int:
    """Tell everybody how many people opened their data on a day (yesterday). Returns how many were told. Twice is the same as once.

    Set-based: one message for all of whom the same number is true.
    """
    hari = hari or waktu.today() - timedelta(days=1)
    mulai = datetime.combine(hari, time.min, waktu.zona())
    pembaca = CatatanAkses.objects.filter(dibaca_at__gte=mulai, dibaca_at__lt=mulai + timedelta(days=1))
    jumlah = dict(pembaca.values_list("subjek_kode").annotate(n=Count("pembaca", distinct=True)).order_by("subjek_kode"))
    per_jumlah: dict[int, list[Akun]] = defaultdict(list)
    for kode, akun in Pegawai.objects.filter(kode__in=jumlah, akun__isnull=False).values_list("kode", "akun_id"):
        per_jumlah[jumlah[kode]].append(Akun(akun))
    for n, kepada in sorted(per_jumlah.items()):
        kirim("data.dibuka", kepada=kepada, subjek=("akses", hari.isoformat()), kunci=n, isi={"jumlah": n, "hari": hari})
    return sum(map(len, per_jumlah.values()))
