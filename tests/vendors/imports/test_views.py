"""The pages of the catalogue file, and the operators' commands."""

import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.jobs import run_due
from core.testing.client import PageClient
from core.unit_of_work import Database, UnitOfWork
from shop.catalogue.models import Variant
from shop.storefronts.models import Storefront
from tests.factories import shop
from tests.factories.vendors import sign_in

HEADER = "sku,product,price,net_weight_g,shipping_weight_g,category,temperature,name_ja\n"
GOOD = "A1,flakes,540,80,180,katsuobushi,ambient,花かつお\n"
BAD = "A2,tea,free,80,180,katsuobushi,ambient,お茶\n"


@pytest.fixture
def storefront(client: PageClient, uow: UnitOfWork) -> Storefront:
    shop.category(uow, key="katsuobushi")
    return sign_in(client, uow)


def sent(*lines: str) -> dict[str, Any]:
    return {"file": (io.BytesIO((HEADER + "".join(lines)).encode("cp932")), "商品.csv")}


def skus(uow: UnitOfWork) -> list[str]:
    uow.session.expire_all()
    return list(uow.session.scalars(select(Variant.sku).order_by(Variant.id)))


def test_a_list_is_looked_through_then_done(
    client: PageClient, uow: UnitOfWork, storefront: Storefront, database: Database
) -> None:
    client.get("/ja/office/imports")
    address = client.post("/ja/office/imports", sent(GOOD)).location
    page = client.get(address)
    assert "花かつお" in page.text
    assert skus(uow) == []
    client.post(f"{address}/apply")
    run_due(database)
    assert skus(uow) == ["A1"]
    assert client.get(address).all("form.form") == []
    client.get("/ja/office/imports")


def test_bad_lines_are_named_and_hold_everything_back(
    client: PageClient, uow: UnitOfWork, storefront: Storefront, database: Database
) -> None:
    address = client.post("/en/office/imports", sent(GOOD, BAD)).location
    cells = [
        cell.text_content() for cell in client.get(address).all("table")[0].cssselect("td, th")
    ]
    assert "This must be a whole number from 1 to 9999999." in cells
    page = client.post(f"{address}/apply", status=422)
    assert page.one(".error-summary li a").get("href") == "#goes_on"
    run_due(database)
    assert skus(uow) == []
    client.post(f"{address}/apply", {"goes_on": "y"})
    run_due(database)
    assert skus(uow) == ["A1"]


@pytest.mark.parametrize("content", [b"", b"\x81\x00\xff", b"name\nx\n", b"PK\x03\x04x"])
def test_a_useless_file_gets_a_sentence(
    client: PageClient, storefront: Storefront, content: bytes
) -> None:
    form = {"file": (io.BytesIO(content), "list.csv")}
    page = client.post("/ja/office/imports", form, status=422)
    assert page.one(".error-summary li a").get("href") == "#file"
    client.post("/ja/office/imports", {}, status=422)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "cp932"])
def test_the_list_goes_out(
    client: PageClient, uow: UnitOfWork, storefront: Storefront, kind: str
) -> None:
    shop.product(uow, shop=storefront)
    uow.session.commit()
    answer = client.get(f"/ja/office/imports/export/{kind}").response
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    client.get("/ja/office/imports/export/pdf", status=404)


def test_operators_bring_a_file_in_and_out(
    app: Flask, uow: UnitOfWork, storefront: Storefront, tmp_path: Path
) -> None:
    run = app.test_cli_runner().invoke
    file, out = tmp_path / "in.csv", tmp_path / "out.csv"
    file.write_text(HEADER + GOOD + BAD, encoding="utf-8")
    command = ["catalogue", "import", str(file), "--organisation", storefront.slug]
    shown = run(args=command)
    assert (shown.exit_code, skus(uow)) == (0, [])
    assert "1 new, 0 changed, 0 unchanged, 1 bad" in shown.output
    assert run(args=[*command, "--apply"]).exit_code == 1
    assert skus(uow) == []
    assert run(args=[*command, "--apply", "--continue"]).exit_code == 0
    assert skus(uow) == ["A1"]
    exported = run(args=["catalogue", "export", str(out), "--organisation", storefront.slug,
                         "--kind", "cp932", "--japanese"])  # fmt: skip
    assert exported.exit_code == 0
    assert "花かつお" in out.read_text(encoding="cp932")
    unknown = run(args=["catalogue", "export", str(out), "--organisation", "nobody"])
    assert unknown.exit_code == 1
