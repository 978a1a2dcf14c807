"""The sample market: steps that each package adds, run in order on an empty database."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from core.identity.models import Organisation
from core.registry import Registry
from core.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class SampleStep:
    """One part of the sample market; `say` is what the operator reads while it runs."""

    position: int
    say: str
    load: Callable[[UnitOfWork], None]


steps: Registry[SampleStep] = Registry("core.sample.steps")


def is_empty(uow: UnitOfWork) -> bool:
    """Whether the database holds no organisation yet."""
    return uow.session.scalar(select(Organisation.id).limit(1)) is None


def is_sample_market(uow: UnitOfWork) -> bool:
    """Whether any organisation is a sample: then every page says so."""
    found = uow.session.scalar(select(Organisation.id).where(Organisation.is_sample).limit(1))
    return found is not None


def in_order() -> list[SampleStep]:
    return sorted(steps, key=lambda step: step.position)
