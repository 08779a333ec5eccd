"""The addresses of receipts. None holds a name."""

from django.urls import path

from zusanli.web.receipts import codes, coverage, making, printing, referrals

PATIENT = "patients/<uuid:patient>/"
RECEIPT = f"{PATIENT}receipts/<int:number>/"

urlpatterns = [
    path("receipts/", printing.receipts, name="receipts"),
    path("receipts/codes/", codes.codes, name="receipt_codes"),
    path("receipts/codes/<int:code>/", codes.switch, name="receipt_code"),
    path("desk/visits/<uuid:visit>/receipt/", making.make, name="make_receipt"),
    path(f"{PATIENT}coverage/", coverage.coverage, name="coverage"),
    path(f"{PATIENT}coverage/<int:question>/", coverage.answered, name="coverage_answered"),
    path(f"{PATIENT}referrals/", referrals.referrals, name="referrals"),
    path(f"{PATIENT}cost-sheet/", coverage.cost_sheet_page, name="cost_sheet"),
    path(f"{PATIENT}cost-sheet.pdf", coverage.cost_sheet_pdf, name="cost_sheet_pdf"),
    path(RECEIPT, printing.receipt, name="receipt"),
    path(f"{RECEIPT}receipt.pdf", printing.receipt_pdf, name="receipt_pdf"),
    path(f"{RECEIPT}void/", printing.void, name="receipt_void"),
]
