"""What reports of each framework look like in a synthetic site, and when there are any, for `make_site.py`."""

from dataclasses import dataclass

MONTHS = ("January February March April May June July August September October November December").split()


@dataclass(frozen=True)
class Framework:
    """The form of a framework's reports; the program's own framework files say what the headings mean."""

    title: str
    asks: str
    strengths: str
    findings: str
    urgent: str = ""
    answers: str = ""
    narrow: bool = False
    grades: tuple = ()
    judgements: tuple = ()


UNTIL_2013 = ("Grade 1 (Outstanding)", "Grade 2 (Good)", "Adequate", "Inadequate")
SINCE_2013 = ("Outstanding", "Good", "Requires improvement to be good", "Inadequate")

FRAMEWORKS = {
    "cra": Framework(
        title="Unannounced inspection of contact, referral and assessment arrangements",
        asks="Areas for development",
        urgent="Areas for priority action",
        strengths="Strengths",
        answers="What meets the requirements {kind=meets-requirements}",
        findings="What inspectors saw {kind=finding}",
        narrow=True,
    ),
    "slac": Framework(
        title="Inspection of safeguarding and looked after children services",
        asks='Areas for improvement\n\n### Within three months {by="within three months"}',
        strengths="Good practice {kind=strength}",
        findings="Safeguarding services {kind=finding}",
        grades=UNTIL_2013,
        judgements=("Overall effectiveness of safeguarding services", "Capacity for improvement", "Leadership and management", "Quality of provision", "Partnership working"),
    ),
    "sif": Framework(
        title="Inspection of services for children in need of help and protection, children looked after and care leavers",
        asks="Recommendations",
        urgent="Priority and immediate action",
        strengths="The local authority's strengths",
        answers="Progress since the last inspection",
        findings="What the inspection found {kind=finding}",
        grades=SINCE_2013,
        judgements=("Children who need help and protection", "Children looked after and achieving permanence", "Adoption performance", "Leadership, management and governance"),
    ),
    "ilacs": Framework(
        title="Inspection of local authority children's services",
        asks="What needs to improve",
        strengths="What works well {kind=strength}",
        findings="The experiences and progress of children {kind=finding}",
        grades=SINCE_2013,
        judgements=("The impact of leaders on social work practice with children and families", "The experiences and progress of children who need help and protection", "The experiences and progress of children in care", "Overall effectiveness"),
    ),
    "focused-visit": Framework(
        title="Focused visit to children's services",
        asks="What needs to improve in this area of social work practice",
        urgent="Areas for priority action",
        strengths="Areas of strength",
        findings="Findings",
        narrow=True,
    ),
    "jtai": Framework(
        title="Joint targeted area inspection",
        asks="What needs to improve",
        urgent="Areas for priority action",
        strengths="Key strengths",
        findings="Main findings",
        narrow=True,
    ),
    "area-send": Framework(
        title="Area SEND inspection of the local area partnership",
        asks="Areas for improvement",
        urgent="Areas for priority action",
        strengths="What is the area partnership doing that is effective?",
        findings="What does the area partnership need to do better?",
    ),
}

# When an authority can be inspected: framework, first and last possible month of the visit. No two
# overlap, so ids are unique and the list is in order of date.
SLOTS = (
    ("cra", (2009, 6), (2009, 12)),
    ("slac", (2010, 1), (2010, 10)),
    ("cra", (2010, 12), (2011, 6)),
    ("cra", (2011, 8), (2012, 4)),
    ("sif", (2013, 11), (2015, 6)),
    ("jtai", (2016, 2), (2016, 9)),
    ("sif", (2016, 11), (2018, 2)),
    ("focused-visit", (2018, 4), (2018, 11)),
    ("ilacs", (2019, 1), (2019, 12)),
    ("focused-visit", (2020, 9), (2021, 5)),
    ("jtai", (2021, 7), (2021, 12)),
    ("ilacs", (2022, 1), (2022, 10)),
    ("area-send", (2023, 1), (2023, 9)),
    ("focused-visit", (2023, 11), (2024, 5)),
    ("ilacs", (2024, 7), (2025, 2)),
    ("focused-visit", (2025, 4), (2025, 10)),
)
