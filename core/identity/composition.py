"""What identity adds to an application."""

from typing import Final

from flask import Flask

from core.identity import commands, jobs, sample, session, setup
from core.identity.personal import PersonalDataOfIdentity
from core.jobs import jobs as background
from core.privacy import service as privacy
from core.privacy.ports import holders
from core.sample import SampleStep, steps
from core.settings import Settings
from core.unit_of_work import Database

PERSONAL: Final = PersonalDataOfIdentity()


def init_app(app: Flask, settings: Settings, database: Database) -> None:
    """Compose identity: the library, who acts, jobs, commands, sample people."""
    setup.init_app(app, settings)
    session.init_app()
    background.add(jobs.SEND_RECOVERY, jobs.send_recovery)
    holders.add(PERSONAL)
    background.add(privacy.MAKE, privacy.make)
    background.add(privacy.FORGET, privacy.forget_copies)
    background.every(privacy.FORGET, minutes=0, at_hour=4)
    commands.init_app(app, database)
    sample.init_app(settings)
    steps.add(SampleStep(10, "People", sample.load))
