"""What waits for a person in performance, as sentences for the home page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from alur.models import DIPEGANG_AT, Pemegang
from alur.pemegang import kata_meja
from inti import waktu
from inti.kueri import Kueri
from inti.tugas import Tugas
from kinerja.batas import LAMA_MENILAI, get_batas, kata_batas
from kinerja.models import (
    SKP,
    CapaianRHK,
    EvaluasiPeriodik,
    KemajuanKerja,
    PeriodeKinerja,
    RekapKinerja,
    RencanaHasilKerja,
    StatusSKP,
)
from kinerja.proses import SKP_TAHUNAN
from kinerja.rekap import pekan_of
from kinerja.selectors.evaluasi import list_belum_dinilai, list_predikat
from pegawai.models import Pegawai
from pegawai.susunan import wakil_dari


def _bangun_saya(isi: Any) -> QuerySet[Any, Any]:
    """One person: the SKP of the year, whether something was recorded on it this week, the results they took no note of yet."""
    pekan = KemajuanKerja.objects.filter(
        skp=OuterRef("pk"),
        tanggal__gte=isi("senin", DateField()),
        tanggal__lte=isi("per", DateField()),
        diganti_at__isnull=True,
    )
    meja = Pemegang.objects.filter(proses=SKP_TAHUNAN.nama, kode=OuterRef("kode"))
    skp = SKP.objects.filter(pegawai_id=OuterRef("pk"), tahun=isi.tahun).annotate(
        sudah_catat=Exists(pekan), meja=Subquery(meja.values(isi=JSONObject(sejak=DIPEGANG_AT, tenggat="tenggat"))[:1])
    )
    kata_skp = JSONObject(kode="kode", status="status", disepakati="disepakati", sudah_catat="sudah_catat", meja="meja")
    baru = EvaluasiPeriodik.objects.filter(pegawai_id=OuterRef("pk"), diterima__isnull=True, diganti_at__isnull=True)
    kata_baru = JSONObject(kode="kode", ditetapkan="ditetapkan", tahun="periode__tahun", triwulan="periode__triwulan")
    return Pegawai.objects.filter(pk=isi.pegawai).values(
        "tmt_cpns",
        "akun__dibuat_at",
        siapa=Coalesce("atasan__nama", "atasan_pejabat__nama", Value("")),
        skp_ini=Subquery(skp.values(isi=kata_skp)[:1]),
        hasil_baru=ArraySubquery(baru.order_by("-periode__tahun", "-periode__triwulan").values(isi=kata_baru)[:2]),
    )


_SAYA = Kueri("kinerja.tugas_saya", _bangun_saya)


def list_tugas(konteks: Konteks) -> list[Tugas]:
    """Own SKP, own week, new results; for a superior who is not evaluated yet. At most two queries.

    What waits for a step isn't named here: the engine lists it for its holder.
    """
    hasil: list[Tugas] = []
    if konteks.pegawai_id and kewenangan.boleh(konteks, "kinerja.saya"):
        hasil += _milik_sendiri(konteks, konteks.pegawai_id)
    if konteks.masuk and kewenangan.boleh(konteks, "skp.sepakati"):
        hasil += _sebagai_atasan(konteks)
    return hasil


def _milik_sendiri(konteks: Konteks, pegawai_id: int) -> list[Tugas]:
    senin = pekan_of(konteks.per)
    saya = _SAYA.satu(pegawai=pegawai_id, tahun=konteks.per.year, senin=senin, per=konteks.per)
    if not saya:
        return []
    if saya["skp_ini"] is None:
        dibuat = saya["akun__dibuat_at"]
        tugas_skp = [_mulai_skp(konteks.per, (saya["tmt_cpns"], waktu.hari(dibuat) if dibuat else None))]
    else:
        tugas_skp = _skp_tahun_ini(saya["skp_ini"], saya["siapa"], konteks.per)
    return [*tugas_skp, *(_hasil_baru(e) for e in saya["hasil_baru"])]


def _mulai_skp(per: date, mulai: tuple[date | None, ...]) -> Tugas:
    """`mulai`: since when this person could have begun, by their duty and their account. On that very day nothing is due."""
    tahun = per.year
    batas = get_batas(tahun, *mulai)
    cara = _("Pilih hasil atasan yang Anda bantu, lalu tulis bagian Anda.")
    return Tugas(
        _("Mulai SKP %(tahun)s Anda") % {"tahun": tahun},
        reverse("kinerja:saya"),
        ket=f"{cara} {kata_batas(tahun, *mulai)}",
        lencana=_("Belum mulai"),
        jenis="kosong",
        tenggat=batas if batas < per or batas == get_batas(tahun) else None,
    )


def _skp_tahun_ini(skp: dict[str, Any], atasan: str, per: date) -> list[Tugas]:
    if skp["status"] == StatusSKP.DIAJUKAN:
        return [_menunggu_atasan(skp, atasan, per)]
    if skp["status"] != StatusSKP.DISEPAKATI:
        return []  # it lies with its owner: the engine's list says so
    return [] if skp["sudah_catat"] or _sesudah_pekan(skp["disepakati"], per) else [_pekan_ini(per)]


def _menunggu_atasan(skp: dict[str, Any], atasan: str, per: date) -> Tugas:
    """With whom it lies and since when; its last day is the superior's, so it moves nothing up on the owner's page."""
    kata, meja = "", skp["meja"]
    if meja:
        sejak = waktu.hari(datetime.fromisoformat(meja["sejak"]))
        tenggat = date.fromisoformat(meja["tenggat"]) if meja["tenggat"] else None
        kata = kata_meja(atasan, sejak, tenggat, per)
    return Tugas(
        _("SKP %(tahun)s Anda menunggu persetujuan atasan") % {"tahun": per.year},
        reverse("kinerja:skp", kwargs={"kode": skp["kode"]}),
        ket=kata,
        lencana=_("Menunggu"),
        jenis="laut",
        tahu=True,
    )


def _sesudah_pekan(disepakati: str | None, per: date) -> bool:
    """Whether it was agreed when the working week was over: of that week nothing is asked."""
    return disepakati is not None and date.fromisoformat(disepakati) > pekan_of(per) + timedelta(days=4)


def _pekan_ini(per: date) -> Tugas:
    """Until Friday; at the weekend, when Friday has passed, until Sunday: what is recorded then still counts for the week."""
    jumat = pekan_of(per) + timedelta(days=4)
    return Tugas(
        _("Catat kemajuan pekan ini"),
        reverse("kinerja:catat"),
        ket=_("Pilih hasil kerja, isi angkanya, simpan."),
        lencana=_("Sampai Jumat") if per <= jumat else _("Sampai Minggu"),
        jenis="laut",
        tenggat=jumat if per <= jumat else jumat + timedelta(days=2),
    )


def _hasil_baru(e: dict[str, Any]) -> Tugas:
    return Tugas(
        _("Hasil evaluasi %(periode)s sudah ada") % {"periode": PeriodeKinerja(tahun=e["tahun"], triwulan=e["triwulan"]).nama},
        reverse("kinerja:mengapa", kwargs={"kode": e["kode"]}),
        ket=_("Baca alasannya dan nyatakan sudah diterima."),
        lencana=_("Baru"),
        jenis="baik",
        tenggat=date.fromisoformat(e["ditetapkan"]) + timedelta(days=14),
    )


def _sebagai_atasan(konteks: Konteks) -> list[Tugas]:
    lalu = _hitung_belum(konteks)
    if lalu is None or not lalu.belum:
        return []
    return [
        Tugas(
            _("%(n)s orang belum dinilai untuk %(periode)s") % {"n": lalu.belum, "periode": lalu.nama},
            f"{reverse('kinerja:tim')}?periode={lalu.kode}&hanya=belum",
            ket=_("Buka daftar namanya, lalu nilai satu per satu."),
            lencana=_("Evaluasi"),
            jenis="awas",
            tenggat=lalu.akhir + LAMA_MENILAI,
        )
    ]


def _hitung_belum(konteks: Konteks) -> Any:
    """The last quarter gone by that is open, with people not yet evaluated in `belum`; None where there is none. One query."""
    return _BELUM.satu(kewenangan.syarat(konteks, "evaluasi.tetapkan"), per=konteks.per)


def _sekaligus(rows: QuerySet[Any], hitung: Any) -> Subquery:
    """An aggregate of other rows, taken along in a query."""
    return Subquery(rows.order_by().annotate(satu=Value(1)).values("satu").annotate(hasil=hitung).values("hasil"))


def _bangun_belum(isi: Any, hak: Q | None) -> QuerySet[Any]:
    belum = list_belum_dinilai(OuterRef(OuterRef("pk")), OuterRef("tahun"), OuterRef("masa__endswith"))
    lalu = PeriodeKinerja.objects.filter(masa__endswith__lte=isi("per", DateField()), terkunci_at__isnull=True)
    return lalu.order_by("-tahun", "-triwulan")[:1].annotate(
        belum=Coalesce(_sekaligus(kewenangan.saring(belum, hak), Count("pk")), 0)
    )


def _bangun_kartu_saya(isi: Any) -> QuerySet[Any, Any]:
    capaian = CapaianRHK.objects.filter(rencana=OuterRef("pk"), periode__masa__contains=isi("per", DateField()))
    hasil = RencanaHasilKerja.objects.filter(
        skp__pegawai_id=isi.pegawai, skp__tahun=isi.tahun, skp__status=StatusSKP.DISEPAKATI
    ).annotate(dicatat=Exists(capaian), jalur=Exists(capaian.filter(sesuai=True)))
    hitung = JSONObject(semua=Count("pk"), dicatat=Count("pk", filter=Q(dicatat=True)), sesuai=Count("pk", filter=Q(jalur=True)))
    evaluasi = EvaluasiPeriodik.objects.filter(pegawai_id=isi.pegawai, diganti_at__isnull=True)
    terbaru = evaluasi.order_by("-periode__tahun", "-periode__triwulan").values(
        isi=JSONObject(kode="kode", predikat="predikat", tahun="periode__tahun", triwulan="periode__triwulan")
    )[:1]
    return Pegawai.objects.filter(pk=isi.pegawai).values(hasil=_sekaligus(hasil, hitung), terbaru=Subquery(terbaru))


_BELUM = Kueri("kinerja.belum_dinilai", _bangun_belum)
_KARTU_SAYA = Kueri("kinerja.kartu_saya", _bangun_kartu_saya)


def isi_kartu_saya(konteks: Konteks) -> dict[str, Any] | None:
    """Results on their way and the latest predicate of this person. One query, with or without either."""
    if konteks.pegawai_id is None:
        return None
    saya = _KARTU_SAYA.satu(pegawai=konteks.pegawai_id, per=konteks.per, tahun=konteks.per.year)
    hasil = saya["hasil"] if saya and saya["hasil"] else {"semua": 0}
    if saya is None or not (hasil["semua"] or saya["terbaru"]):
        return None
    if e := saya["terbaru"]:
        e["periode"] = PeriodeKinerja(tahun=e["tahun"], triwulan=e["triwulan"]).nama
    return {"hasil": hasil, "evaluasi": e}


def isi_kartu_kota(konteks: Konteks) -> dict[str, Any] | None:
    """The city's figures for those who read all of it. One query."""
    if not kewenangan.boleh(konteks, "kinerja.kota"):
        return None
    rekap = (
        RekapKinerja.objects.filter(unit__induk__isnull=True, periode__masa__contains=konteks.per)
        .select_related("periode")
        .first()
    )
    return {"rekap": rekap} if rekap else None


def isi_panel_profil(konteks: Konteks, pegawai: Pegawai) -> dict[str, Any] | None:
    """For the profile: the latest predicates of a person; no panel for somebody who only stands in. One query."""
    if not kewenangan.boleh(konteks, "evaluasi.lihat"):
        return None
    evaluasi = list_predikat(konteks, pegawai.pk)
    return {"evaluasi": evaluasi} if evaluasi or wakil_dari(konteks, pegawai) is None else None
