"""The people of the made-up clinic, one for each state that a patient can be in."""

from datetime import date

from zusanli.synthetic.people import Person

NUMB_FEET = Person(
    family_name="Okafor",
    given_name="Grace",
    born=date(1958, 3, 9),
    phone="020 7946 0101",
    complaints=frozenset(("numb_feet",)),
    true={
        "age": 68,
        "diabetes": True,
        "feet_feel_less": True,
        "numb_places": frozenset(("left.sole", "right.sole", "left.toes", "right.toes")),
        "symptom_days": 400,
        "interference_0_10": 5,
    },
)
SCIATICA = Person(
    family_name="\u4f50\u85e4",
    given_name="\u7f8e\u548c",
    family_reading="\u3055\u3068\u3046",
    given_reading="\u307f\u308f",
    born=date(1981, 7, 21),
    language="ja",
    phone="020 7946 0102",
    complaints=frozenset(("back_and_leg_pain",)),
    true={
        "age": 45,
        "nerve_trouble_checked": True,
        "pain_places": frozenset(("right.buttock", "right.thigh", "right.calf")),
        "pain_behind": True,
        "symptom_days": 40,
        "interference_0_10": 6,
    },
)
AFTER_CHEMO = Person(
    family_name="\u9673",
    given_name="\u6021\u541b",
    born=date(1966, 11, 2),
    language="zh-Hant",
    phone="020 7946 0103",
    complaints=frozenset(("numb_feet", "tingling")),
    true={
        "age": 60,
        "cancer_ever": True,
        "feet_feel_less": True,
        "numb_places": frozenset(("left.toes", "right.toes")),
        "symptom_days": 200,
        "interference_0_10": 4,
    },
)
KNEE = Person(
    family_name="Novak",
    given_name="Pavel",
    born=date(1959, 1, 30),
    phone="020 7946 0104",
    complaints=frozenset(("knee_pain",)),
    true={
        "age": 67,
        "pain_places": frozenset(("left.knee",)),
        "pain_in_front": True,
        "symptom_days": 900,
        "interference_0_10": 5,
    },
)
WARFARIN = Person(
    family_name="Hughes",
    given_name="Eleri",
    born=date(1956, 5, 17),
    phone="020 7946 0105",
    complaints=frozenset(("poor_circulation",)),
    true={
        "age": 70,
        "blood_thinner": True,
        "blood_thinner_kind": "warfarin",
        "pain_places": frozenset(("left.calf",)),
        "symptom_days": 120,
        "interference_0_10": 3,
    },
)
RUNNER = Person(
    family_name="Marsh",
    given_name="Toby",
    born=date(1994, 9, 12),
    phone="020 7946 0106",
    complaints=frozenset(("leg_pain",)),
    true={
        "age": 32,
        "one_leg_newly_swollen": True,
        "symptom_days": 3,
        "interference_0_10": 5,
    },
)
UNSURE = Person(
    family_name="Brown",
    given_name="Iris",
    born=date(1949, 12, 1),
    phone="020 7946 0107",
    complaints=frozenset(("numb_feet",)),
    unsure_of_all=True,
    answers_what_can_wait=False,
)
FATHER = Person(
    family_name="Rossi",
    given_name="Aldo",
    born=date(1940, 6, 6),
    phone="020 7946 0108",
    answered_by="relative",
    complaints=frozenset(("foot_pain",)),
    true={
        "age": 86,
        "pain_places": frozenset(("right.heel",)),
        "symptom_days": 60,
        "interference_0_10": 4,
    },
)
PREGNANT = Person(
    family_name="Ahmed",
    given_name="Leila",
    born=date(1995, 2, 14),
    phone="020 7946 0109",
    complaints=frozenset(("back_and_leg_pain",)),
    true={
        "age": 31,
        "pregnant": True,
        "pain_places": frozenset(("left.buttock", "left.thigh")),
        "pain_behind": True,
        "symptom_days": 21,
        "interference_0_10": 5,
    },
)
BLACK_TOE = Person(
    family_name="",
    given_name="",
    born=date(1950, 1, 1),
    phone="020 7946 0110",
    complaints=frozenset(("poor_circulation",)),
    true={"age": 76, "skin_black": True},
)
CALLED_AWAY = Person(
    family_name="",
    given_name="",
    born=date(1980, 1, 1),
    complaints=frozenset(("cramps",)),
    true={"age": 46},
    screens=5,
)
TREATED = Person(
    family_name="Lindqvist",
    given_name="Ingrid",
    born=date(1971, 4, 3),
    phone="020 7946 0111",
    complaints=frozenset(("foot_pain",)),
    true={
        "age": 55,
        "pain_places": frozenset(("left.heel",)),
        "symptom_days": 300,
        "interference_0_10": 6,
    },
)
"""Comes once a week; after six visits her review waits, and nothing has moved enough."""
