"""A search finds the thing, however it is written."""

from datetime import timedelta
from weakref import WeakKeyDictionary

import pytest
from sqlalchemy import select

from core.errors import DomainError
from core.jobs import run_due
from core.testing.clock import FakeClock
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from i18n.glossary import service as glossary
from shop.catalogue import service as catalogue
from shop.catalogue.models import ProductState, Temperature
from shop.search import current, jobs, queries, service
from shop.search.models import SearchDocument, SearchMiss
from shop.search.queries import SearchWish
from shop.storefronts.events import StorefrontChanged
from shop.storefronts.models import StorefrontState, StorefrontText
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


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("자반고드", "mackerel"),
        ("자반고등ㅇ", "mackerel"),
        ("자연상", "tuna"),
        ("ス", "smoke"),
        ("샅", None),
    ],
)
def test_a_last_syllable_may_be_unfinished(
    uow: UnitOfWork, shelves: dict[int, str], words: str, first: str | None
) -> None:
    assert next((shelves[card.id] for card in queries.suggest(uow, words, "ko")), None) == first


def titled(uow: UnitOfWork, words: str, locale: str, *names: str) -> list[str]:
    """Names found by words, in a market of goods with these names."""
    shelf = make.category(uow)
    made = [make.product(uow, shelf=shelf, names={locale: name}) for name in names]
    service.index(uow, [one.id for one in made])
    uow.session.flush()
    results = queries.search(uow, SearchWish(words=words), locale).results
    return [result.card.name.text for result in results]


def test_a_known_word_may_begin_others_which_come_after_it(uow: UnitOfWork) -> None:
    names = ("Spinner shark", "Longspine snipefish", "Spin", "Spineless cuttlefish")
    assert titled(uow, "spin", "en", *names) == ["Spin", "Spinner shark", "Spineless cuttlefish"]


def test_a_plural_begins_nothing(uow: UnitOfWork) -> None:
    assert titled(uow, "crabs", "en", "Crab", "Crabsticks") == ["Crab"]


def test_a_few_kana_begin_a_name_rather_than_stand_in_it(uow: UnitOfWork) -> None:
    names = ("ごはん", "ハンマーヘッドシャーク", "ちゃーはん")
    assert titled(uow, "はん", "ja", *names)[0] == "ハンマーヘッドシャーク"


def test_kana_that_fold_into_one_find_what_it_begins(uow: UnitOfWork) -> None:
    assert titled(uow, "パー", "ja", "パースニップ", "スープ") == ["パースニップ"]


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


def test_old_misses_and_too_many_are_forgotten(
    uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_MISSES", 2)
    for words in ("one", "two", "three"):
        service.note_miss(uow, locale="en", words=words)
    uow.session.flush()
    service.forget_misses(uow)
    assert {words for _, words, _ in queries.list_misses(uow)} == {"two", "three"}
    uow.now += timedelta(days=91)
    service.forget_misses(uow)
    assert queries.list_misses(uow) == []


def ids(uow: UnitOfWork, words: str, locale: str = "en") -> list[int]:
    results = queries.search(uow, SearchWish(words=words), locale).results
    return [result.card.id for result in results]


@pytest.mark.usefixtures("app")
def test_a_renamed_shelf_is_found_by_its_new_name(database: Database, uow: UnitOfWork) -> None:
    shelf = make.category(uow, key="roots")
    made = make.product(uow, shelf=shelf, names={"en": "Burdock"})
    service.index(uow, [made.id])
    uow.session.commit()
    with database.unit_of_work(SYSTEM) as other:
        words = {"en": "Vegetables of the mountains"}
        catalogue.create_category(other, key="roots", position=1, names=words, drawing_id=None)
    run_due(database)
    assert ids(uow, "vegetables") == [made.id]


@pytest.mark.usefixtures("app")
def test_a_closed_business_is_found_no_longer_and_by_its_new_name_again(
    database: Database, uow: UnitOfWork
) -> None:
    shop = make.storefront(uow, name="Yamashita")
    made = make.product(uow, shop=shop, names={"en": "Burdock"})
    service.index(uow, [made.id])
    uow.session.commit()
    assert ids(uow, "yamashita") == [made.id]
    for state, name, found in (
        (StorefrontState.CLOSED, "Yamashita", []),
        (StorefrontState.OPEN, "Kawakami", [made.id]),
    ):
        shop.state = state
        key = {"storefront_id": shop.organisation_id, "locale": "en"}
        uow.session.get_one(StorefrontText, key).name = name
        uow.record(StorefrontChanged(organisation_id=shop.organisation_id))
        uow.publish()
        uow.session.commit()
        run_due(database)
        assert ids(uow, name) == found


@pytest.mark.usefixtures("app")
def test_what_lacks_in_the_index_is_put_there(database: Database, uow: UnitOfWork) -> None:
    made = make.product(uow, names={"en": "Burdock"})
    draft = make.product(uow, names={"en": "Burdock"}, state=ProductState.DRAFT)
    uow.enqueue(jobs.FILL)
    uow.session.commit()
    run_due(database)
    assert ids(uow, "burdock") == [made.id]
    assert uow.session.get(SearchDocument, draft.id) is None


def test_every_server_sees_a_change_at_once(
    uow: UnitOfWork, shelves: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two servers keep an index each: both know of what either of them has written."""
    assert found(uow, shelves, "tuna") == ["tuna"]
    first = dict(current._kept)
    monkeypatch.setattr(current, "_kept", WeakKeyDictionary())
    made = make.product(uow, names={"en": "Tuna pie"})
    service.index(uow, [made.id])
    second = ids(uow, "tuna")
    assert made.id in second
    monkeypatch.setattr(current, "_kept", WeakKeyDictionary(first))
    assert ids(uow, "tuna") == second
    service.remove(uow, [made.id])
    assert made.id not in ids(uow, "tuna")


def test_a_new_synonym_counts_at_once(uow: UnitOfWork, shelves: dict[int, str]) -> None:
    assert found(uow, shelves, "thonmaki") == []
    uow.session.add(SearchMiss(locale="en", words="thonmaki", at=uow.now))
    assert service.add_synonym(uow, words="thonmaki", meaning="鮪") == "tuna"
    assert found(uow, shelves, "thonmaki") == ["tuna"]
    assert queries.list_misses(uow) == []
    with pytest.raises(DomainError, match="The glossary has no such word"):
        service.add_synonym(uow, words="thonmaki", meaning="unheard of")


def test_no_query_answers_with_the_whole_catalogue(
    uow: UnitOfWork, shelves: dict[int, str]
) -> None:
    for words in ("a", "の", "ー", "ก", "가", "的", "1", "g", "the", "日本", "焼津の", "fresh"):
        assert len(found(uow, shelves, words)) < len(shelves) / 2, words


def test_counts_of_a_filter_are_as_if_it_alone_were_not_set(uow: UnitOfWork) -> None:
    shop, shelf = make.storefront(uow), make.category(uow, key="tins")
    cold = make.product(
        uow, shop=shop, shelf=shelf, names={"en": "Tuna"}, temperature=Temperature.FROZEN
    )
    others = [
        make.product(uow, shelf=make.category(uow, key=f"shelf{n}"), names={"en": "Tuna"}, price=n)
        for n in (500, 1500)
    ]
    service.index(uow, [cold.id, *(one.id for one in others)])
    wish = SearchWish(words="tuna", temperature=Temperature.AMBIENT, category="shelf500")
    answer = queries.search(uow, wish, "en")
    assert [result.card.id for result in answer.results] == [others[0].id]
    assert (answer.total, answer.whole) == (1, 3)
    assert answer.temperatures == {"ambient": 1}
    assert {facet.key: facet.count for facet in answer.categories} == {
        "shelf500": 1,
        "shelf1500": 1,
    }
    assert answer.prices == {(0, 999): 1}


def test_japanese_is_found_by_readings_and_other_spellings(uow: UnitOfWork) -> None:
    made = {
        make.product(uow, names={"ja": name}).id: name
        for name in ("鯵の開き", "煮凝り", "小判鮫", "鮭茶漬け", "フォカッチャ")
    }
    service.index(uow, made)
    for words, name in {
        "あじ": "鯵の開き",
        "アジのひらき": "鯵の開き",
        "鰺": "鯵の開き",
        "煮こごり": "煮凝り",
        "にこごり": "煮凝り",
        "こばんざめ": "小判鮫",
        "さけちゃづけ": "鮭茶漬け",
        "fokatcha": "フォカッチャ",
    }.items():
        assert [made[key] for key in ids(uow, words, "ja")][:1] == [name], words


def test_titles_in_two_languages_lead_from_one_to_the_other(uow: UnitOfWork) -> None:
    both = make.product(uow, names={"en": "Burdock root", "ja": "ごぼう", "ko": "우엉"})
    japanese = make.product(uow, names={"ja": "ゴボウ 300g"})
    korean = make.product(uow, names={"ko": "우엉"})
    other = make.product(uow, names={"ja": "にんじん"})
    service.index(uow, [both.id, japanese.id, korean.id, other.id])
    found = ids(uow, "burdock root")
    assert found[0] == both.id
    assert sorted(found[1:]) == [japanese.id, korean.id]
