"""Table of contents: beheer of the themes."""

from themes.criteria import admin as criteria
from themes.findings import admin as findings
from themes.generations import admin as generations
from themes.objectives import admin as objectives
from themes.tasks import admin as tasks
from themes.themes import admin as themes

__all__ = ["criteria", "findings", "generations", "objectives", "tasks", "themes"]
