"""The limit of pages and API: a view that answers what one json_agg query gives, served by the same server.

`sibolga_asn.mesin.web` runs it with `bench.pengaturan_polos`: same granian, same threads, same
kind of database connection, but no middleware, no permission, no serializer and no template.
"""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

ORANG = """
SELECT p.kode, p.nomor AS nip, p.nama, p.gelar_depan, p.gelar_belakang, p.jenis, p.kedudukan, p.golongan_id AS golongan, g.pangkat,
       p.tmt_golongan, j.nama AS jabatan, j.kode AS jabatan_kode, p.tmt_jabatan, u.nama AS unit, u.kode AS unit_kode, p.tmt_pensiun
FROM pegawai_pegawai p LEFT JOIN pegawai_golongan g ON g.kode = p.golongan_id
LEFT JOIN organisasi_jabatan j ON j.id = p.jabatan_id LEFT JOIN organisasi_unitkerja u ON u.id = p.unit_id
"""
DAFTAR = f"SELECT json_agg(o)::text FROM ({ORANG} ORDER BY p.nama_urut, p.id LIMIT %s) o"
RINCI = f"SELECT json_agg(o)::text FROM ({ORANG} WHERE p.kode = %s) o"
CARI = f"""
SELECT json_agg(o)::text FROM ({ORANG} WHERE p.nama_urut LIKE '%%' || %s || '%%' OR p.nama_urut %%> %s
ORDER BY word_similarity(%s, p.nama_urut) DESC, p.nama_urut, p.id LIMIT 25) o
"""
PROFIL = f"""
SELECT json_agg(o)::text FROM (
    SELECT k.*,
        (SELECT json_agg(r ORDER BY r.masa) FROM pegawai_riwayatstatus r WHERE r.pegawai_id = k.id AND r.diganti_at IS NULL) AS status,
        (SELECT json_agg(r ORDER BY r.masa) FROM pegawai_riwayatgolongan r WHERE r.pegawai_id = k.id AND r.diganti_at IS NULL) AS pangkat_dulu,
        (SELECT json_agg(r ORDER BY r.masa) FROM pegawai_riwayatjabatan r WHERE r.pegawai_id = k.id AND r.diganti_at IS NULL) AS jabatan_dulu,
        (SELECT json_agg(r) FROM pegawai_riwayatpendidikan r WHERE r.pegawai_id = k.id AND r.diganti_at IS NULL) AS pendidikan_dulu
    FROM ({ORANG.replace("SELECT p.kode", "SELECT p.id, p.kode")} WHERE p.kode = %s) k) o
"""
DASBOR = """
SELECT json_agg(o)::text FROM (
    SELECT u.kode, u.nama, r.* FROM organisasi_unitkerja u JOIN kinerja_rekapkinerja r ON r.unit_id = u.id
    JOIN kinerja_periodekinerja p ON p.id = r.periode_id AND p.masa @> CURRENT_DATE
    WHERE u.induk_id IS NULL OR u.induk_id IN (SELECT id FROM organisasi_unitkerja WHERE induk_id IS NULL) ORDER BY u.nama) o
"""
BERANDA = """
SELECT json_agg(o)::text FROM (
    SELECT p.kode, p.nama,
        (SELECT json_agg(s) FROM kinerja_skp s WHERE s.pegawai_id = p.id AND s.tahun = extract(year FROM CURRENT_DATE)) AS skp,
        (SELECT count(*) FROM kinerja_kemajuankerja m JOIN kinerja_skp s ON s.id = m.skp_id
         WHERE s.pegawai_id = p.id AND m.tanggal >= date_trunc('week', CURRENT_DATE) AND m.diganti_at IS NULL) AS pekan_ini,
        (SELECT json_agg(e) FROM kinerja_evaluasiperiodik e WHERE e.pegawai_id = p.id AND e.diganti_at IS NULL) AS evaluasi,
        (SELECT json_agg(c) FROM kinerja_capaianrhk c JOIN kinerja_rencanahasilkerja r ON r.id = c.rencana_id
         JOIN kinerja_skp s ON s.id = r.skp_id WHERE s.pegawai_id = p.id) AS hasil,
        (SELECT json_agg(d) FROM kompetensi_pendaftaran d WHERE d.pegawai_id = p.id) AS pelatihan,
        (SELECT sum(j.jp) FROM kompetensi_catatanjp j WHERE j.pegawai_id = p.id AND j.tahun = extract(year FROM CURRENT_DATE)) AS jp,
        (SELECT count(DISTINCT c.pembaca_id) FROM akun_catatanakses c
         WHERE c.subjek_kode = p.kode AND c.dibaca_at >= CURRENT_DATE - 30) AS pembaca
    FROM pegawai_pegawai p WHERE p.kode = %s) o
"""
SIAPA = """
SELECT json_agg(o)::text FROM (
    SELECT p.kode, p.nama, k.kode AS pegawai_kode, u.jalur,
        (SELECT json_agg(t) FROM akun_penugasanperan t WHERE t.pengguna_id = p.id AND t.masa @> CURRENT_DATE) AS peran
    FROM akun_sesi s JOIN akun_pengguna p ON p.id = s.pengguna_id LEFT JOIN pegawai_pegawai k ON k.akun_id = p.id
    LEFT JOIN organisasi_unitkerja u ON u.id = k.unit_id WHERE s.session_key = %s AND s.expire_date > now()) o
"""


def jawab(sql: str, *nilai: str | int) -> HttpResponse:
    """Run the query and answer its one value as it comes."""
    with connection.cursor() as kursor:
        kursor.execute(sql, nilai)
        (teks,) = kursor.fetchone()
    return HttpResponse((teks or "[]").encode(), content_type="application/json")


def daftar(request: HttpRequest, jumlah: int) -> HttpResponse:
    """The first employees by name."""
    return jawab(DAFTAR, jumlah)


def rinci(request: HttpRequest, kode: str) -> HttpResponse:
    """One employee."""
    return jawab(RINCI, kode)


def cari(request: HttpRequest) -> HttpResponse:
    """Employees whose name is like this one, best first."""
    nama = request.GET["q"].lower()
    return jawab(CARI, nama, nama, nama)


def profil(request: HttpRequest, kode: str) -> HttpResponse:
    """One employee with every history."""
    return jawab(PROFIL, kode)


def dasbor(request: HttpRequest) -> HttpResponse:
    """Figures of the city and its offices in this quarter."""
    return jawab(DASBOR)


def beranda(request: HttpRequest, kode: str) -> HttpResponse:
    """What one employee's home page is about."""
    return jawab(BERANDA, kode)


def siapa(request: HttpRequest, kunci: str) -> HttpResponse:
    """Who signed in, with roles and person."""
    return jawab(SIAPA, kunci)


def siap(request: HttpRequest) -> HttpResponse:
    """Whether the server is up, as `sibolga_asn.mesin` asks."""
    return HttpResponse(b"ok")


urlpatterns = [
    path("sehat/siap", siap),
    path("daftar/<int:jumlah>/", daftar),
    path("rinci/<str:kode>/", rinci),
    path("cari/", cari),
    path("profil/<str:kode>/", profil),
    path("dasbor/", dasbor),
    path("beranda/<str:kode>/", beranda),
    path("siapa/<str:kunci>/", siapa),
]
