"""A drawing travels pressed to a browser that takes it, and plain to others."""

import brotli

from core.media import service
from core.media.models import Asset
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork

DRAWING = "<svg xmlns='http://www.w3.org/2000/svg'>" + "<path d='M0 0h4v3'/>" * 50 + "</svg>"


def test_a_drawing_travels_pressed(client: PageClient, uow: UnitOfWork) -> None:
    asset: Asset = service.add_drawing(uow, DRAWING, width=400, height=300)
    address = f"/media/{asset.key}/drawing.svg"
    plain = client.http.get(address)
    small = client.http.get(address, headers={"Accept-Encoding": "br"})
    assert plain.get_data(as_text=True) == DRAWING
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(small.get_data()).decode() == DRAWING
    assert "Content-Encoding" not in plain.headers
    for answer in (plain, small):
        assert answer.mimetype == "image/svg+xml"
        assert answer.headers["Vary"] == "Accept-Encoding"
