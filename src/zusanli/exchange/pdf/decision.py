"""A decision on paper: the practitioner's sheet, then the patient's leaflet on a new page."""

from zusanli.core.decide import Decision
from zusanli.documents.leaflet import leaflet
from zusanli.documents.sheet import sheet
from zusanli.exchange.pdf.paper import paper


def decision_pdf(decision: Decision, *, for_patient: Decision) -> bytes:
    """Give the bytes of one PDF with both; `for_patient` is the same decision in their language."""
    on = decision.case.on
    return paper(
        (sheet(decision), leaflet(for_patient)),
        title=f"Decision before the first needle, {on:%Y-%m-%d}",
        made_for=on,
    )
