"""The fields of the tables of the ledger of claims."""

from zusanli.knowledge.fields import OPTIONAL, REQUIRED, Tables

CLAIM_TABLES: Tables = {
    "result": {
        "id": (str, REQUIRED),
        "source": (str, REQUIRED),
        "subjects": (str, REQUIRED),
        "compared": (str, REQUIRED),
        "flags": (list, OPTIONAL),
        "says": (str, REQUIRED),
        "counts": (list, OPTIONAL),
    },
    "claim": {
        "id": (str, REQUIRED),
        "verdict": (str, REQUIRED),
        "citation": (str, REQUIRED),
        "quotes": (list, REQUIRED),
        "results": (list, OPTIONAL),
        "because": (str, REQUIRED),
        "instead": (str, REQUIRED),
    },
    "conflict": {
        "id": (str, REQUIRED),
        "quotes": (list, REQUIRED),
        "because": (str, REQUIRED),
    },
    "phrase": {
        "id": (str, REQUIRED),
        "language": (str, REQUIRED),
        "pattern": (str, REQUIRED),
        "because": (str, REQUIRED),
    },
    "misprint": {
        "id": (str, REQUIRED),
        "source": (str, REQUIRED),
        "printed": (str, REQUIRED),
        "counts": (list, OPTIONAL),
        "because": (str, REQUIRED),
    },
}
