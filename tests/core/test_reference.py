"""Facts that come with the market: taken in once, and never over what staff wrote."""

from flask import Flask
from sqlalchemy import func, select

from core.reference import lists
from core.unit_of_work import UnitOfWork
from i18n.glossary.models import GlossaryTerm
from shop.delivery.models import CarrierService
from shop.export.models import ExportRule


def test_reference_data_is_taken_in_once(app: Flask, uow: UnitOfWork) -> None:
    assert app is not None  # composing fills the list
    first = {each.name: each.load(uow) for each in lists}
    assert set(first) >= {"Glossary", "Known sentences", "Rules of other countries", "Carriers"}
    assert all(count > 0 for count in first.values())
    assert {each.name: each.load(uow) for each in lists} == dict.fromkeys(first, 0)
    for model in (GlossaryTerm, CarrierService, ExportRule):
        assert uow.session.scalar(select(func.count()).select_from(model))
