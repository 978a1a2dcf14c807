"""The papers say what the order says: paid value, real weights, the code of the destination."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import OriginStage, Product
from shop.customs import figures, printing
from shop.customs.figures import share
from shop.customs.models import ProofKind
from shop.customs.printing import Paper
from shop.customs.queries import missing_of, unproven
from shop.export import service as export
from shop.export.service import Abroad, Place
from shop.orders.models import Order
from shop.orders.states import ParcelState
from tests.factories import orders
from tests.factories import shop as make


def goods(uow: UnitOfWork, **more: object) -> Product:
    product = make.product(uow, export_class="katsuobushi", price=1000, weight_g=80)
    values: dict[str, object] = {
        "hs_code": "160414", "hs_overrides": {"TH": "160420"}, "customs_name": "Bonito flakes",
        "latin_name": "Katsuwonus pelamis", **more,
    }  # fmt: skip
    make.abroad(uow, product, **values)
    return product


def sent(uow: UnitOfWork, product: Product, *, country: str = "TH") -> Order:
    return orders.paid_order(uow, product, quantity=3, country=country)


def test_the_figures_are_those_of_the_order(uow: UnitOfWork) -> None:
    order = sent(uow, goods(uow))
    order.lines[0].discount = 500
    found = figures.of_parcel(uow, order.parcels[0].id)
    (line,) = found.lines
    assert (line.description, line.hs_code, line.origin) == ("Bonito flakes", "160420", "JP")
    assert (line.quantity, line.net_weight_g, line.value) == (3, 240, 2500)
    assert (found.gross_weight_g, found.postage) == (390, 880)
    assert found.missing == []


def test_what_was_weighed_is_declared_with_its_weight(uow: UnitOfWork) -> None:
    order = sent(uow, goods(uow))
    order.lines[0].packed_weight_g = 215
    assert figures.of_parcel(uow, order.parcels[0].id).net_weight_g == 215


def test_another_business_and_parcels_at_home_have_no_papers(uow: UnitOfWork) -> None:
    order, at_home = sent(uow, goods(uow)), sent(uow, goods(uow), country="JP")
    with pytest.raises(NotFoundError):
        figures.of_parcel(uow, order.parcels[0].id, organisation_id=order.organisation_id + 1)
    with pytest.raises(NotFoundError):
        figures.of_parcel(uow, at_home.parcels[0].id)


def test_fish_that_was_only_landed_here_is_of_the_vessel_s_country(uow: UnitOfWork) -> None:
    product = goods(uow)
    landed = [
        Place(stage=OriginStage.CATCH, country="ID"),
        Place(stage=OriginStage.LANDING, prefecture="静岡県"),
        Place(stage=OriginStage.PACKING, prefecture="静岡県"),
    ]
    export.set_abroad(uow, product, Abroad(places=landed, hs_code="030343"))
    assert figures.origins_of(uow, [product.id]) == {product.id: "ID"}
    made = [*landed, Place(stage=OriginStage.MAKING, prefecture="静岡県")]
    export.set_abroad(uow, product, Abroad(places=made, hs_code="160414"))
    assert figures.origins_of(uow, [product.id]) == {product.id: "JP"}


def test_papers_without_a_code_or_of_no_value_are_not_printed(uow: UnitOfWork) -> None:
    order = sent(uow, goods(uow, hs_code="", hs_overrides={}))
    order.lines[0].discount = order.lines[0].line_total
    found = figures.of_parcel(uow, order.parcels[0].id)
    assert [code for code, _ in found.missing] == ["hs_code", "value"]
    with pytest.raises(DomainError, match="missing"):
        printing.pdf(found, Paper.CN23, "ja")


@pytest.mark.parametrize("paper", list(Paper))
def test_a_paper_is_an_archive_pdf_and_the_same_every_time(uow: UnitOfWork, paper: Paper) -> None:
    found = figures.of_parcel(uow, sent(uow, goods(uow)).parcels[0].id)
    first = printing.pdf(found, paper, "th")
    assert first.startswith(b"%PDF-")
    assert b"pdfaid" in first
    assert printing.pdf(found, paper, "th") == first


@given(
    some.integers(0, 10**7),
    some.lists(some.integers(1, 40), min_size=1, max_size=6),
)
def test_what_was_paid_is_spread_over_parcels_without_a_yen_lost(
    paid: int, counts: list[int]
) -> None:
    quantity, before, shares = sum(counts), 0, 0
    for count in counts:
        shares += share(paid, quantity, before, count)
        before += count
    assert shares == paid


@pytest.mark.parametrize(
    ("carrier", "value", "kinds"),
    [
        ("ems", 200_000, [ProofKind.LABEL_COPY, ProofKind.ACCEPTANCE]),
        ("ems", 200_001, [ProofKind.PERMIT]),
        ("dhl", 3_000, [ProofKind.PERMIT]),
    ],
)
def test_which_proofs_are_needed(carrier: str, value: int, kinds: list[ProofKind]) -> None:
    assert list(missing_of(carrier, value, [])) == kinds
    assert missing_of(carrier, value, kinds) == ()


def test_a_parcel_that_left_without_its_proof_is_a_task(uow: UnitOfWork) -> None:
    order = sent(uow, goods(uow))
    assert unproven(uow.session, order.organisation_id) == []
    order.parcels[0].state, order.parcels[0].carrier = ParcelState.SHIPPED, "ems"
    uow.session.flush()
    (found,) = unproven(uow.session, order.organisation_id)
    assert (found.number, found.country) == (order.number, "TH")
    assert unproven(uow.session, order.organisation_id + 1) == []
