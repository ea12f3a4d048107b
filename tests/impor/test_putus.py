"""A list that breaks off while it is read leaves nothing behind: half a list is worse than none."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from akun.konteks import sistem
from impor import services
from impor.models import BarisImpor, Impor, StatusImpor
from impor.pegawai import baca, buku, periksa_daftar
from impor.pegawai.baca import BerkasTidakTerbacaError, buka
from laporan.models import Pekerjaan
from organisasi.services import import_unit
from pegawai.models import Pegawai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.impor.buku import PER, orang_ke, tulis_csv, tulis_xlsx
from tests.impor.dua_petugas import kerjakan, segar, setujui
from tests.impor.test_terapkan import UNIT
from tests.potret import tidak_berubah

pytestmark = pytest.mark.django_db
BANYAK = 400  # more rows than the pipe between child and parent holds, so that judging has begun when it breaks
TABEL = ("pegawai", "organisasi", "impor", "alur", "kabar")


@pytest.fixture(autouse=True)
def kota(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "berkas"
    import_unit(actor=None, baris=[{"id": i, "nama": n, "induk": k} for i, n, k in UNIT])


# --- files that are sound at first --------------------------------------------------------------------------


def _ganti_lembar(berkas: Path, ubah: Callable[[bytes], bytes]) -> Path:
    """The same workbook with another content of its sheet."""
    with zipfile.ZipFile(berkas) as lama:
        isi = {nama: lama.read(nama) for nama in lama.namelist()}
    with zipfile.ZipFile(berkas, "w", zipfile.ZIP_DEFLATED) as baru:
        for nama, data in isi.items():
            baru.writestr(nama, ubah(data) if nama == "xl/worksheets/sheet1.xml" else data)
    return berkas


def _lembar_terpotong(tempat: Path, daftar: list[dict[str, Any]]) -> Path:
    return _ganti_lembar(tulis_xlsx(tempat, daftar), lambda isi: isi[: len(isi) * 9 // 10])


def _baris_mustahil(tempat: Path, daftar: list[dict[str, Any]]) -> Path:
    sel = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return _ganti_lembar(tulis_xlsx(tempat, daftar), lambda isi: isi.replace(b"</sheetData>", sel))


def _kutip_terbuka(tempat: Path, daftar: list[dict[str, Any]]) -> Path:
    tulis_csv(tempat, daftar)
    with tempat.open("a") as f:
        f.write('"' + "x" * 300_000)
    return tempat


RUSAK: dict[str, tuple[Callable[[Path, list[dict[str, Any]]], Path], str]] = {
    "the sheet stops within a row": (_lembar_terpotong, "rusak atau terpotong"),
    "the last row lies at the end of the world": (_baris_mustahil, "1.048.576"),
    "a quotation mark is never closed": (_kutip_terbuka, "tanda kutip"),
}


@pytest.fixture(params=RUSAK)
def putus(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A list that is sound for hundreds of rows, and the words of its refusal."""
    buat, kata = RUSAK[request.param]
    return buat(tmp_path / "daftar.xlsx", [orang_ke(n) for n in range(1, BANYAK + 1)]), kata


def test_rows_arrive_before_the_refusal_does(putus: tuple[Path, str]) -> None:
    """Else the tests below would be about files that are refused at their door."""
    berkas, kata = putus
    terbaca = 0

    with pytest.raises(BerkasTidakTerbacaError, match=kata) as penolakan, buka(berkas) as lembar:  # noqa: PT012
        for _baris in lembar.baris:
            terbaca += 1

    assert terbaca > 100
    assert penolakan.value.fix


def test_storing_at_once_writes_nothing(putus: tuple[Path, str]) -> None:
    berkas, kata = putus

    with tidak_berubah(*TABEL), pytest.raises(BerkasTidakTerbacaError, match=kata):
        services.import_berkas(konteks=sistem(), berkas=berkas, per=PER)


def test_the_preview_stays_empty_and_says_why(putus: tuple[Path, str]) -> None:
    berkas, kata = putus
    unggahan = SimpleUploadedFile("daftar.xlsx", berkas.read_bytes())
    batch = services.create_impor(konteks=konteks_of(buat_pengguna("admin_bkpsdm")), berkas=unggahan, per=PER)

    with tidak_berubah("pegawai", "organisasi"):
        kerjakan(batch)

    kini = segar(batch)
    assert (kini.status, kini.sidik, kini.jumlah, BarisImpor.objects.count()) == (StatusImpor.GAGAL, "", {}, 0)
    assert kata in kini.galat


def test_the_command_ends_with_one_and_leaves_no_report_of_half_a_list(tmp_path: Path) -> None:
    berkas = _lembar_terpotong(tmp_path / "daftar.xlsx", [orang_ke(n) for n in range(1, BANYAK + 1)])
    laporan = tmp_path / "laporan.json"

    with tidak_berubah(*TABEL), pytest.raises(SystemExit) as akhir:
        call_command("impor_pegawai", str(berkas), "--terapkan", "--laporan", str(laporan))

    assert (akhir.value.code, laporan.exists()) == (1, False)


# --- a child that dies ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kata_terakhir", [b"", b'[403,["x"', b'{"galat":"rusak","nilai":{}}\n'], ids=["silent", "within a row", "with a verdict"]
)
def test_a_child_that_ends_before_its_last_word_is_no_end_of_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kata_terakhir: bytes
) -> None:
    berkas = tulis_csv(tmp_path / "daftar.csv", [orang_ke(n) for n in range(1, 30)])
    asli = baca._dengar

    def terputus(keluaran: Any) -> Any:
        semua = keluaran.readlines()
        assert b'"jumlah":29' in semua[-1]
        return asli([*semua[:-1], *([kata_terakhir] if kata_terakhir else [])])  # type: ignore[arg-type]  # lines are enough

    monkeypatch.setattr(baca, "_dengar", terputus)
    with tidak_berubah(*TABEL), pytest.raises(BerkasTidakTerbacaError):
        services.import_berkas(konteks=sistem(), berkas=berkas, per=PER)


def test_what_breaks_while_rows_are_judged_leaves_no_preview_and_the_job_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours, not of the file: the list is still to be read, and reading it later brings every row."""
    daftar = [orang_ke(n) for n in range(1, 30)]
    unggahan = SimpleUploadedFile("daftar.csv", tulis_csv(tmp_path / "d.csv", daftar).read_bytes())
    petugas = konteks_of(buat_pengguna("admin_bkpsdm"))
    batch = services.create_impor(konteks=petugas, berkas=unggahan, per=PER)

    def jatuh(*_isi: Any, **_lain: Any) -> None:
        raise MemoryError

    with monkeypatch.context() as sebentar, tidak_berubah(*TABEL):
        sebentar.setattr(periksa_daftar, "cocokkan", jatuh)
        with pytest.raises(MemoryError):
            services.check_impor(konteks=petugas, impor=batch)

    services.check_impor(konteks=petugas, impor=segar(batch))
    assert (segar(batch).status, BarisImpor.objects.count()) == ("diperiksa", 29)
    assert not Pegawai.objects.exists()


def test_a_fault_while_storing_takes_everything_back_and_the_list_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    penyiap = buat_pengguna("admin_bkpsdm", nama="Dewi Penyiap")
    unggahan = SimpleUploadedFile("daftar.csv", tulis_csv(tmp_path / "d.csv", [orang_ke(n) for n in range(1, 9)]).read_bytes())
    batch = services.create_impor(konteks=konteks_of(penyiap), berkas=unggahan, per=PER)
    kerjakan(batch)
    penyetuju = setujui(batch, penyiap)

    def jatuh(*_isi: Any, **_lain: Any) -> None:
        assert Pegawai.objects.count() == 8, "people were written already when it broke"
        raise MemoryError

    with monkeypatch.context() as sebentar, tidak_berubah(*TABEL):
        sebentar.setattr(buku, "simpan", jatuh)
        with pytest.raises(MemoryError):
            services.apply_impor(konteks=penyetuju, impor=segar(batch))

    assert (segar(batch).status, Pekerjaan.objects.filter(kode=segar(batch).pekerjaan_kode).count()) == ("menerapkan", 1)
    services.apply_impor(konteks=penyetuju, impor=segar(batch))
    assert (Pegawai.objects.count(), Impor.objects.get().status) == (8, "diterapkan")
