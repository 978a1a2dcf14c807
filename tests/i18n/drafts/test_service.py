"""Drafts: from people's translations, known sentences and words, never invented."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from core.jobs import run_due
from core.unit_of_work import Database, UnitOfWork
from core.web.versions import PageVersion
from i18n.drafts import queries, service
from i18n.drafts.models import Coverage, Draft
from i18n.drafts.ports import translators
from i18n.glossary import service as glossary
from i18n.locales import CODES
from i18n.scripts import language_of


@pytest.fixture(autouse=True)
def _known(uow: UnitOfWork) -> None:
    glossary.load(uow)
    service.load(uow)


def drafted(uow: UnitOfWork, text: str, source: str, target: str) -> queries.DraftView:
    service.want(uow, "text:1", text, source=source, targets=[target])
    return queries.drafts_of(uow.session, ["text:1"], target)["text:1"]


@pytest.mark.parametrize(
    ("text", "source", "target", "said"),
    [
        ("とてもおいしかったです！", "ja", "en", "It was very delicious."),
        ("いつ届きますか？", "ja", "th", "จะได้รับเมื่อไหร่"),
        ("WHEN WILL IT ARRIVE?", "en", "ja", "いつ届きますか？"),
        ("배송이 빨라요", "ko", "zh-Hant", "很快就收到了。"),
        ("3日以内に発送します。", "ja", "en", "We will send it within 3 days."),
        ("Does it contain shrimp?", "en", "ja", "えびは入っていますか？"),
    ],
)
def test_a_known_sentence_is_said_in_the_readers_language(
    uow: UnitOfWork, text: str, source: str, target: str, said: str
) -> None:
    found = drafted(uow, text, source, target)
    assert (found.segments, found.coverage) == (((said, target),), Coverage.WHOLE)


def test_what_is_not_known_stays_as_it_was_written(uow: UnitOfWork) -> None:
    found = drafted(uow, "おいしかったです。犬も喜んでいました。", "ja", "en")
    assert found.segments == (("It was delicious.", "en"), ("犬も喜んでいました。", "ja"))
    assert found.coverage is Coverage.PART


def test_when_nothing_is_known_only_words_of_the_glossary_help(uow: UnitOfWork) -> None:
    found = drafted(uow, "この鰹節は祖母の味に似ています。", "ja", "en")
    assert found.coverage is Coverage.NONE
    assert found.segments == (("この鰹節は祖母の味に似ています。", "ja"),)
    assert found.terms[0][0] == "鰹節"


def test_a_word_that_is_not_in_the_glossary_is_not_guessed(uow: UnitOfWork) -> None:
    assert drafted(uow, "Does it contain unobtainium?", "en", "ja").coverage is Coverage.NONE


def test_a_persons_translation_comes_before_anything_else(uow: UnitOfWork) -> None:
    service.remember(uow, "おいしかったです。", "Simply good.", source_locale="ja", locale="en")
    service.remember(uow, "おいしかったです。", "So good!", source_locale="ja", locale="en")
    assert drafted(uow, "おいしかったです。", "ja", "en").segments == (("So good!", "en"),)


def test_drafts_are_made_for_every_other_form_and_erased_together(uow: UnitOfWork) -> None:
    service.want(uow, "text:1", "맛있어요", source="ko")
    targets = set(uow.session.scalars(select(Draft.target_locale)))
    assert targets == set(CODES) - {"ko"}
    service.forget(uow, "text:1")
    assert uow.session.scalars(select(Draft)).all() == []


def test_every_sentence_of_our_list_is_drafted_in_every_other_form(uow: UnitOfWork) -> None:
    for phrase in queries.list_phrases(uow.session):
        assert set(phrase.words) == set(CODES)
        if "{" in phrase.words["ja"][0]:
            continue
        for source in CODES:
            service.want(uow, "text:1", phrase.words[source][-1], source=source)
            covered = uow.session.scalars(select(Draft.coverage)).all()
            assert set(covered) == {Coverage.WHOLE}, (phrase.key, source)


class Echo:
    """A machine that says which language it was asked for."""

    name = "Echo"

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        return [f"[{source}→{target}] {text}" for text in texts]


@contextmanager
def registered(translator: Echo) -> Iterator[None]:
    items = translators._items
    items.append(translator)
    try:
        yield
    finally:
        items.remove(translator)


@pytest.mark.usefixtures("app")
def test_a_machine_fills_what_we_could_not_and_the_page_is_told(
    uow: UnitOfWork, database: Database
) -> None:
    with registered(Echo()):
        text = "おいしかったです。犬も喜んでいました。"
        service.want(uow, "text:1", text, source="ja", targets=["en"], pages=["product:1"])
        uow.session.commit()
        run_due(database)
    uow.session.expire_all()
    found = queries.drafts_of(uow.session, ["text:1"], "en")["text:1"]
    assert found.segments == (
        ("It was delicious.", "en"),
        ("[ja→en] 犬も喜んでいました。", "en"),
    )
    assert (found.coverage, found.made_by) == (Coverage.WHOLE, "Echo")
    assert uow.session.get_one(PageVersion, "product:1").version == 1


@pytest.mark.parametrize(
    ("text", "likely", "language"),
    [
        ("อร่อยมาก", "en", "th"),
        ("맛있어요", "ja", "ko"),
        ("美味しい", "en", "ja"),
        ("很好吃，谢谢", "en", "zh-Hans"),
        ("很好吃，謝謝", "th", "zh-Hant"),
        ("美味", "ja", "ja"),
        ("Lovely", "ja", "en"),
        ("5!", "th", "th"),
    ],
)
def test_the_script_says_which_language_somebody_wrote(
    text: str, likely: str, language: str
) -> None:
    assert language_of(text, likely) == language
