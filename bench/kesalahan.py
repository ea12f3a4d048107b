"""The one error of measuring."""


class TidakTerukurError(Exception):
    """A figure could not be measured, because the product answered something else than it should; the words say what."""
