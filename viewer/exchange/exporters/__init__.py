"""Taking passages away: tables, Markdown and W3C Web Annotation, one file per format.

Exporters write what they are given: whoever calls them has compared each quote with the stored
text before. `FORMATS` names them.
"""

from viewer.exchange.exporters.formats import FORMATS, ExportFormat, find_format
from viewer.exchange.exporters.rows import ExportInfo, ExportLink, ExportPassage

__all__ = ["FORMATS", "ExportFormat", "ExportInfo", "ExportLink", "ExportPassage", "find_format"]
