"""Refusals that a person can act on. Anything else that is raised is a bug."""

from inti.teks import satu_titik


class UseCaseError(Exception):
    """An anticipated refusal: what is the case, what to do now, at which field, by which rule.

    Each failure is a small subclass beside the function that raises it. HTML shows
    it beside the input (inti.forms.add_errors), the API as problem details, a job
    stores it in its row; the words are the same everywhere.
    """

    def __init__(self, message: str, *, fix: str = "", field: str | None = None, dasar: str = "") -> None:
        self.message = satu_titik(str(message))
        super().__init__(self.message)
        self.fix = satu_titik(str(fix))
        self.field = field
        self.dasar = dasar

    def __str__(self) -> str:
        return f"{self.message} {self.fix}".strip()


class VersiBerbedaError(UseCaseError):
    """Somebody else saved the same thing meanwhile; nothing of theirs was overwritten."""
