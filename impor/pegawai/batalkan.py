"""Undoing a whole batch: what it inserted goes, what it replaced comes back, in a fixed number of statements.

History rows of the batch carry its instant (`diterapkan_at`), so both sides are found
by it. They are taken back physically: afterwards the histories read as if the batch had
never been. That it had been stays in the event tables, with who applied it, who undid
it and every value in between.

People whom somebody changed since stand in the way and are named, for undoing would
lose that change. So do new people at whom something else points by now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from impor.models import Impor, StatusImpor
from impor.pegawai.keadaan import ORANG, PRIBADI
from pegawai import atasan, proyeksi
from pegawai.models import Pegawai

# Event tables of a person's data; each row of them names the person.
PERISTIWA = {
    "pegawai_riwayatstatusevent": "pegawai_id",
    "pegawai_riwayatgolonganevent": "pegawai_id",
    "pegawai_riwayatjabatanevent": "pegawai_id",
    "pegawai_riwayatpendidikanevent": "pegawai_id",
    "pegawai_nomorpegawaievent": "pegawai_id",
    "pegawai_datapribadievent": "pegawai_id",
}
RIWAYAT = ("pegawai_riwayatstatus", "pegawai_riwayatgolongan", "pegawai_riwayatjabatan", "pegawai_riwayatpendidikan")
MILIK_SENDIRI = {"RiwayatStatus", "RiwayatGolongan", "RiwayatJabatan", "RiwayatPendidikan", "NomorPegawai", "DataPribadi"}


@dataclass(frozen=True)
class Terkait:
    """People of a batch: whom it created, and whom it changed."""

    baru: list[int]
    berubah: list[int]


def terkait(impor: Impor) -> Terkait:
    """The people of an applied batch. One query."""
    baru: list[int] = []
    berubah: list[int] = []
    for pegawai_id, putusan in impor.baris.filter(ikut=True, putusan__in=["baru", "berubah"]).values_list(
        "pegawai_id", "putusan"
    ):
        if pegawai_id is not None:
            (baru if putusan == "baru" else berubah).append(pegawai_id)
    return Terkait(baru, berubah)


# --- who stands in the way -------------------------------------------------------------------------


def list_berubah_sejak(impor: Impor, orang: Terkait) -> list[int]:
    """People whom something other than the batch changed since it was applied.

    What later batches did and undid again doesn't count; neither does the derived present state.
    """
    jejak = _jejak(impor)
    nilai = {"ids": orang.baru + orang.berubah, "batch": impor.jejak, "abai": jejak, "saat": impor.diterapkan_at}
    bagian = [SEJAK.format(tabel=tabel, orang=kolom) for tabel, kolom in PERISTIWA.items()]
    with connection.cursor() as kursor:
        kursor.execute(" UNION ".join(bagian) + " UNION " + IDENTITAS, nilai)
        return [id_ for (id_,) in kursor.fetchall()]


def _jejak(impor: Impor) -> list[str]:
    """Audit contexts of this batch and of those that were applied and undone."""
    milik = list(impor.jejak)
    for jejak in Impor.objects.filter(status=StatusImpor.DIBATALKAN).exclude(pk=impor.pk).values_list("jejak", flat=True):
        milik.extend(jejak)
    return milik


SEJAK = """
SELECT e.{orang} FROM {tabel} e
WHERE e.{orang} = ANY(%(ids)s) AND (e.pgh_context_id IS NULL OR e.pgh_context_id <> ALL(%(abai)s::uuid[]))
  AND (e.pgh_created_at > %(saat)s OR e.pgh_id > (SELECT max(b.pgh_id) FROM {tabel} b WHERE b.pgh_context_id = ANY(%(batch)s::uuid[])))
"""
# The person's own columns: as they are now, against how the batch left them.
_KINI = ", ".join(f"p.{k}" for k in ("id_asing", *ORANG))
_DULU = ", ".join(f"e.{k}" for k in ("id_asing", *ORANG))
IDENTITAS = f"""
SELECT p.id FROM pegawai_pegawai p JOIN (
    SELECT DISTINCT ON (pgh_obj_id) * FROM pegawai_pegawaievent
    WHERE pgh_obj_id = ANY(%(ids)s) AND (pgh_created_at <= %(saat)s OR pgh_context_id = ANY(%(batch)s::uuid[]))
    ORDER BY pgh_obj_id, (pgh_context_id = ANY(%(batch)s::uuid[])) IS TRUE DESC, pgh_id DESC) e ON e.pgh_obj_id = p.id
WHERE ({_KINI}) IS DISTINCT FROM ({_DULU})
"""


def list_ditunjuk(baru: Sequence[int]) -> list[int]:
    """New people at whom something other than their own histories points: an account, an evaluation, a training."""
    ditunjuk = set(Pegawai.objects.filter(pk__in=baru, akun__isnull=False).values_list("pk", flat=True))
    for kaitan in Pegawai._meta.related_objects:
        model = kaitan.related_model
        if model is Pegawai or model.__name__ in MILIK_SENDIRI or model.__name__.endswith("Event"):
            continue
        kolom = kaitan.field.attname
        ditunjuk.update(model._base_manager.filter(**{f"{kolom}__in": list(baru)}).values_list(kolom, flat=True))
    return sorted(ditunjuk)


# --- taking it back --------------------------------------------------------------------------------


def batalkan(impor: Impor, orang: Terkait) -> int:
    """Take everything of the batch back; returns people concerned. Call it inside the transaction and audit context."""
    nilai = {"impor": impor.pk, "batch": impor.batch_id, "saat": impor.diterapkan_at, "baru": orang.baru, "jejak": impor.jejak}
    with connection.cursor() as kursor:
        # Around it all: a superior whom the batch brought is gone afterwards.
        with atasan.dikabari(lewat_daftar=True, kembali=True):
            for tabel in RIWAYAT:
                kursor.execute(f"DELETE FROM {tabel} WHERE batch_id = %(batch)s AND tercatat_at = %(saat)s", dict(nilai))
                kursor.execute(f"UPDATE {tabel} SET diganti_at = NULL WHERE diganti_at = %(saat)s", dict(nilai))
            for sql in KEMBALIKAN:
                kursor.execute(sql, dict(nilai))
            proyeksi.ukur()
            proyeksi.segarkan()
        kursor.execute(BUANG_POST, dict(nilai))
    return len(orang.baru) + len(orang.berubah)


def _isi(kolom: Sequence[str], tabel: str) -> str:
    """SQL that gives each column the value before the batch where the row says that it changed."""
    nilai = "CASE WHEN b.beda ? '{k}' THEN {isi} ELSE {t}.{k} END"
    hasil = []
    for k in kolom:
        isi = f"b.beda -> '{k}' ->> 0"
        if k in ("tanggal_lahir", "tmt_cpns"):
            isi = f"nullif({isi}, '')::date"
        elif k in ("nik", "id_asing"):
            isi = f"nullif({isi}, '')"
        hasil.append(f"{k} = {nilai.format(k=k, isi=isi, t=tabel)}")
    return ", ".join(hasil)


_BARIS = "FROM impor_barisimpor b WHERE b.impor_id = %(impor)s AND b.ikut AND b.putusan = 'berubah'"
_BIDANG_ORANG = ("id_asing", *ORANG)
KEMBALIKAN = (
    # Numbers: the new one goes, the one before it runs on.
    f"DELETE FROM pegawai_nomorpegawai n USING ({'SELECT b.pegawai_id, b.beda ' + _BARIS}) b WHERE n.pegawai_id = b.pegawai_id AND n.nomor = b.beda -> 'nomor' ->> 1",
    f"UPDATE pegawai_nomorpegawai n SET masa = daterange(lower(n.masa), NULL) FROM ({'SELECT b.pegawai_id, b.beda ' + _BARIS}) b "
    "WHERE n.pegawai_id = b.pegawai_id AND n.nomor = b.beda -> 'nomor' ->> 0",
    # New people, with everything that is theirs alone; who had them as superior gets another one.
    "UPDATE pegawai_pegawai SET atasan_id = NULL WHERE atasan_id = ANY(%(baru)s)",
    "DELETE FROM pegawai_nomorpegawai WHERE pegawai_id = ANY(%(baru)s)",
    "DELETE FROM pegawai_datapribadi WHERE pegawai_id = ANY(%(baru)s)",
    "DELETE FROM pegawai_pegawai WHERE id = ANY(%(baru)s)",
    # Columns of known people.
    f"UPDATE pegawai_datapribadi d SET nik = NULL FROM ({'SELECT b.pegawai_id, b.beda ' + _BARIS}) b WHERE d.pegawai_id = b.pegawai_id AND b.beda ? 'nik'",
    f"UPDATE pegawai_datapribadi d SET {_isi(PRIBADI, 'd')} FROM ({'SELECT b.pegawai_id, b.beda ' + _BARIS}) b "
    f"WHERE d.pegawai_id = b.pegawai_id AND b.beda ?| ARRAY[{', '.join(repr(k) for k in PRIBADI)}]",
    f"UPDATE pegawai_pegawai p SET {_isi(_BIDANG_ORANG, 'p')} FROM ({'SELECT b.pegawai_id, b.beda ' + _BARIS}) b "
    f"WHERE p.id = b.pegawai_id AND b.beda ?| ARRAY[{', '.join(repr(k) for k in _BIDANG_ORANG)}]",
)
# Posts that the batch made and nothing uses, confirmed ones left alone.
BUANG_POST = """
DELETE FROM organisasi_jabatan j
WHERE NOT j.memimpin
  AND j.id IN (SELECT pgh_obj_id FROM organisasi_jabatanevent WHERE pgh_label = 'insert' AND pgh_context_id = ANY(%(jejak)s::uuid[]))
  AND NOT EXISTS (SELECT 1 FROM pegawai_riwayatjabatan r WHERE r.jabatan_id = j.id)
  AND NOT EXISTS (SELECT 1 FROM pegawai_pegawai p WHERE p.jabatan_id = j.id)
  AND NOT EXISTS (SELECT 1 FROM organisasi_penetapanpenilai t WHERE t.jabatan_id = j.id)
  AND NOT EXISTS (SELECT 1 FROM organisasi_penetapanpenilai t WHERE t.penilai_jabatan_id = j.id)
"""
