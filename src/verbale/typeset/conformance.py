"""Makes a PDF say that it is PDF/UA-1 besides PDF/A-3a, and gives its attachment a type.

What WeasyPrint leaves to be put right besides is done here as well: how spaces are read.

WeasyPrint writes one variant at a time. PDF/UA's identification goes into the same XMP packet,
together with the extension schema by which PDF/A allows it (ISO 19005-3, 6.6.2.3.1).
"""

from __future__ import annotations

from typing import Any

__all__ = ["finish"]

_PDFUA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
pdfuaid:part="1"/><rdf:Description rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>\
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
_END = b"</rdf:RDF>"
_NARROW = b"> <202f>"
_SPACE = b"> <0020>"


def finish(document: Any, pdf: Any) -> None:
    """Finish a PDF before its trailer is written: WeasyPrint's ``finisher``."""
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number].stream
    stream[0] = stream[0].replace(_END, _PDFUA + _END, 1)
    for one in pdf.objects:
        extra = getattr(one, "extra", None)
        if isinstance(extra, dict) and extra.get("Type") == "/EmbeddedFile":
            extra["Subtype"] = "/application#2fjson"
        stream = getattr(one, "stream", None)
        if isinstance(stream, list) and stream[2:3] == [b"begincmap"]:
            # Spectral has no narrow space: it is a space, half as wide. The glyph's name in a PDF
            # is the first that it had, and all spaces would be read and copied as narrow ones.
            stream[:] = [line.replace(_NARROW, _SPACE) for line in stream]
