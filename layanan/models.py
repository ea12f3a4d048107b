"""The models of all services, where Django looks for them."""

from layanan.perubahan_data.models import StatusUsul, UsulPerubahan

__all__ = ["StatusUsul", "UsulPerubahan"]
