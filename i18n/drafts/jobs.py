"""Asking a machine outside for what we could not draft ourselves."""

from typing import Any

from core.jobs import JobContext
from core.unit_of_work import SYSTEM
from core.web import versions
from i18n.drafts.models import Coverage, Draft
from i18n.drafts.ports import translators
from i18n.drafts.service import unfinished


def make(context: JobContext, payload: dict[str, Any]) -> None:
    """Fill one text's drafts; the first machine that is registered is asked."""
    translator = next(iter(translators), None)
    if translator is None:
        return
    with context.database.unit_of_work(SYSTEM, read_only=True) as uow:
        open_drafts = [
            (one.id, one.source_locale, one.target_locale, list(one.segments))
            for one in unfinished(uow, payload["owner"])
        ]
    for draft_id, source, target, segments in open_drafts:
        texts = [one["text"] for one in segments if one["lang"] == source]
        said = iter(translator.translate(texts, source, target))
        filled = [
            {"text": next(said), "lang": target} if one["lang"] == source else one
            for one in segments
        ]
        with context.database.unit_of_work(SYSTEM) as uow:
            draft = uow.session.get(Draft, draft_id)
            if draft is None:
                continue  # the text was erased in the meantime
            draft.segments, draft.coverage, draft.terms = filled, Coverage.WHOLE, []
            draft.made_by, draft.made_at = translator.name, uow.now
            versions.bump(uow, *payload["pages"])
