"""The tags and filters of the face; builtins of every template. Contract: templates/ui/README.md."""

from django.template import Library

from zorgzaam.ui.tags import blocks, fields, marks, ways, words

register = Library()
for part in (words, marks, fields, ways, blocks):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
