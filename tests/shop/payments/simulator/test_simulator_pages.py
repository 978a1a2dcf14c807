"""The pages: their languages, their banner, their headers, and the prefix they stand under."""

import re
import string
from pathlib import Path

import pytest
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from shop.payments.simulator import create_pages
from shop.payments.simulator.wording import WORDINGS

BANNERS = {
    "ja": "模擬のお支払いです。お金は動きません。",
    "en": "Simulated payment: no money moves.",
    "zh-Hans": "这是模拟付款，不会发生真实扣款。",
    "zh-Hant": "這是模擬付款，不會實際扣款。",
    "th": "การชำระเงินจำลอง ไม่มีการตัดเงินจริง",
    "ko": "모의 결제입니다. 실제 돈은 움직이지 않습니다.",
}


@pytest.mark.parametrize(
    ("locale", "form"),
    [
        ("ja", "ja"),
        ("en", "en"),
        ("en-GB", "en"),
        ("zh", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("th", "th"),
        ("ko", "ko"),
        ("de", "en"),
    ],
)
def test_the_page_is_in_the_language_of_the_session(market, locale, form):
    page = market.buyer.get(market.order(locale=locale).url)
    assert page.status_code == 200
    assert f'<html lang="{form}">' in page.text
    assert f"<strong>{BANNERS[form]}</strong>" in page.text
    assert page.headers["Content-Language"] == form


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("zh-Hant-HK,zh;q=0.9", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("fr,th;q=0.5", "th"),
        ("fr", "en"),
    ],
)
def test_without_a_locale_the_browser_decides(market, accepted, form):
    page = market.buyer.get(market.order(locale="auto").url, **{"Accept-Language": accepted})
    assert f'<html lang="{form}">' in page.text


def test_every_page_bears_the_banner_and_no_script_or_inline_style(market):
    session = market.order(locale="th")
    market.pay(session, "konbini")
    challenged = market.order(locale="th")
    market.pay(challenged, "card_challenge")
    waiting = market.order(locale="th")
    paths = [
        f"/pay/{waiting.id}",
        f"/pay/{session.id}",
        f"/bank/{challenged.id}",
        f"/voucher/{session.id}",
        f"/control/{session.id}",
        "/control",
        "/pay/cs_test_nothing",
    ]
    for path in paths:
        page = market.buyer.get(path, **{"Accept-Language": "th"})
        assert BANNERS["th"] in page.text, path
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page.text), path
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self';"), path
        assert page.headers["Cache-Control"] == "no-store", path


def test_the_form_may_lead_back_to_the_shop(market):
    page = market.buyer.get(market.order().url)
    policy = page.headers["Content-Security-Policy"]
    assert policy.endswith("form-action 'self' https://market.example")


def test_what_a_shop_sends_is_shown_as_text(market):
    line = {
        "price_data": {
            "currency": "jpy",
            "unit_amount": 500,
            "product_data": {"name": "<b>茶</b>", "description": "100 g & more"},
        },
        "quantity": 2,
    }
    page = market.buyer.get(market.order(line_items=[line]).url).text
    assert "&lt;b&gt;茶&lt;/b&gt;" in page
    assert "100 g &amp; more" in page
    assert "Quantity: 2" in page
    assert "¥1,000" in page


def test_an_unknown_payment_is_a_page_not_a_trace(market):
    page = market.buyer.get("/pay/cs_test_nothing", **{"Accept-Language": "ko"})
    assert page.status_code == 404
    assert "해당 결제를 찾을 수 없습니다" in page.text


def test_the_pages_respect_the_prefix_they_are_mounted_under(market, settings):
    session = market.order()
    pages = create_pages(settings)
    browser = Client(DispatcherMiddleware(pages, {"/simulator": pages}))
    page = browser.get(f"/simulator/pay/{session.id}").get_data(as_text=True)
    assert f'action="/simulator/pay/{session.id}"' in page
    assert 'href="/simulator/static/pay.css"' in page
    answer = browser.post(f"/simulator/pay/{session.id}", data={"choice": "konbini"})
    assert answer.headers["Location"] == f"/simulator/voucher/{session.id}"
    with browser.get("/simulator/static/pay.css") as stylesheet:
        assert stylesheet.status_code == 200
    assert market.sessions.retrieve(session.id).status == "complete"


def test_the_control_page_lists_payments_with_their_states(market):
    waiting = market.order(client_reference_id="YZ-1")
    market.pay(waiting, "konbini")
    market.paid(1000)
    market.sessions.expire(market.order(2000).id)
    market.order(3000)
    page = market.buyer.get("/control").text
    states = re.findall(r'class="state state-(\w+)"', page)
    assert states == ["open", "expired", "paid", "waiting"]
    assert "YZ-1" in page


def test_the_control_page_lets_a_payment_page_expire(market):
    session = market.order()
    market.buyer.send(f"/control/{session.id}", action="session_expire", subject=session.id)
    assert market.sessions.retrieve(session.id).status == "expired"
    odd = market.buyer.send(f"/control/{session.id}", action="rob", subject=session.id)
    assert odd.status_code == 400
    wrong = market.buyer.send(f"/control/{session.id}", action="store", subject=session.id)
    assert wrong.status_code == 404


def placeholders(message):
    return sorted(name for _, name, _, _ in string.Formatter().parse(message) if name)


def test_every_message_is_there_in_six_forms_with_the_same_placeholders():
    expected = {name: placeholders(text) for name, text in WORDINGS["en"].messages.items()}
    for form, wording in WORDINGS.items():
        found = {name: placeholders(text) for name, text in wording.messages.items()}
        assert found == expected, form


def test_messages_are_in_the_script_of_their_form():
    names = {"paypay", "alipay", "wechat_pay", "link", "familymart", "lawson", "ministop"}
    names |= {"seicomart"}
    scripts = {"ja": "[ぁ-んァ-ヶ一-龠]", "zh-Hans": "[一-龠]", "zh-Hant": "[一-龠]",
               "th": "[ก-๛]", "ko": "[가-힣]"}  # fmt: skip
    for form, script in scripts.items():
        for name, text in WORDINGS[form].messages.items():
            assert name in names or re.search(script, text), (form, name)
    hans = "".join(WORDINGS["zh-Hans"].messages.values())
    hant = "".join(WORDINGS["zh-Hant"].messages.values())
    assert not set(hant) & set("这买卖钱单号码请选择开关时间过与为从实际页")
    assert not set(hans) & set("這買賣錢單號碼請選擇開關時間過與為從實際頁")


def test_every_message_is_used():
    folder = Path(create_pages.__code__.co_filename).parent
    sources = "".join(
        path.read_text() for kind in ("*.html", "*.py") for path in folder.rglob(kind)
    )
    dynamic = ("state_", "refund_", "said_", "card", "konbini", "paypay", "alipay", "wechat_pay",
               "link", "familymart", "lawson", "ministop", "seicomart")  # fmt: skip
    unused = [
        name
        for name in WORDINGS["en"].messages
        if f'"{name}"' not in sources
        and f"'{name}'" not in sources
        and not name.startswith(dynamic)
    ]
    assert unused == []
