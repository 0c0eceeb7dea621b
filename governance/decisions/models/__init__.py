"""Table of contents: decisions and their seals."""

from governance.decisions.models.decisions import SETTLED, Decision, DecisionState, Method
from governance.decisions.models.seals import START, DecisionSeal

__all__ = ["SETTLED", "START", "Decision", "DecisionSeal", "DecisionState", "Method"]
