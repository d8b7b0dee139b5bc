"""Takes a DOCX apart: its parts as trees, unpacked within bounds."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from verbale.transcribe.source import Refused

__all__ = ["Parts", "attribute"]

_LARGEST = 32 * 1024**2
"""The most that one part may unpack to, and all that are read may by twice that."""
_ANEW = "open it in the program that made it, and save it as .docx or PDF anew"
_OTHERS = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
    ("Index/", "a Pages document"),
    ("content.xml", "an OpenDocument text (.odt)"),
    ("META-INF/MANIFEST.MF", "a Java program"),
)
_NAMESPACE = re.compile(r"\{[^}]*\}")


class Parts:
    """The parts of a DOCX, by name."""

    def __init__(self, raw: bytes) -> None:
        """Open a DOCX.

        Raises:
            Refused: it is none, or is damaged.
        """
        try:
            self._packed = zipfile.ZipFile(BytesIO(raw))
            self._names = {name.lower(): name for name in self._packed.namelist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise _damaged() from None
        self._related: dict[str, dict[str, tuple[str, str]]] = {}
        self._left = 2 * _LARGEST
        self.main = self._main()

    def has(self, name: str) -> bool:
        """Tell whether there is a part."""
        return name.lower() in self._names

    def tree(self, name: str) -> Element | None:
        """Give a part's tree without namespaces, or nothing if there is no such part.

        Raises:
            Refused: it is damaged, or unpacks to too much.
        """
        if not self.has(name):
            return None
        raw = self._unpacked(self._names[name.lower()])
        start = raw[:4]
        text = raw.decode("utf-16", "replace") if start[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        # Entities are what small files grow large by; no document of an office has any.
        if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or "<!DOCTYPE" in text:
            raise Refused(
                "source-unreadable", "the DOCX has entities, which no letter needs", _ANEW
            )
        try:
            return _bare(raw)
        except (ElementTree.ParseError, ValueError, LookupError):
            raise _damaged() from None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Give what a part refers to, by the id: its kind, and its part's name or address."""
        if name in self._related:
            return self._related[name]
        folder = dirname(name)
        tree = self.tree(join(folder, "_rels", name[len(folder) :].lstrip("/") + ".rels"))
        found: dict[str, tuple[str, str]] = {}
        for one in tree if tree is not None else ():
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                target = normpath(join("/" + folder, target)).lstrip("/")
            found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], target)
        self._related[name] = found
        return found

    def named(self, kind: str) -> str:
        """Give the name of the main part's part of a kind: styles, numbering, footnotes."""
        for one, target in self.related(self.main).values():
            if one == kind:
                return target
        return ""

    def _main(self) -> str:
        for kind, target in self.related("").values():
            other = target.lower().startswith(("xl/", "ppt/"))
            if kind == "officeDocument" and self.has(target) and not other:
                return target
        if self.has("word/document.xml"):
            return "word/document.xml"
        if any(name.startswith("word/") for name in self._names):
            raise Refused("source-unreadable", "the DOCX is damaged: its text is missing", _ANEW)
        for start, name in _OTHERS:
            if any(one.startswith(start.lower()) for one in self._names):
                raise Refused(
                    "source-unreadable",
                    f"the file is {name}, which is not read",
                    "save the letter as .docx or PDF, and name that file",
                )
        raise Refused(
            "source-unreadable",
            "the file is a ZIP archive, which is not read",
            "unpack it, and name the letters' files",
        )

    def _unpacked(self, name: str) -> bytes:
        try:
            with self._packed.open(name) as part:
                # What the archive says of its sizes may be untrue.
                raw = part.read(min(_LARGEST, self._left) + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            raise _damaged() from None
        except RuntimeError:
            raise Refused(
                "source-encrypted",
                "the file is locked with a password",
                "open it with the password, and save it without one",
            ) from None
        if len(raw) > min(_LARGEST, self._left):
            raise Refused(
                "source-too-large",
                f"the DOCX unpacks to more than {_LARGEST // 1024**2} MB of text",
                "take the letter out of it, and save it in a file of its own",
            )
        self._left -= len(raw)
        return raw


def attribute(element: Element | None, path: str, name: str = "val") -> str | None:
    """Give an attribute of an element's descendant, or nothing if it is not there."""
    found = element.find(path) if element is not None else None
    return None if found is None else found.get(name)


def _bare(raw: bytes) -> Element:
    """Parse XML, leaving out namespaces: there are two of each, and no name is in both senses."""
    root = ElementTree.fromstring(raw)
    names: dict[str, str] = {}
    for element in root.iter():
        tag = element.tag
        element.tag = names.get(tag) or names.setdefault(tag, _NAMESPACE.sub("", tag))
        own = element.attrib
        if own:
            for key in [key for key in own if key[0] == "{"]:
                own[key.rpartition("}")[2]] = own.pop(key)
    return root


def _damaged() -> Refused:
    return Refused("source-unreadable", "the DOCX is damaged and cannot be read", _ANEW)
