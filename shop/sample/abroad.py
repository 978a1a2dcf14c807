"""What the sample's goods are to other countries: places, customs codes, names of species."""

from collections.abc import Sequence
from typing import Final

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import OriginStage, Product, ProductOrigin
from shop.export import answers
from shop.export.models import ProductExport
from shop.sample.market import Product as SampleProduct
from shop.sample.market import SampleMarket

HOME_PREFECTURE: Final = "静岡県"
PACKED_IN_TOKYO: Final = frozenset({"canned_assortment", "tsukudani_assortment"})
"""Two gift boxes are filled in Tokyo, so that the rules about where goods are packed bite."""
PROVIDES: Final = {
    "kohakubushi": ["origin", "gmp_haccp"],
    "kiribata": ["radiation", "origin"],
    "kantonami": ["gmp_haccp", "health"],
}
SKIPJACK, TUNA = "Katsuwonus pelamis", "Thunnus alalunga"
CODES: Final = {
    "katsuobushi_karebushi": ("160414", SKIPJACK),
    "katsuobushi_arabushi": ("160414", SKIPJACK),
    "kezuribushi": ("160414", SKIPJACK),
    "kezuribushi_kare": ("160414", SKIPJACK),
    "mixed_kezuribushi": ("160414", SKIPJACK),
    "sababushi_flakes": ("160419", "Scomber japonicus"),
    "dashi_pack": ("210410", ""),
    "mentsuyu": ("210390", ""),
    "canned_tuna_oil": ("160414", TUNA),
    "jarred_tuna": ("160414", TUNA),
    "canned_skipjack_oil": ("160414", SKIPJACK),
    "canned_skipjack_water": ("160414", SKIPJACK),
    "canned_assortment": ("160414", ""),
    "canned_mackerel": ("160415", "Scomber japonicus"),
    "canned_sardine_oil": ("160413", "Sardinops melanostictus"),
    "tuna_tsukudani": ("160414", "Thunnus albacares"),
    "skipjack_tsukudani": ("160414", SKIPJACK),
    "tsukudani_assortment": ("160414", ""),
    "chirimen": ("030554", "Engraulis japonicus"),
    "dried_sakura_shrimp": ("030695", "Lucensosergia lucens"),
    "green_tea": ("090210", "Camellia sinensis"),
    "hojicha": ("090210", "Camellia sinensis"),
    "skipjack": ("030343", SKIPJACK),
    "albacore": ("030341", TUNA),
    "yellowfin": ("030342", "Thunnus albacares"),
    "bigeye": ("030344", "Thunnus obesus"),
    "southern_bluefin": ("030346", "Thunnus maccoyii"),
}


def load(
    uow: UnitOfWork, market: SampleMarket, made: Sequence[tuple[Product, SampleProduct]]
) -> None:
    """Say of every product where it comes from and what customs call it, and answer the rules."""
    for product, sample in made:
        uow.session.add_all(_origins(product, sample, market))
        hs_code, latin = CODES.get(sample.label.name_on_label, ("", ""))
        uow.session.add(
            ProductExport(
                product_id=product.id,
                hs_code=hs_code,
                latin_name=latin,
                customs_name=sample.name["en"],
                provides=list(PROVIDES.get(sample.business, [])),
            )
        )
    uow.session.flush()  # answers are made of it
    answers.refresh_products(uow, [product.id for product, _ in made])


def _origins(product: Product, sample: SampleProduct, market: SampleMarket) -> list[ProductOrigin]:
    """Yaizu makes and packs; the sea and the port stand where the label names them."""
    words, label = market.vocabulary, sample.label.origin
    packed = "東京都" if sample.label.name_on_label in PACKED_IN_TOKYO else HOME_PREFECTURE
    found = [
        ProductOrigin(product_id=product.id, stage=OriginStage.MAKING, prefecture=HOME_PREFECTURE),
        ProductOrigin(product_id=product.id, stage=OriginStage.PACKING, prefecture=packed),
    ]
    if label.catch_area:
        sea = words.catch_areas[label.catch_area]["ja"]
        found.append(ProductOrigin(product_id=product.id, stage=OriginStage.CATCH, place=sea))
    if label.landing_port:
        found.append(
            ProductOrigin(
                product_id=product.id,
                stage=OriginStage.LANDING,
                prefecture=HOME_PREFECTURE,
                place=words.ports[label.landing_port]["ja"],
            )
        )
    return found
