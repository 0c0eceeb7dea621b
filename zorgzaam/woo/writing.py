"""Documents as XML: DiWoo metadata 0.9.8 within the sitemap protocol.

Elements stand in the order in which diwoo-metadata.xsd 0.9.8 names them (it takes any order, other readers do not). It
asks for publisher, titelcollectie, classificatiecollectie and documenthandelingen; a `resource` is left out where it
is not known, because each has to be in a list of TOOI.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from django.utils import timezone

from zorgzaam.woo.documents import Document
from zorgzaam.xml_texts import fit_for_xml

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
DIWOO = "https://standaarden.overheid.nl/diwoo/metadata/"
KERN = "https://identifier.overheid.nl/tooi/def/thes/kern/"
EUROPEAN = "http://publications.europa.eu/resource/authority/"
# File types that are in the list of DiWoo (formatlijst) under their own name.
FORMATS = (
    "doc",
    "docx",
    "html",
    "odp",
    "ods",
    "odt",
    "pdf",
    "ppt",
    "pptx",
    "rtf",
    "txt",
    "xls",
    "xlsx",
    "zip",
)
register_namespace("", SITEMAP)
register_namespace("diwoo", DIWOO)


def index_of(addresses: Iterable[str]) -> bytes:
    """An index of sitemaps."""
    root = Element(f"{{{SITEMAP}}}sitemapindex")
    for address in addresses:
        SubElement(SubElement(root, f"{{{SITEMAP}}}sitemap"), f"{{{SITEMAP}}}loc").text = address
    return _written(root)


def sitemap_of(documents: Iterable[Document]) -> bytes:
    """A sitemap: per document where it is, since when, and its metadata."""
    root = Element(f"{{{SITEMAP}}}urlset")
    for each in documents:
        url = SubElement(root, f"{{{SITEMAP}}}url")
        SubElement(url, f"{{{SITEMAP}}}loc").text = each.address
        SubElement(url, f"{{{SITEMAP}}}lastmod").text = _moment(each)
        url.append(_metadata(each))
    return _written(root)


def metadata_of(document: Document) -> bytes:
    """The metadata of one document on its own."""
    return _written(_metadata(document))


def _written(root: Element) -> bytes:
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _moment(document: Document) -> str:
    return timezone.localtime(document.published_at).isoformat(timespec="seconds")


def _metadata(document: Document) -> Element:
    root = Element(_name("Document"))
    inner = SubElement(root, _name("DiWoo"))
    _add(_add(inner, "identifiers"), "identifier", f"urn:uuid:{document.identifier}")
    _add(inner, "publisher", document.publisher.name, document.publisher.tooi)
    if document.responsible:
        _add(inner, "verantwoordelijke", document.responsible.name, document.responsible.tooi)
    _add(_add(inner, "titelcollectie"), "officieleTitel", document.title)
    _add(_add(inner, "omschrijvingen"), "omschrijving", document.about)
    categories = _add(_add(inner, "classificatiecollectie"), "informatiecategorieen")
    _add(categories, "informatiecategorie", document.category.label, KERN + document.category.value)
    _add(inner, "creatiedatum", document.created_on.isoformat())
    _add(inner, "language", "Nederlands", f"{EUROPEAN}language/NLD")
    ending = document.file_name.rpartition(".")[2].lower()
    if ending in FORMATS:
        _add(inner, "format", ending, f"{EUROPEAN}file-type/{ending.upper()}")
    if document.part_of:
        _add(inner, "isPartOf", document.part_of.title, document.part_of.address)
    if document.parts:
        parts = _add(inner, "hasParts")
        for part in document.parts:
            _add(parts, "hasPart", part.title, part.address)
    _add_handlings(inner, document)
    return root


def _add_handlings(inner: Element, document: Document) -> None:
    handlings = _add(inner, "documenthandelingen")
    for kind, moment in document.handled:
        one = _add(handlings, "documenthandeling")
        _add(one, "soortHandeling", kind.value, KERN + kind.code)
        _add(one, "atTime", timezone.localtime(moment).isoformat(timespec="seconds"))
        if document.responsible:
            _add(one, "wasAssociatedWith", document.responsible.name, document.responsible.tooi)


def _name(name: str) -> str:
    return f"{{{DIWOO}}}{name}"


def _add(parent: Element, name: str, text: str = "", resource: str = "") -> Element:
    made = SubElement(parent, _name(name), {"resource": resource} if resource else {})
    made.text = fit_for_xml(text) or None
    return made
