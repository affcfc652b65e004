"""Our JavaScript modules as one inline script, and the safe form of everything that is put inline."""

from __future__ import annotations

import base64
import hashlib
import json
import posixpath
import re
from importlib import resources
from typing import Any

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[\w/]+)\.js";\n', re.MULTILINE)
_EXPORTS = re.compile(r"^export \{ (\w+) as default \};\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (async function|function\*?|const|class) (\w+)", re.MULTILINE)


def script(entry: str = "app") -> str:
    """Join a module and all it imports, each in a scope of its own; the first may await.

    Examples
    --------
    >>> "import " in script("time/dates")
    False
    """
    order: list[str] = []
    _visit(entry, order, ())
    return "\n".join(['"use strict";', *(_scoped(name, "async " if name == entry else "") for name in order)])


def asset(name: str) -> str:
    """Return the text of a file in ``static/``."""
    return (resources.files(__package__) / "static" / name).read_text(encoding="utf-8")


def json_block(value: Any) -> str:
    r"""Write JSON that can stand inside a script element.

    Examples
    --------
    >>> json_block({"a": "</script>"})
    '{"a":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # A lone surrogate cannot be written as UTF-8; as an escape it can.
    return re.sub(r"[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def content_hash(text: str) -> str:
    """Return the source expression of an inline script or style for a Content-Security-Policy."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _visit(name: str, order: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"modules import each other: {' -> '.join([*above, name])}")
    if name in order:
        return
    for _, needed in _IMPORT.findall(asset(f"{name}.js")):
        _visit(_beside(name, needed), order, (*above, name))
    order.append(name)


def _scoped(name: str, way: str) -> str:
    text = asset(f"{name}.js")
    exports = [match[1] for match in _EXPORT.findall(text)] + [
        f"default: {default}" for default in _EXPORTS.findall(text)
    ]
    text = _IMPORT.sub(
        lambda match: f"const {{{match[1].replace(' as ', ': ')}}} = {_variable(_beside(name, match[2]))};\n", text
    )
    text = _EXPORTS.sub("", _EXPORT.sub(r"\1 \2", text))
    return f"const {_variable(name)} = ({way}() => {{\n{text}\nreturn {{ {', '.join(exports)} }};\n}})();"


def _beside(name: str, needed: str) -> str:
    """Return the module that `name` calls "./fit" or "../fit"."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), needed))


def _variable(name: str) -> str:
    return f"module_{name.replace('/', '_')}"
