"""Filing a licence."""

from core.audit import service as audit
from core.unit_of_work import UnitOfWork
from core.web import versions
from shop.storefronts.licences import Licence
from vendors.storefront import service as storefronts


def file(uow: UnitOfWork, kind: str, licence: Licence) -> None:
    """Put a licence on file; goods that need it are sold from now on, or no longer."""
    storefront = storefronts.get(uow, lock=True)
    before = dict(storefront.licences)
    storefront.licences = {**before, kind: licence.as_json()}
    audit.record(
        uow,
        "office:licence:file",
        ("storefront", storefront.organisation_id),
        before=before,
        after=dict(storefront.licences),
        organisation_id=storefront.organisation_id,
    )
    versions.bump(uow, "catalogue", versions.bucket("storefront", storefront.organisation_id))
