from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faces.web.site import Site, serving

pytest.importorskip("uvicorn")
pytest.importorskip("fastapi")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server for all tests of this folder."""
    with serving(tmp_path_factory.mktemp("site")) as running:
        yield running
