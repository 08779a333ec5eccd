"""A decision on paper: the practitioner's sheet, then the patient's leaflet on a new page."""

from zusanli.core.decide import Decision
from zusanli.documents.leaflet import leaflet
from zusanli.documents.sheet import sheet
from zusanli.exchange.pdf.markup import html
from zusanli.exchange.pdf.printing import to_pdf


def decision_pdf(decision: Decision) -> bytes:
    """Give the bytes of one PDF with both."""
    case = decision.case
    page = html(
        (sheet(decision), leaflet(decision)),
        title=f"Decision before the first needle, {case.on:%Y-%m-%d}",
        language=case.language,
        made_for=case.on,
    )
    return to_pdf(page)
