"""Settings: the only place that reads the environment."""

import os
import re
import secrets
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

SAMPLE_ACCOUNT: Final = "SAMPLE BANK 0000000 (サンプル: no real account)"
THIS_COMPUTER: Final = frozenset({"127.0.0.1", "::1", "0.0.0.0", "::"})  # noqa: S104


class SettingsError(Exception):
    """The environment is incomplete or unsafe; the message names everything at once."""


class Environment(StrEnum):
    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class Payments(StrEnum):
    STRIPE = "stripe"
    SIMULATOR = "simulator"
    MANUAL = "manual"


class Settings(BaseSettings):
    """Every setting of the market, with its default for development."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    environment: Environment = Field(
        Environment.DEVELOPMENT, description="development, test or production"
    )
    data: Path = Field(Path("data"), description="Folder of database, media and logs")
    host: str = Field("127.0.0.1", description="Address the web server listens on")
    port: int = Field(8000, description="Port the web server listens on")
    public_url: str = Field("", description="Address visitors use; empty: made of host and port")
    secret_key: str = Field("", description="Signs sessions and links; required in production")
    trusted_proxies: int = Field(0, description="How many reverse proxies stand in front")
    database_url: str = Field(
        "", description="Empty: SQLite file in DATA; or postgresql+psycopg://…"
    )
    jobs_url: str = Field("", description="Empty: file in DATA; or redis://… or postgresql://…")
    media_url: str = Field(
        "", description="Empty: folder in DATA; or a folder; or s3://bucket/prefix"
    )
    s3_endpoint: str = Field("", description="Address of an S3-compatible service")
    mail_url: str = Field("", description="smtp://user:password@host:587; empty: mailbox page only")
    mail_from: str = Field("market@localhost", description="Sender of the market's mails")
    payments: Payments | None = Field(None, description="stripe, simulator or manual")
    stripe_secret_key: str = Field("", description="sk_…")
    stripe_webhook_secret: str = Field("", description="whsec_…")
    stripe_api_base: str = Field(
        "", description="Address of the payment interface; empty: Stripe's"
    )
    stripe_test_in_production: bool = Field(
        default=False, description="Allow sk_test_ in production"
    )
    bank_account: str = Field(
        "", description="Account for bank transfers, as buyers read it (PAYMENTS=manual)"
    )
    ga4_property: str = Field("", description="GA4 property id; empty: no pull")
    ga4_transport: str = Field("rest", description="rest or grpc")
    ga4_endpoint: str = Field("", description="Address of a GA4 Data API; empty: Google's")
    ga4_insecure: bool = Field(
        default=False, description="No TLS and no credentials (test servers)"
    )
    ga4_measurement_id: str = Field(
        "", description="G-…: count visits with Google Analytics too, after consent; empty: never"
    )
    ga4_tag_address: str = Field(
        "https://www.googletagmanager.com/gtag/js",
        description="Where Google's measuring code is loaded from",
    )
    geo_mmdb: str = Field("", description="Path of an MMDB country file; empty: Debian's if there")
    geo_country_header: str = Field("", description="Country header set by a trusted proxy")
    web_workers: int = Field(1, description="Web server processes")
    web_threads: int = Field(4, description="Threads per web server process")
    job_lease_seconds: int = Field(
        300, description="How long a worker may hold a job before another one takes it up"
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION

    @cached_property
    def effective_database_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data.resolve() / 'market.sqlite3'}"

    @cached_property
    def effective_jobs_url(self) -> str:
        return self.jobs_url or f"sqlite:///{self.data.resolve() / 'jobs.sqlite3'}"

    @cached_property
    def effective_media_url(self) -> str:
        return self.media_url or str(self.data.resolve() / "media")

    @cached_property
    def effective_public_url(self) -> str:
        # Browsers allow passkeys for a name, not for a number: this computer goes by its name.
        host = "localhost" if self.host in THIS_COMPUTER else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    @cached_property
    def effective_secret_key(self) -> str:
        return self.secret_key or _kept_secret(self.data, "secret_key")

    @cached_property
    def effective_bank_account(self) -> str:
        """Where transfers go; outside production a made-up account, so that the way can be tried."""
        return self.bank_account or ("" if self.is_production else SAMPLE_ACCOUNT)

    @cached_property
    def effective_payments(self) -> Payments:
        if self.payments:
            return self.payments
        if self.stripe_secret_key:
            return Payments.STRIPE
        return Payments.MANUAL if self.is_production else Payments.SIMULATOR

    @cached_property
    def effective_stripe_key(self) -> str:
        return self.stripe_secret_key or "sk_test_simulator"

    @cached_property
    def effective_webhook_secret(self) -> str:
        return self.stripe_webhook_secret or "whsec_" + _kept_secret(self.data, "webhook_secret")

    @cached_property
    def effective_stripe_api_base(self) -> str:
        if self.stripe_api_base or self.effective_payments is not Payments.SIMULATOR:
            return self.stripe_api_base
        return f"http://127.0.0.1:{self.port + 1}"


def _kept_secret(folder: Path, name: str) -> str:
    """A random secret kept in DATA, so that development sign-ins survive a restart."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_text(encoding="ascii")


def _payment_problems(settings: Settings) -> list[str]:
    key, hook = settings.stripe_secret_key, settings.stripe_webhook_secret
    problems: list[str] = []
    if bool(key) != bool(hook):
        problems.append("STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET must be set together")
    if hook and not hook.startswith("whsec_"):
        problems.append("STRIPE_WEBHOOK_SECRET must begin with whsec_")
    if settings.payments is Payments.STRIPE and not key:
        problems.append("PAYMENTS=stripe needs STRIPE_SECRET_KEY")
    if "_live_" in key and not settings.is_production:
        problems.append("a live STRIPE_SECRET_KEY is refused outside production")
    if settings.is_production:
        if settings.payments is Payments.SIMULATOR:
            problems.append("PAYMENTS=simulator is refused in production")
        if "_test_" in key and not settings.stripe_test_in_production:
            problems.append("a test STRIPE_SECRET_KEY is refused in production")
    return problems


def problems_of(settings: Settings) -> list[str]:
    """Everything that is missing or unsafe, one sentence each; empty when all is well."""
    problems = _payment_problems(settings)
    if settings.ga4_transport not in {"rest", "grpc"}:
        problems.append("GA4_TRANSPORT must be rest or grpc")
    if settings.ga4_measurement_id and not re.fullmatch(
        r"G-[A-Z0-9]+", settings.ga4_measurement_id
    ):
        problems.append("GA4_MEASUREMENT_ID must look like G-ABC123")
    if settings.is_production:
        required = {
            "SECRET_KEY": settings.secret_key,
            "PUBLIC_URL": settings.public_url,
            "MAIL_URL": settings.mail_url,
        }
        problems += [
            f"{name} must be set in production" for name, value in required.items() if not value
        ]
        if settings.secret_key and len(settings.secret_key) < 32:
            problems.append("SECRET_KEY must have 32 characters or more")
        if settings.public_url and not settings.public_url.startswith("https://"):
            problems.append("PUBLIC_URL must begin with https:// in production")
        if settings.ga4_insecure:
            problems.append("GA4_INSECURE is refused in production")
    return problems


def load() -> Settings:
    """Settings from the environment. Raises SettingsError naming every problem at once."""
    try:
        settings = Settings()  # pyright: ignore[reportCallIssue]
    except ValidationError as error:
        lines = [f"{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors()]
        raise SettingsError("\n".join(lines)) from None
    if problems := problems_of(settings):
        raise SettingsError("\n".join(problems))
    return settings


def process_environment() -> dict[str, str]:
    """A copy of the environment, for the processes that `make run` starts."""
    return dict(os.environ)  # noqa: TID251
