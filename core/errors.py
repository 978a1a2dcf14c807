"""What a service raises when a rule says no."""


class DomainError(Exception):
    """A rule of the market refused; `message` is a gettext msgid with named placeholders.

    `field` names the form field it belongs to, when there is one.
    """

    def __init__(
        self, code: str, message: str, /, *, field: str | None = None, **params: object
    ) -> None:
        super().__init__(message % params if params else message)
        self.code = code
        self.message = message
        self.field = field
        self.params = params


class NotFoundError(Exception):
    """The record does not exist for this actor: answered as 404, never as 403."""


class UnavailableError(Exception):
    """A service that we depend on (database, payment provider) cannot answer now: 503."""
