"""The web as a source: addresses checked before anything is asked of them, pages fetched with good manners.

:class:`communique.sources.web.fetch.Web` is the door. Whatever else talks to the network (the webhooks of
``watch``) goes through the same :class:`communique.sources.web.guard.Guard`. Nothing is imported here: who
reads files only need not load a client for the web.
"""
