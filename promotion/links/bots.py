"""Whether a visitor is a machine, by what it calls itself."""

import re
from functools import cache, lru_cache

import crawleruseragents


@cache
def _patterns() -> re.Pattern[str]:
    found = [str(entry["pattern"]) for entry in crawleruseragents.CRAWLER_USER_AGENTS_DATA]
    return re.compile("|".join(found))


@lru_cache(maxsize=4096)
def is_machine(user_agent: str) -> bool:
    """True for crawlers, previews and programs; somebody without a name is one too."""
    return not user_agent.strip() or _patterns().search(user_agent) is not None
