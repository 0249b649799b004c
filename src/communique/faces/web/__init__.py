"""The register in a browser: pages made on the server, and the same answers as JSON. No other host."""

from communique.faces.web.app import create_app

__all__ = ["create_app"]
