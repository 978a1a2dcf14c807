"""What goes out and comes in again changes nothing."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import ProductText
from shop.storefronts.models import Storefront
from tests.factories import catalogue_files as files
from tests.factories import shop
from vendors.imports.export import FileKind
from vendors.imports.reading import read

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n=+-@'\","),
    max_size=40,
)
LOOKALIKES = "〜−‖—¢£¬"
OFFICE = st.text(
    st.characters(codec="cp932", exclude_categories=["Cc", "Cs"], exclude_characters=LOOKALIKES)
    | st.sampled_from(LOOKALIKES),
    max_size=40,
)
LABELS = st.fixed_dictionaries(
    {"kind": st.sampled_from(["fresh", "processed", "liquor"])},
    optional={
        "net_content": st.integers(1, 9999) | st.just("3個"),
        "date_kind": st.sampled_from(["use_by", "best_before"]),
        "is_farmed": st.just(value=True),
        "alcohol_percent": st.integers(0, 20) | st.just(15.5),
        "responsible": st.just({"kind": "seller", "name": "丸山", "address": ""}),
        "nutrition": st.just({"kcal": 103, "salt": 0.5, "per": "100 g", "estimated": True}),
    },
)


def fill(desk: UnitOfWork, storefront: Storefront, **values: Any) -> None:
    """A product that holds whatever hypothesis thinks of."""
    names = dict.fromkeys(("ja", "en"), values["name"] or "x")
    product = shop.product(
        desk, shop=storefront, names=names, label=values["label"],
        season=sorted(values["season"]), allergens=values["allergens"],
        shelf_life_days=values["days"],
    )  # fmt: skip
    for text in desk.session.scalars(
        select(ProductText).where(ProductText.product_id == product.id)
    ):
        text.description, text.ingredients = values["description"], values["description"][::-1]
    shop.variant(desk, product).labels = {"ja": values["size"]} if values["size"].strip() else {}
    desk.session.flush()


def products(words: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "name": words.filter(lambda text: bool(text.strip())),
            "description": words,
            "size": words,
            "label": LABELS,
            "season": st.sets(st.integers(1, 12)),
            "allergens": st.lists(st.sampled_from(["shrimp", "crab", "mackerel"]), unique=True),
            "days": st.none() | st.integers(1, 400),
        }
    )


@pytest.mark.parametrize("kind", [FileKind.CSV, FileKind.XLSX])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=products(WORDS))
def test_what_goes_out_and_comes_in_changes_nothing(
    desk: UnitOfWork, storefront: Storefront, kind: FileKind, values: dict[str, Any]
) -> None:
    with desk.session.begin_nested() as tried:
        fill(desk, storefront, **values)
        found = files.planned(desk, files.exported(desk, kind))
        assert (files.reasons(found), files.outcomes(found)) == ([], ["unchanged"])
        tried.rollback()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=products(OFFICE))
def test_the_same_in_the_letters_of_japanese_offices(
    desk: UnitOfWork, storefront: Storefront, values: dict[str, Any]
) -> None:
    with desk.session.begin_nested() as tried:
        fill(desk, storefront, **values)
        content = files.exported(desk, FileKind.CP932)
        assert read(content).encoding in {"cp932", "utf-8-sig"}
        found = files.planned(desk, content)
        assert (files.reasons(found), files.outcomes(found)) == ([], ["unchanged"])
        tried.rollback()


def test_lookalikes_of_cp932_change_nothing(desk: UnitOfWork, storefront: Storefront) -> None:
    shop.product(desk, shop=storefront, names={"ja": LOOKALIKES})
    assert files.outcomes(files.planned(desk, files.exported(desk, FileKind.CP932))) == [
        "unchanged"
    ]


def test_a_letter_that_cp932_lacks_is_named(desk: UnitOfWork, storefront: Storefront) -> None:
    shop.product(desk, shop=storefront, names={"ja": "鰹節😀"})
    with pytest.raises(DomainError) as refused:
        files.exported(desk, FileKind.CP932)
    assert refused.value.params == {"letter": "😀", "line": 2, "column": "商品名（日本語）"}


def test_only_own_goods_go_out(desk: UnitOfWork, storefront: Storefront) -> None:
    mine = shop.variant(desk, shop.product(desk, shop=storefront)).sku
    shop.product(desk)
    assert [row["sku"] for row in files.rows_of(files.exported(desk))] == [mine]
