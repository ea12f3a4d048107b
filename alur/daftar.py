"""What the engine of processes offers: the parameter of its due days."""

from alur import tenggat
from aturan import daftar_parameter

daftar_parameter.register(tenggat.DEFINISI)
