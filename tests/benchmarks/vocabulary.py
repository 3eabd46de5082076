"""Words that invented ledgers are made of: combined, they give thousands of distinct indicators."""

from __future__ import annotations

SETTINGS = (
    "public", "private", "rural", "coastal", "suburban", "seasonal", "subsidised", "licensed", "inland", "alpine",
    "municipal", "charitable", "independent", "accredited", "historic", "floating", "temporary", "metropolitan",
)  # fmt: skip

TOPICS = tuple(
    """
    hospital, library, museum, dairy, ferry, railway, kindergarten, prison, pharmacy, fishery, forestry, vineyard,
    harbour, airport, cemetery, bakery, brewery, quarry, stadium, theatre, swimming pool, orchard, campground, dental,
    midwifery, ambulance, courthouse, pensioner housing, apprenticeship, scholarship, broadband, electricity,
    wastewater, recycling, landfill, irrigation, cycling, parking, taxi, motorway, bridge, tunnel, playground, beach,
    lighthouse, observatory, laboratory, veterinary, beekeeping, poultry, sheep, cattle, venison, salmon, oyster,
    mussel, kiwifruit, apple, hops, wool, timber, concrete, glasshouse, nursery
    """.replace("\n", " ").split(",")
)

MEASURES = (
    ("complaints", "grievances"),
    ("spending", "expenditure"),
    ("waiting list", "queue"),
    ("staff", "employees"),
    ("inspections", "audits"),
    ("closures", "shutdowns"),
    ("applications", "requests"),
    ("appeals", "objections"),
    ("visits", "callers"),
    ("refunds", "reimbursements"),
    ("permits", "consents"),
    ("injuries", "accidents"),
    ("subscriptions", "memberships"),
    ("donations", "gifts"),
    ("fines", "penalties"),
    ("repairs", "maintenance jobs"),
    ("deliveries", "consignments"),
    ("thefts", "burglaries"),
    ("volunteers", "helpers"),
    ("vacancies", "unfilled posts"),
    ("emissions", "pollution"),
    ("invoices", "bills"),
    ("warnings", "cautions"),
    ("bookings", "reservations"),
)
"""What is measured of a topic: its usual word and another."""

DIMENSIONS: dict[str, tuple[str, ...]] = {
    "region": (
        "Northland", "Auckland", "Waikato", "Bay of Plenty", "Gisborne", "Hawke’s Bay", "Taranaki",
        "Manawatū-Whanganui", "Wellington", "Tasman", "Marlborough", "West Coast", "Canterbury", "Ōtago", "Southland",
    ),
    "life stage": ("infants", "teenagers", "students", "parents", "grandparents", "retirees"),
    "industry": ("construction", "manufacturing", "hospitality", "retail", "finance", "mining", "transport", "media"),
    "ethnicity": ("Māori", "Pacific", "Asian", "European", "African", "Latin American", "Middle Eastern"),
    "occupation": ("nurses", "teachers", "drivers", "farmers", "engineers", "lawyers", "clerks", "cooks", "guards"),
    "tenure": ("renters", "homeowners", "boarders", "squatters", "lodgers", "leaseholders"),
}  # fmt: skip

UNHEARD_CODES = ("Patagonia", "Tasmania", "aerospace", "astronauts", "Lapland", "beekeepers’ widows")
UNHEARD_TOPICS = ("zeppelin", "submarine", "volcano", "circus", "monastery", "casino")
