"""Posts that lead their unit: the import proposes them, the personnel office confirms."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from akun.kewenangan import Konteks
from organisasi import services as organisasi_services
from organisasi.models import Jabatan


@transaction.atomic
def confirm_pemimpin(*, konteks: Konteks, kode: list[str] | None = None) -> int:
    """Confirm proposed leading posts, all of them without `kode`; superiors follow at once. Returns how many.

    Raises PermissionDenied, ValidationError where a unit has a leading post already.
    """
    usul = list_usul_pemimpin()
    pilihan = usul if kode is None else usul.filter(kode__in=kode)
    return organisasi_services.confirm_memimpin(konteks=konteks, jabatan=pilihan)


def list_usul_pemimpin() -> QuerySet[Jabatan]:
    """Posts that the import proposes as leading their unit. No order."""
    return Jabatan.objects.filter(usul_memimpin=True, memimpin=False)
