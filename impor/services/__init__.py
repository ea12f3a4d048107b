"""Use cases of the import, one function each: a list is read, prepared, sent, decided, stored by a job, undone."""

from impor.proses import MasihBerjalanError, TidakAdaYangDisimpanError, TidakBisaDibatalkanError
from impor.services.batal import cancel_impor, undo_impor
from impor.services.dasar import BATALKAN, PERIKSA, TERAPKAN, ImporTidakSiapError, kunci_impor
from impor.services.pemimpin import confirm_pemimpin, list_usul_pemimpin
from impor.services.putusan import (
    approve_impor,
    discard_impor,
    expire_impor,
    keep_impor,
    reopen_impor,
    return_impor,
    submit_impor,
    withdraw_impor,
)
from impor.services.siapkan import check_berkas, check_impor, create_impor, pilih_baris, update_baris
from impor.services.simpan import PratinjauUsangError, apply_impor, import_berkas

__all__ = [
    "BATALKAN",
    "PERIKSA",
    "TERAPKAN",
    "ImporTidakSiapError",
    "MasihBerjalanError",
    "PratinjauUsangError",
    "TidakAdaYangDisimpanError",
    "TidakBisaDibatalkanError",
    "apply_impor",
    "approve_impor",
    "cancel_impor",
    "check_berkas",
    "check_impor",
    "confirm_pemimpin",
    "create_impor",
    "discard_impor",
    "expire_impor",
    "import_berkas",
    "keep_impor",
    "kunci_impor",
    "list_usul_pemimpin",
    "pilih_baris",
    "reopen_impor",
    "return_impor",
    "submit_impor",
    "undo_impor",
    "update_baris",
    "withdraw_impor",
]
