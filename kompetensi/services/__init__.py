"""Writes of training, one public function a use case.

Everything about seats locks the run (`Angkatan`) first, so that two people can't
take the last one. The day is that of the Konteks, never the clock's.
"""
