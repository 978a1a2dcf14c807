"""The glossary keeps agreed words, and what staff say of them."""

import pytest

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from i18n.glossary import queries, service
from i18n.glossary.service import TermFacts


def test_loading_twice_adds_nothing_and_keeps_what_staff_changed(uow: UnitOfWork) -> None:
    assert service.load(uow) > 100
    row = queries.get_row(uow, "tuna")
    facts = TermFacts(category=row.category, words={**row.words, "en": "tuna fish"})
    service.set_term(uow, "tuna", facts)
    assert service.load(uow) == 0
    assert queries.get_row(uow, "tuna").words["en"] == "tuna fish"


def test_what_stands_in_brackets_explains_and_is_no_word(uow: UnitOfWork) -> None:
    words = {"ja": "まぐろ（鮪）", "zh-Hant": "鮪魚／金槍魚（俗）", "en": "otoro (fattiest belly)"}
    service.set_term(uow, "test tuna", TermFacts(category="fish", words=words, synonyms=["鮪"]))
    term = queries.list_terms(uow)[-1]
    assert term.key == "test_tuna"
    assert term.all_words == ["まぐろ", "otoro", "鮪魚", "金槍魚", "鮪"]


def test_a_change_moves_the_version(uow: UnitOfWork) -> None:
    before = queries.version(uow)
    service.set_term(uow, "tea", TermFacts(category="other", words={"ja": "お茶", "en": "tea"}))
    assert queries.version(uow) == before + 1


def test_a_term_in_one_language_is_refused(uow: UnitOfWork) -> None:
    with pytest.raises(DomainError) as refused:
        service.set_term(uow, "tea", TermFacts(category="other", words={"ja": "お茶"}))
    assert refused.value.code == "term_without_words"
