"""A mail's subject and bodies in the reader's language."""

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from core.text import use_locale


@dataclass(frozen=True)
class RenderedMail:
    """What is sent."""

    subject: str
    body_text: str
    body_html: str


def render(
    environment: Environment, template: str, locale: str, context: dict[str, Any]
) -> RenderedMail:
    """Render `<package>/<feature>/mail/<name>/{subject.txt,body.txt,body.html}`."""
    values = {**context, "locale": locale}
    with use_locale(locale):
        subject, text, html = (
            environment.get_template(f"{template}/{part}").render(values)
            for part in ("subject.txt", "body.txt", "body.html")
        )
    return RenderedMail(" ".join(subject.split()), text.strip() + "\n", html)
