"""The child's part of an archive copy: one file that is PDF/A-3a as well as PDF/UA-1, with its data inside.

WeasyPrint makes either of the two. What is missing for both is a claim in the metadata, and that those are not
compressed (PDF/A-3, 6.6.2.1); `claim_both` writes them anew. A validator then reads the whole file before anybody gets
it.
"""

import datetime
from typing import Any

import page
import pydyf

VARIANT = "pdf/a-3a"
# PDF/A knows no properties of PDF/UA: a file that has them says itself what they are (PDF/A-3, 6.6.2.3.3).
CLAIM = b"""<rdf:Description rdf:about="" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>The part of ISO 14289 this file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
END = b"</rdf:RDF>"


def attachment(source: dict[str, str]) -> Any:
    """The data as WeasyPrint embeds them: {"name", "about", "text", "day"}. All that varies comes from there."""
    import weasyprint

    day = datetime.datetime.fromisoformat(source["day"])
    return weasyprint.Attachment(
        string=source["text"], name=source["name"], description=source["about"],
        created=day, modified=day, relationship="Source",
    )  # fmt: skip


def claim_both(pdf: Any) -> None:
    """Write the metadata of a pydyf.PDF anew: not compressed, and with PDF/UA-1 beside PDF/A-3a."""
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    before, end, after = b"".join(metadata.stream).rpartition(END)
    metadata.stream, metadata.compress = [before + CLAIM + end + after], False


def end_streams_clearly() -> None:
    """Write CR LF before every `endstream`. With LF alone a stream whose last byte is a CR or LF looks one byte shorter
    than it says, and about one file in thirty has such a stream (PDF/A-3, 6.1.7.1)."""
    usual = pydyf.Stream.data.fget
    end = b"\nendstream"

    def data(stream: Any) -> bytes:
        made: bytes = usual(stream)
        return made.removesuffix(end) + b"\r" + end

    pydyf.Stream.data = property(data)


def failures(pdf: bytes) -> list[str]:
    """What keeps it from being both, one line per rule; nothing when it is."""
    found = []
    for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        found += [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
        if not report.is_compliant and not report.failures:
            found.append(f"{profile}: not compliant")
    return found
