"""Documents as XML: DiWoo metadata 0.9.8 within the sitemap protocol."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from django.utils import timezone

from zorgzaam.woo.documents import Document
from zorgzaam.xml_texts import fit_for_xml

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
DIWOO = "https://standaarden.overheid.nl/diwoo/metadata/"
CATEGORY = "https://identifier.overheid.nl/tooi/def/thes/kern/"
EUROPEAN = "http://publications.europa.eu/resource/authority/"
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
    _add(inner, "publisher", document.publisher)
    _add(inner, "verantwoordelijke", document.responsible)
    _add(_add(inner, "titelcollectie"), "officieleTitel", document.title)
    _add(_add(inner, "omschrijvingen"), "omschrijving", document.about)
    categories = _add(_add(inner, "classificatiecollectie"), "informatiecategorieen")
    _add(categories, "informatiecategorie", document.category.label, CATEGORY + document.category.value)
    _add(inner, "creatiedatum", document.created_on.isoformat())
    _add(inner, "language", "Nederlands", f"{EUROPEAN}language/NLD")
    _add(inner, "format", "pdf", f"{EUROPEAN}file-type/PDF")
    return root


def _name(name: str) -> str:
    return f"{{{DIWOO}}}{name}"


def _add(parent: Element, name: str, text: str = "", resource: str = "") -> Element:
    made = SubElement(parent, _name(name), {"resource": resource} if resource else {})
    made.text = fit_for_xml(text) or None
    return made
