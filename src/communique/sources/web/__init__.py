"""The web as a source: addresses checked before anything is asked of them, pages fetched with good manners.

:class:`Web` is the door. Whatever else talks to the network (the webhooks of ``watch``) goes through the
same :class:`Guard`.
"""

from communique.sources.web.fetch import Fetched, FetchError, Web
from communique.sources.web.guard import Guard, GuardError, is_address
from communique.sources.web.settings import Settings

__all__ = ["FetchError", "Fetched", "Guard", "GuardError", "Settings", "Web", "is_address"]
