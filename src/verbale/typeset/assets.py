"""What the typesetter can reach: the bundled fonts and the page's own images. Nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from verbale.templates import media_type
from verbale.typeset.fonts import FACES, font_file

__all__ = ["Fetcher"]

_FONTS = {face.url: face for face in FACES}


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves named assets, and stops at anything else: no network, no file."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._assets = assets
        self.refused: str | None = None

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Give an asset's bytes.

        Raises:
            FatalURLFetchingError: the URL names no asset; typesetting stops.
        """
        data = self._assets.get(url)
        if data is None and url in _FONTS:
            data = font_file(_FONTS[url]).read_bytes()
        if data is None:
            self.refused = url
            raise FatalURLFetchingError(f"not an asset of this letter: {url}")
        return URLFetcherResponse(url, data, {"Content-Type": media_type(url)})
