"""Languages, translated text, glossary, formatting."""

from flask import Flask

from core.audit import actions as audit_actions
from core.identity.permissions import Permission
from core.jobs import jobs
from core.reference import ReferenceData, lists
from core.sample import SampleStep, steps
from core.settings import Settings
from core.text import lazy, set_translations_source
from core.unit_of_work import UnitOfWork
from core.web.language import set_languages
from core.web.navigation import Area, MenuItem, menu
from i18n import trail
from i18n.catalogs import translations
from i18n.cli import translations_group
from i18n.drafts import jobs as drafts_jobs
from i18n.drafts import service as drafts
from i18n.drafts import views as drafts_views
from i18n.glossary import service as glossary
from i18n.glossary import views as glossary_views
from i18n.selection import MarketLanguages


def answer_core() -> None:
    """Answer what `core` asks about languages; before `core` is composed."""
    set_languages(MarketLanguages())
    set_translations_source(translations)


def init_app(app: Flask, _settings: Settings) -> None:
    """Compose the package."""
    audit_actions.name(trail.ACTIONS, trail.KINDS)
    app.cli.add_command(translations_group)
    glossary_views.feature.register(app)
    menu.add(
        MenuItem(
            Area.CITY,
            lazy("Glossary"),
            "i18n.glossary.index",
            Permission.CITY_GLOSSARY_EDIT,
            60,
            icon="globe",
        )
    )
    drafts_views.feature.register(app)
    menu.add(
        MenuItem(
            Area.CITY,
            lazy("Sentences"),
            "i18n.drafts.index",
            Permission.CITY_GLOSSARY_EDIT,
            62,
            icon="speech",
        )
    )
    lists.add(ReferenceData("Glossary", glossary.load))
    lists.add(ReferenceData("Known sentences", drafts.load))
    steps.add(SampleStep(15, "Glossary", load_glossary))
    steps.add(SampleStep(16, "Known sentences", load_phrases))
    jobs.add_manual(drafts.MAKE, drafts_jobs.make)


def load_glossary(uow: UnitOfWork) -> None:
    """A step of the sample market: our own list of words."""
    glossary.load(uow)


def load_phrases(uow: UnitOfWork) -> None:
    """A step of the sample market: our own list of sentences for drafts."""
    drafts.load(uow)
