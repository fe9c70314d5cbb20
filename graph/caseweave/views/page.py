"""What every page shares: templates that escape by default, and a security policy that lets nothing in or out."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from caseweave.views.palette import variables

__all__ = ["asset", "digest", "environment", "policy", "script", "styles"]


def environment() -> Environment:
    """Return the template environment: autoescape on, unknown names are errors."""
    return Environment(
        loader=PackageLoader("caseweave.views", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def asset(name: str) -> Markup:
    """Return the text of a style sheet or script of ours, to stand inside a page as it is."""
    return Markup((files("caseweave.views") / "templates" / name).read_text("utf-8"))  # noqa: S704 - our own file


def styles(*names: str) -> Markup:
    """Return the style sheet of a page: the colours, what all pages share, and the sheets named."""
    return Markup(variables()) + Markup("").join(map(asset, ("base.css", *names)))  # noqa: S704 - our own colours


def script(text: str) -> Markup:
    r"""Make the text of a script safe inside ``<script>``, and its line ends those the browser hashes.

    >>> script("a = '</script>'\r\n")
    Markup("a = '<\\/script>'\n")
    """
    return Markup(text.replace("\r\n", "\n").replace("\r", "\n").replace("</script", "<\\/script"))  # noqa: S704


def policy(*, scripts: Iterable[str] = (), images: bool = False) -> str:
    """Write the content security policy of a page: no request to anywhere, and only the scripts given.

    >>> policy()
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    """
    hashes = " ".join(f"'sha256-{digest(text)}'" for text in scripts)
    rules = [
        "default-src 'none'",
        "img-src data: blob:" if images else "",
        "style-src 'unsafe-inline'",
        f"script-src {hashes}" if hashes else "",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(rule for rule in rules if rule)


def digest(text: str) -> str:
    """Return the hash by which a policy knows a script or a style sheet."""
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
