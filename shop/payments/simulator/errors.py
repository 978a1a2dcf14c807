"""Refusals in the shape in which Stripe words them."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A refusal that the caller reads as JSON with a status.

    `kept` says whether an idempotency key remembers it: Stripe keeps what an endpoint answered,
    but not a request that failed validation before the endpoint ran.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        kept: bool = True,
    ) -> None:
        """Take the fields of the error object."""
        super().__init__(message)
        self.message = message
        self.status = status
        self.kind = kind
        self.code = code
        self.param = param
        self.kept = kept

    def body(self) -> dict[str, Any]:
        """The JSON object, without the fields that say nothing."""
        error: dict[str, Any] = {"message": self.message, "type": self.kind}
        if self.code is not None:
            error["code"] = self.code
            error["doc_url"] = "https://docs.stripe.com/error-codes"
        if self.param is not None:
            error["param"] = self.param
        return {"error": error}


class BadParameter(ApiError):  # noqa: N818 - reads as what it is where it is raised
    """A parameter that failed validation; an idempotency key does not remember it."""

    def __init__(self, message: str, param: str, code: str | None = None) -> None:
        """Name the parameter the way the caller wrote it."""
        super().__init__(message, code=code, param=param, kept=False)


def missing_object(kind: str, identifier: str, param: str) -> ApiError:
    """The 404 for an id that this simulator never gave out."""
    noun = kind.replace(".", " ").replace("_", " ")
    return ApiError(
        f"No such {noun}: '{identifier}'", status=404, code="resource_missing", param=param
    )
