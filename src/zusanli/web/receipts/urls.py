"""The addresses of receipts. None holds a name."""

from django.urls import path

from zusanli.web.receipts import codes, making, printing

RECEIPT = "patients/<uuid:patient>/receipts/<int:number>/"

urlpatterns = [
    path("receipts/", printing.receipts, name="receipts"),
    path("receipts/codes/", codes.codes, name="receipt_codes"),
    path("receipts/codes/<int:code>/", codes.switch, name="receipt_code"),
    path("desk/visits/<uuid:visit>/receipt/", making.make, name="make_receipt"),
    path(RECEIPT, printing.receipt, name="receipt"),
    path(f"{RECEIPT}receipt.pdf", printing.receipt_pdf, name="receipt_pdf"),
    path(f"{RECEIPT}void/", printing.void, name="receipt_void"),
]
