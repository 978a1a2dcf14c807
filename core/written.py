"""How long what a person writes may be."""

from core.errors import DomainError


def check_length(words: str, most: int) -> None:
    """Refuse what is too long to be kept. Raises DomainError `words_too_long`."""
    if len(words) > most:
        raise DomainError(
            "words_too_long",
            "Write this shorter: at most %(most)s characters.",
            field="words",
            most=most,
        )
