"""A decision on paper: the practitioner's sheet, then the patient's leaflet on a new page."""

from zusanli.core.decide import Decision
from zusanli.documents.leaflet import leaflet
from zusanli.documents.sheet import sheet
from zusanli.exchange.pdf.paper import paper


def decision_pdf(decision: Decision) -> bytes:
    """Give the bytes of one PDF with both."""
    case = decision.case
    return paper(
        (sheet(decision), leaflet(decision)),
        title=f"Decision before the first needle, {case.on:%Y-%m-%d}",
        case=case,
    )
