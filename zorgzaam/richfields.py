"""Fields for rich text: cleaned on every way into the database, and in a form first."""

import re
from typing import Any

from django import forms
from django.db import models
from django.utils.html import linebreaks
from django_prose_editor.widgets import ProseEditorWidget

from zorgzaam.richtext import clean_html

# What `clean_html` lets through, as far as the editor can make it.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "HardBreak": True,
    "ListItem": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "Heading": {"levels": [3, 4]},
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
}

_EMPTY = re.compile(r"(?:<p>(?:\s|&nbsp;|<br>)*</p>\s*)*")


def tidy(text: str, top_heading: int = 3) -> str:
    """Cleaned rich text; lines typed without any markup become paragraphs, empty paragraphs become nothing.

    Raises ValidationError (Dutch) where a limit of `clean_html` is passed.
    """
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if text and "<" not in text:
        text = str(linebreaks(text, autoescape=False))
    clean = clean_html(text, top_heading=top_heading).strip()
    return "" if _EMPTY.fullmatch(clean) else clean


class RichTextFormField(forms.CharField):
    """An editor whose answer is cleaned HTML; without script a textarea. Its page needs `{% form_media form %}`."""

    def __init__(self, *, top_heading: int = 3, **kwargs: Any) -> None:
        kwargs["widget"] = ProseEditorWidget(
            attrs={"rows": 8}, config={"extensions": EXTENSIONS}, preset="configurable"
        )
        super().__init__(**kwargs)
        self.top_heading = top_heading

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "", self.top_heading)


class RichTextField(models.TextField):  # type: ignore[type-arg]
    """HTML that page, mail and PDF can trust: cleaned on save, update and bulk_create alike.

    `top_heading` is the level the first heading in the text gets.
    """

    def __init__(self, *args: Any, top_heading: int = 3, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.top_heading = top_heading

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = tidy(getattr(model_instance, self.attname) or "", self.top_heading)
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        clean = tidy(value, self.top_heading) if isinstance(value, str) else value
        return super().get_db_prep_save(clean, connection)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(
            **{"form_class": RichTextFormField, "top_heading": self.top_heading, **kwargs}
        )
