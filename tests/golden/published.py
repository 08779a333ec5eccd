"""What publications print, read from our own tables: name, model and quantity to the number."""

from functools import lru_cache
from math import exp

from tests.golden.tables_here import studies_of
from zusanli.core.evidence.pooling.between import Method
from zusanli.core.evidence.pooling.counted import CountMethod, pool_counts
from zusanli.core.evidence.pooling.henmi_copas import henmi_copas
from zusanli.core.evidence.pooling.pooled import HowTested, pool
from zusanli.core.evidence.pooling.studies import Measure
from zusanli.documents.pooled_data import pooled_data

TABLES = {
    "lee2004_P6_nausea_logOR": ("p6_nausea", "or"),
    "gates2006_auricular_logOR": ("ear_acupuncture", "or"),
    "bcg_logRR": ("bcg", "rr"),
    "bcg_RR": ("bcg", "rr"),
    "bcg_OR": ("bcg", "or"),
    "bcg_RD": ("bcg", "rd"),
    "bcg_logOR": ("bcg", "or"),
    "bcg_logOR_exp": ("bcg", "or"),
    "normand1999_MD_pooledSD": ("stroke_stay", "md_pooled_sd"),
    "yusuf1985_table6_exp": ("beta_blockers", "or"),
    "raudenbush1985_SMD": ("teachers", "generic"),
    "viechtbauer2005_ex1": ("ten_studies", "generic"),
}
KEYS = {
    "est": "estimate",
    "ci_lb": "ci_low",
    "ci_ub": "ci_high",
    "I2": "i2",
    "Q": "q",
    "z": "statistic",
}


@lru_cache
def answers(dataset: str, model: str) -> dict[str, object]:
    table, measure = TABLES[dataset]
    studies = studies_of(table, measure).studies
    if model == "Henmi-Copas":
        found = henmi_copas(studies)
        return {"estimate": found.estimate, "ci_low": found.ci.low, "ci_high": found.ci.high}
    if model == "per-study":
        return {
            f"{what}_{each.label}": value
            for each in studies
            for what, value in (("y", each.yi), ("se", each.vi**0.5))
        }
    if model in {"MH", "PETO"}:
        how = CountMethod(model.lower())
        return pooled_data(pool_counts(studies, measure=Measure(measure), method=how))
    return pooled_data(pool(studies, method=Method(model.lower()), test=HowTested.Z))


def recomputed(dataset: str, model: str, quantity: str) -> float:
    value = answers(dataset, model)[KEYS.get(quantity, quantity)]
    return exp(value) if dataset.endswith("_exp") else value
