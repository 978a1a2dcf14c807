"""Doing what a file says, line by line, through the same services as the desk."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from sqlalchemy import select

from core.errors import DomainError
from core.text import LazyText
from core.unit_of_work import UnitOfWork
from i18n.locales import CODES, DEFAULT
from i18n.translated import Provenance
from shop.catalogue import service as catalogue
from shop.catalogue.models import Category, Product, ProductText, Variant
from shop.catalogue.service import ProductFacts, ProductWords, VariantFacts
from shop.stock import service as stock
from vendors.desk import organisation_of
from vendors.imports.columns import BY_KEY, WORDS, Scope, label_cells, text_key
from vendors.imports.planning import (
    Outcome,
    Plan,
    PlannedLine,
    Problem,
    plan,
    product_place,
)
from vendors.imports.reading import Line, Sheet
from vendors.products import label_form
from vendors.products import service as products

REASON: Final = "catalogue file"
BATCH: Final = 100
PLAIN: Final = (
    "season",
    "export_class",
    "shelf_life_days",
    "days_left_on_arrival",
    "allergens",
    "may_contain",
)


@dataclass(frozen=True)
class Report:
    """What was done; with `problems` and nothing done unless it was told to go on."""

    plan: Plan
    problems: list[Problem]
    is_applied: bool


def apply(uow: UnitOfWork, sheet: Sheet, *, goes_on: bool) -> Report:
    """Do what the file says: all of it or nothing, or with `goes_on` all lines that are good."""
    planned = plan(uow.session, organisation_of(uow), sheet)
    return carry_out(uow, planned, goes_on=goes_on)


def carry_out(uow: UnitOfWork, planned: Plan, *, goes_on: bool) -> Report:
    """Do a plan; what the market has come to refuse since then is a problem of its line."""
    problems = list(planned.problems)
    if problems and not goes_on:
        return Report(planned, problems, is_applied=False)
    recorded = len(uow.recorded)
    everything = uow.session.begin_nested()
    made: dict[str, int] = {}
    for line in planned.lines:
        if line.outcome in {Outcome.NEW, Outcome.CHANGED}:
            problems += _attempt(uow, line, made)
    if problems and not goes_on:
        everything.rollback()
        del uow.recorded[recorded:]
        return Report(planned, problems, is_applied=False)
    everything.commit()
    return Report(planned, problems, is_applied=True)


def batches(sheet: Sheet) -> list[Sheet]:
    """The file in parts, each short enough that no buyer waits for its transaction.

    Sizes of one product stay in one part. A small file is a single part: all or nothing.
    """
    place = product_place(sheet)
    groups: dict[str, list[Line]] = {}
    for line in sheet.lines:
        name = line.cells[place] if place is not None and len(line.cells) > place else ""
        groups.setdefault(name or f"\x00{line.number}", []).append(line)
    parts: list[list[Line]] = [[]]
    for lines in groups.values():
        if parts[-1] and len(parts[-1]) + len(lines) > BATCH:
            parts.append([])
        parts[-1] += lines
    return [replace(sheet, lines=part) for part in parts]


def _attempt(uow: UnitOfWork, line: PlannedLine, made: dict[str, int]) -> list[Problem]:
    """Do one line; what a service refuses is this line's problem."""
    recorded, before = len(uow.recorded), dict(made)
    try:
        with uow.session.begin_nested():
            if line.record is None:
                _create(uow, line, made)
            else:
                _change(uow, line.record.product.id, line.record.variant, line)
    except DomainError as error:
        del uow.recorded[recorded:]
        made.clear()
        made.update(before)
        line.outcome = Outcome.BAD
        column = BY_KEY[error.field].title if error.field in BY_KEY else ""
        return [Problem(line.number, column, LazyText(error.message, **error.params))]
    return []


def _create(uow: UnitOfWork, line: PlannedLine, made: dict[str, int]) -> None:
    """A new size, of a product of the market, of one made by an earlier line, or of a new one."""
    group = line.cells.get("product", "")
    product = _product(uow, group, made)
    values = line.values
    if product is None:
        facts = ProductFacts(
            category_id=_category_id(uow, values["category"]), temperature=values["temperature"]
        )
        product = catalogue.create_product(
            uow, organisation_id=organisation_of(uow), facts=facts, slug=group or line.sku
        )
        if group:
            made[group] = product.id
    _set_product(uow, product, values)
    size = VariantFacts(
        sku=line.sku,
        price=values["price"],
        net_weight_g=values["net_weight_g"],
        shipping_weight_g=values["shipping_weight_g"],
        least_weight_g=values.get("least_weight_g"),
        pieces=values.get("pieces"),
        labels=_size_names(values, {}),
    )
    variant = catalogue.add_variant(uow, product, size)
    if values.get("is_active") is False:
        catalogue.retire_variant(uow, product, variant)
    if values.get("stock"):
        stock.receive(uow, variant_id=variant.id, quantity=values["stock"], reason=REASON)


def _product(uow: UnitOfWork, group: str, made: Mapping[str, int]) -> Product | None:
    if not group:
        return None
    if group in made:
        return products.get(uow, made[group])
    return uow.session.scalar(
        select(Product).where(
            Product.slug == group, Product.organisation_id == organisation_of(uow)
        )
    )


def _category_id(uow: UnitOfWork, key: str) -> int:
    return uow.session.scalars(select(Category.id).where(Category.key == key)).one()


def _change(uow: UnitOfWork, product_id: int, variant: Variant, line: PlannedLine) -> None:
    product = products.get(uow, product_id, lock=True)
    values = line.values
    _set_product(uow, product, values)
    names = {field.name for field in fields(VariantFacts)} - {"labels"}
    sized = {name: values[name] for name in names if name in values}
    labels = _size_names(values, variant.labels)
    if sized or labels != variant.labels or values.get("is_active"):
        facts = VariantFacts(**{name: getattr(variant, name) for name in names}, labels=labels)
        was_active = variant.is_active
        catalogue.update_variant(uow, product, variant, replace(facts, **sized))
        if not was_active and not values.get("is_active"):
            catalogue.retire_variant(uow, product, variant)
    if values.get("is_active") is False:
        catalogue.retire_variant(uow, product, variant)
    if values.get("stock") is not None:
        stock.count(uow, variant_id=variant.id, counted=values["stock"], reason=REASON)


def _size_names(values: Mapping[str, Any], before: Mapping[str, str]) -> dict[str, str]:
    names = {code: values.get(text_key("size", code), before.get(code, "")) for code in CODES}
    return {code: said for code, said in names.items() if said}


def _set_product(uow: UnitOfWork, product: Product, values: Mapping[str, Any]) -> None:
    """Write the facts, the label and the words that differ; nothing else is touched."""
    changed: dict[str, Any] = {name: values[name] for name in PLAIN if name in values}
    if "temperature" in values and values["temperature"] != product.temperature:
        changed["temperature"] = values["temperature"]
    if "category" in values:
        changed["category_id"] = _category_id(uow, values["category"])
    labelled = {key: said for key, said in values.items() if BY_KEY[key].scope is Scope.LABEL}
    if labelled:
        form = {**label_cells(product), **labelled}
        label = label_form.label_of({**form, "kind": form["label_kind"]}, product.label)
        products.set_label(uow, product.id, label, **changed)
    elif changed:
        products.change_facts(uow, product.id, **changed)
    for code in (DEFAULT, *(code for code in CODES if code != DEFAULT)):
        _set_words(uow, product, code, values)


def _set_words(uow: UnitOfWork, product: Product, code: str, values: Mapping[str, Any]) -> None:
    changed = {
        word: values[text_key(word, code)] for word in WORDS if text_key(word, code) in values
    }
    row = uow.session.get(ProductText, {"product_id": product.id, "locale": code})
    words = {word: str(getattr(row, word)) if row else "" for word in WORDS} | changed
    if changed and words["name"]:
        catalogue.set_text(uow, product, code, ProductWords(**words), provenance=Provenance.IMPORT)
        uow.session.flush()  # the next line of the same product reads it back
