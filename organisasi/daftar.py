"""What units offer to the kernel: whose system this is, and a first row of it."""

from inti import acuan, instansi
from organisasi.instansi import list_identitas, muat

# --- reference data -----------------------------------------------------------------------------
acuan.register("data instansi", muat)
instansi.register_pembaca(list_identitas)
