"""Who may take which step with an SKP, and where it stands then: the table of the process, cell by cell."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from akun.models import Pengguna
from alur.hak import BukanPemegangError
from alur.models import Jejak, Pemegang
from alur.services import AlasanKosongError, LangkahTidakAdaError
from inti.errors import UseCaseError, VersiBerbedaError
from kinerja.models import SKP
from kinerja.proses import SKP_TAHUNAN
from kinerja.services import skp as layanan
from pegawai.models import Pegawai
from tests.kinerja.factories import Kantor, ajukan, buat_akun, buat_orang, buat_skp, sepakati
from tests.kinerja.test_rekap import selisih
from tests.potret import tidak_berubah

TABEL = ("kinerja", "alur", "kabar", "inti")
CATATAN = "Ukuran hasil kedua belum jelas."


def kembalikan(kantor: Kantor, siapa: Pegawai) -> SKP:
    """An SKP that the superior has sent back."""
    skp = ajukan(kantor, siapa)
    return layanan.reject_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi, catatan=CATATAN)


KEADAAN: dict[str, Callable[[Kantor, Pegawai], SKP]] = {
    "draf": buat_skp,
    "diajukan": ajukan,
    "dikembalikan": kembalikan,
    "disepakati": sepakati,
}
AKSI: dict[str, Callable[..., SKP]] = {
    "ajukan": layanan.submit_skp,
    "tarik": layanan.withdraw_skp,
    "sepakati": layanan.approve_skp,
    "kembalikan": lambda **isi: layanan.reject_skp(**{"catatan": CATATAN} | isi),
}
PEMEGANG_IZIN = {"skp.susun": "pegawai", "skp.sepakati": "atasan"}
SEL = [(keadaan, aksi) for keadaan in KEADAAN for aksi in AKSI]
TERBUKA = [(keadaan, aksi) for keadaan, aksi in SEL if keadaan in SKP_TAHUNAN.get_langkah(aksi).dari]


def hadirin(kantor: Kantor) -> dict[str, Pegawai | Pengguna]:
    """Everybody who could wish to take a step: the chain of superiors, a colleague, and each role that reads or runs the office."""
    return {
        "pegawai": kantor.pegawai,
        "atasan": kantor.atasan,
        "kadis": kantor.kadis,
        "rekan": kantor.rekan,
        "kepala bidang lain": buat_orang("Kabid Lain", memimpin=True),
        "admin": kantor.admin,
        **{p: buat_akun(p) for p in ("pimpinan", "auditor", "tim_penilai", "moderator", "warga")},
        "pengelola_opd": buat_akun("pengelola_opd", unit=kantor.dinas),
    }


def ambil(kantor: Kantor, aksi: str, siapa: Any, skp: SKP, **lain: Any) -> SKP:
    return AKSI[aksi](**{"konteks": kantor.konteks(siapa), "skp": skp, "versi": skp.versi} | lain)


def pemegang(kantor: Kantor, aksi: str) -> Pegawai:
    """Whose step it is."""
    orang: Pegawai = getattr(kantor, PEMEGANG_IZIN[SKP_TAHUNAN.get_langkah(aksi).izin])
    return orang


def test_the_table_names_every_state_and_every_step_of_the_process() -> None:
    assert set(KEADAAN) == {k.kode for k in SKP_TAHUNAN.keadaan}
    assert set(AKSI) == {langkah.aksi for langkah in SKP_TAHUNAN.langkah} - {"mulai"}
    assert set(PEMEGANG_IZIN) >= {SKP_TAHUNAN.get_langkah(aksi).izin for aksi in AKSI}


@pytest.mark.parametrize(("keadaan", "aksi"), SEL)
def test_nobody_takes_a_step_that_belongs_to_somebody_else(kantor: Kantor, keadaan: str, aksi: str) -> None:
    skp = KEADAAN[keadaan](kantor, kantor.pegawai)
    yang_lain = {nama: siapa for nama, siapa in hadirin(kantor).items() if siapa != pemegang(kantor, aksi)}

    with tidak_berubah(*TABEL):
        for nama, siapa in yang_lain.items():
            with pytest.raises(BukanPemegangError) as penolakan:
                ambil(kantor, aksi, siapa, skp)
            assert len(str(penolakan.value)) > 20, nama


@pytest.mark.parametrize(("keadaan", "aksi"), TERBUKA)
def test_its_holder_takes_an_open_step_and_the_trail_says_so(kantor: Kantor, keadaan: str, aksi: str) -> None:
    skp, siapa = KEADAAN[keadaan](kantor, kantor.pegawai), pemegang(kantor, aksi)
    langkah = SKP_TAHUNAN.get_langkah(aksi)

    hasil = ambil(kantor, aksi, siapa, skp)

    tercatat = SKP.objects.get(pk=skp.pk)
    baris = Jejak.objects.filter(proses="skp", kode=skp.kode).latest("pk")
    assert (hasil.status, tercatat.status, tercatat.versi) == (langkah.ke, langkah.ke, skp.versi + 1)
    assert (baris.aksi, baris.dari, baris.ke, baris.oleh_id) == (aksi, keadaan, langkah.ke, siapa.akun_id)


@pytest.mark.parametrize(("keadaan", "aksi"), [sel for sel in SEL if sel not in TERBUKA])
def test_a_step_that_does_not_follow_changes_nothing_for_its_holder_either(kantor: Kantor, keadaan: str, aksi: str) -> None:
    """The very step that led here is a second click: no refusal, and no change. Any other one is refused with the state."""
    skp, siapa = KEADAAN[keadaan](kantor, kantor.pegawai), pemegang(kantor, aksi)
    barusan = Jejak.objects.filter(proses="skp", kode=skp.kode).latest("pk").aksi

    with tidak_berubah(*TABEL):
        if aksi == barusan:
            assert ambil(kantor, aksi, siapa, skp).status == keadaan
        else:
            with pytest.raises(LangkahTidakAdaError, match="Keadaannya sekarang") as penolakan:
                ambil(kantor, aksi, siapa, skp)
            assert penolakan.value.fix


@pytest.mark.parametrize(("keadaan", "aksi"), TERBUKA)
def test_no_open_step_is_taken_from_another_version_than_the_present_one(kantor: Kantor, keadaan: str, aksi: str) -> None:
    skp, siapa = KEADAAN[keadaan](kantor, kantor.pegawai), pemegang(kantor, aksi)

    with tidak_berubah(*TABEL):
        for lain in (skp.versi - 1, skp.versi + 1, 0, 1000):
            with pytest.raises(VersiBerbedaError, match="berubah sejak Anda membukanya"):
                ambil(kantor, aksi, siapa, skp, versi=lain)


@pytest.mark.parametrize("catatan", ["", "   ", "\n\t"])
def test_sending_back_without_words_is_refused_at_the_note(kantor: Kantor, catatan: str) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    with tidak_berubah(*TABEL), pytest.raises(AlasanKosongError) as penolakan:
        ambil(kantor, "kembalikan", kantor.atasan, skp, catatan=catatan)

    assert (penolakan.value.field, bool(penolakan.value.fix)) == ("catatan", True)


def test_sending_back_again_with_other_words_is_no_second_click(kantor: Kantor) -> None:
    skp = kembalikan(kantor, kantor.pegawai)

    with tidak_berubah(*TABEL), pytest.raises(LangkahTidakAdaError):
        ambil(kantor, "kembalikan", kantor.atasan, skp, catatan="Catatan lain yang tidak boleh hilang.")


def test_after_a_change_of_superior_the_new_one_decides_and_the_old_one_no_longer(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=kantor.kadis)

    with tidak_berubah(*TABEL), pytest.raises(BukanPemegangError, match="Kadis Uji"):
        ambil(kantor, "sepakati", kantor.atasan, skp)

    assert ambil(kantor, "sepakati", kantor.kadis, skp).penilai_id == kantor.kadis.pk


def test_the_superiors_own_skp_is_decided_one_step_up_and_never_by_themselves(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.atasan)

    for aksi in ("sepakati", "kembalikan"):
        with tidak_berubah(*TABEL), pytest.raises(BukanPemegangError, match="perkaranya sendiri"):
            ambil(kantor, aksi, kantor.atasan, skp)
    assert ambil(kantor, "sepakati", kantor.kadis, skp).status == "disepakati"


# --- any walk ------------------------------------------------------------------------------------------


def seharusnya(keadaan: str, aksi: str, siapa: str) -> str:
    """The state after a step, by hand: the same state where it is refused."""
    pindah = {
        ("draf", "ajukan"): ("pegawai", "diajukan"),
        ("dikembalikan", "ajukan"): ("pegawai", "diajukan"),
        ("diajukan", "tarik"): ("pegawai", "draf"),
        ("diajukan", "sepakati"): ("atasan", "disepakati"),
        ("diajukan", "kembalikan"): ("atasan", "dikembalikan"),
    }
    oleh, ke = pindah.get((keadaan, aksi), ("", keadaan))
    return ke if siapa == oleh else keadaan


@pytest.mark.parametrize("benih", range(3))
def test_after_any_walk_state_trail_holder_and_figures_agree(kantor: Kantor, benih: int) -> None:
    acak = random.Random(benih)
    skp, orang = buat_skp(kantor, kantor.pegawai), hadirin(kantor)
    keadaan, versi = "draf", skp.versi

    for _n in range(25):
        aksi = acak.choice(["ajukan", "ajukan", "tarik", "kembalikan", *(["sepakati"] if acak.random() < 0.2 else [])])
        siapa = acak.choice(["pegawai", "pegawai", "atasan", "atasan", "rekan", "admin"])
        kini = SKP.objects.get(pk=skp.pk)
        try:
            ambil(kantor, aksi, orang[siapa], kini)
        except (UseCaseError, BukanPemegangError):
            assert seharusnya(keadaan, aksi, siapa) == keadaan
        versi += seharusnya(keadaan, aksi, siapa) != keadaan
        keadaan = seharusnya(keadaan, aksi, siapa)
        kini.refresh_from_db()
        assert (kini.status, kini.versi) == (keadaan, versi)

    jejak = list(Jejak.objects.filter(kode=skp.kode).order_by("pk").values_list("dari", "ke"))
    assert [dari for dari, _ke in jejak][1:] == [ke for _dari, ke in jejak][:-1], "each line begins where the last one ended"
    assert jejak[-1][1] == keadaan
    dipegang = {"draf": "pemilik", "dikembalikan": "pemilik", "diajukan": "atasan"}.get(keadaan)
    assert list(Pemegang.objects.filter(kode=skp.kode).values_list("jenis", flat=True)) == ([dipegang] if dipegang else [])
    assert selisih() == []
