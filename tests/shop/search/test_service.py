"""A search finds the thing, however it is written."""

import pytest
from sqlalchemy import select

from core.testing.clock import FakeClock
from core.unit_of_work import UnitOfWork
from i18n.glossary import service as glossary
from shop.catalogue import service as catalogue
from shop.search import queries, service
from shop.search.models import SearchMiss
from shop.search.queries import SearchWish
from tests.factories import shop as make

GOODS = {
    "tuna": {
        "ja": "天然マグロ 柵",
        "en": "Wild tuna block",
        "th": "เนื้อปลาทูน่าแช่แข็ง",
        "zh-Hant": "野生金槍魚",
        "ko": "자연산참치횟감",
    },
    "mackerel": {"ja": "塩さば", "en": "Salted mackerel fillets", "ko": "자반고등어"},
    "tea": {"ja": "深蒸し茶", "en": "Deep-steamed green tea", "th": "ชาเขียวนึ่งเข้ม"},
    "flakes": {"ja": "かつお節 削りぶし", "en": "Shaved bonito flakes"},
    "shrimp": {"zh-Hant": "櫻花蝦乾", "ja": "素干し桜えび"},
    "smoke": {"ja": "スモークド・サーモン", "en": "Crème of smoked salmon"},
}


@pytest.fixture
def shelves(uow: UnitOfWork) -> dict[int, str]:
    glossary.load(uow)
    shop, shelf = make.storefront(uow, name="ABC"), make.category(uow)
    shelf.names = {"en": "Goods"}
    made = {
        make.product(uow, shop=shop, shelf=shelf, names=names).id: key
        for key, names in GOODS.items()
    }
    service.index(uow, made)
    uow.session.flush()
    return made


def found(uow: UnitOfWork, shelves: dict[int, str], words: str, locale: str = "ja") -> list[str]:
    results = queries.search(uow, SearchWish(words=words), locale).results
    return [shelves[result.card.id] for result in results]


@pytest.mark.parametrize(
    "words",
    [
        "まぐろ",
        "マグロ",
        "ﾏｸﾞﾛ",
        "鮪",
        "maguro",
        "MAGURO",
        "tuna",
        "ＴＵＮＡ",
        "金枪鱼",
        "金槍魚",
        "참치",
    ],
)
def test_one_fish_by_every_name(uow: UnitOfWork, shelves: dict[int, str], words: str) -> None:
    assert found(uow, shelves, words) == ["tuna"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("茶", "tea"),
        ("虾", "shrimp"),
        ("鯖", "mackerel"),
        ("ทูน่า", "tuna"),
        ("ทูนา", "tuna"),
        ("ปลาทูน้า", "tuna"),
        ("참치를", "tuna"),
        ("자연산 참치", "tuna"),
        ("자반고등어는", "mackerel"),
        ("mackrel", "mackerel"),
        ("mackerels", "mackerel"),
        ("katsuobushi", "flakes"),
        ("katuobusi", "flakes"),
        ("カツオブシ", "flakes"),
        ("creme", "smoke"),
        ("スモークドサーモン", "smoke"),
        ("すもーくど", "smoke"),
        ("greentea", "tea"),
        ("かつおぶしの通販", "flakes"),
        ("sakuraebi", "shrimp"),
    ],
)
def test_the_thing_comes_first(
    uow: UnitOfWork, shelves: dict[int, str], words: str, first: str
) -> None:
    assert found(uow, shelves, words)[:1] == [first]


def test_a_query_in_one_language_finds_what_has_text_only_in_another(
    uow: UnitOfWork, shelves: dict[int, str]
) -> None:
    results = queries.search(uow, SearchWish(words="กุ้งซากุระ"), "th").results
    assert shelves[results[0].card.id] == "shrimp"
    assert results[0].card.name.is_fallback


@pytest.mark.parametrize(
    "words", ["", "   ", "の", "qqqzzz", "!!!", '"', "%", "AND", "title:*", "\u200b", "NEAR("]
)
def test_what_means_nothing_finds_nothing(
    uow: UnitOfWork, shelves: dict[int, str], words: str
) -> None:
    assert found(uow, shelves, words) == []


def test_a_slip_is_put_right_and_said(uow: UnitOfWork, shelves: dict[int, str]) -> None:
    answer = queries.search(uow, SearchWish(words="mackrel"), "en")
    assert answer.understood.corrected == {"mackrel": "mackerel"}
    right = queries.search(uow, SearchWish(words="mackerel"), "en")
    assert right.understood.corrected == {}


def test_words_being_typed_are_completed(uow: UnitOfWork, shelves: dict[int, str]) -> None:
    assert [shelves[card.id] for card in queries.suggest(uow, "mack", "en")] == ["mackerel"]
    assert [shelves[card.id] for card in queries.suggest(uow, "salted ma", "en")] == ["mackerel"]


@pytest.mark.usefixtures("app")
def test_the_index_follows_the_product_in_the_same_transaction(
    uow: UnitOfWork, shelves: dict[int, str]
) -> None:
    made = make.product(uow, names={"ja": "みかん", "en": "Mandarin"})
    words = catalogue.ProductWords(name="Satsuma orange")
    catalogue.set_text(uow, made, "en", words)
    uow.publish()
    assert [r.card.id for r in queries.search(uow, SearchWish(words="satsuma"), "en").results] == [
        made.id
    ]
    assert queries.search(uow, SearchWish(words="satsumas"), "en").total == 1
    catalogue.archive(uow, made)
    uow.publish()
    assert queries.search(uow, SearchWish(words="satsuma"), "en").total == 0


def test_filters_narrow_what_was_found(uow: UnitOfWork, shelves: dict[int, str]) -> None:
    wish = SearchWish(words="tuna", category="no such shelf")
    assert queries.search(uow, wish, "en").results == []


def test_misses_are_counted_by_language_without_anything_personal(
    uow: UnitOfWork, clock: FakeClock
) -> None:
    for words in ("おにぎり", "おにぎり", "taro@example.org", "09012345678", ""):
        service.note_miss(uow, locale="ja", words=words)
    uow.session.flush()
    assert queries.list_misses(uow) == [("ja", "おにぎり", 2)]
    assert len(uow.session.scalars(select(SearchMiss)).all()) == 2
