"""Word lists for `make_site.py`: everything here is invented, nothing is taken from a report.

Every subject's `things` are plurals, so that any of them fits any sentence. The sentences name
their gaps: `{things}`, `{where}`, `{number}` and so on are filled in by `make_site.py`.
"""

PLACE_BEGINNINGS = (
    "Quen", "Tarro", "Melsin", "Ouster", "Brindle", "Carvel", "Dunnow", "Eskerly", "Fennim", "Garrow",
    "Hexil", "Inglow", "Jarrel", "Kestle", "Lorrim", "Marrel", "Norvel", "Ottrel", "Pellow", "Rushal",
    "Sarnel", "Tolver", "Ullen", "Varrow", "Wexil", "Yarrel", "Zennow", "Amblow", "Borrim", "Culver",
)
PLACE_ENDINGS = (
    "marsh", "wick", "ford", "mere", "combe", "stow", "thorpe", "bridge", "dale", "haven",
    "holt", "minster", "gate", "worth", "fell", "quay",
)
PLACE_QUALIFIERS = (
    "", "East ", "West ", "North ", "South ", "Upper ", "Lower ", "Old ", "New ", "Great ", "Little ", "Nether ",
    "High ", "Low ", "Long ", "Much ", "Far ", "Near ", "Outer ", "Inner ", "Mid ", "Royal ",
)
REGIONS = ("Northern Vales", "Middle Shires", "Eastern Levels", "Western Downs", "Southern Coast")

FIRST_NAMES = ("Ada", "Bernard", "Carys", "Dev", "Elspeth", "Farouk", "Greta", "Huw", "Imani", "Jonas", "Kirsty", "Leon")
LAST_NAMES = ("Applewhite", "Brackenridge", "Coldharbour", "Dovetail", "Eastlake", "Fairweather", "Goodbarrow", "Hollowell", "Ironside", "Larkspur")

# id, title, terms, things
SUBJECTS = (
    ("front-door", "Front door", ("contact", "referral", "threshold"), (
        "first contacts", "decisions on referrals", "screening calls", "thresholds for help", "replies to people who refer", "checks with other agencies at first contact")),
    ("assessments", "Assessments", ("assessment", "analysis of risk"), (
        "assessments", "updates of older assessments", "chronologies within assessments", "assessments before birth", "analyses of risk", "assessments of parents' capacity to change")),
    ("plans", "Plans", ("plan", "outcome", "contingency"), (
        "plans", "contingency arrangements", "dates and milestones in plans", "written agreements with families", "core group meetings", "plans drawn up with parents")),
    ("case-records", "Case records", ("record", "chronology", "file"), (
        "case records", "chronologies", "records of visits", "case summaries", "minutes of meetings", "records of the reasons for decisions")),
    ("management-oversight", "Management oversight", ("supervision", "oversight", "sign-off"), (
        "managers' decisions", "supervision sessions", "notes of supervision", "checks by team managers", "escalations to senior managers", "managers' reviews of drifting cases")),
    ("workforce", "Workforce", ("caseload", "turnover", "training"), (
        "caseloads", "recruitment campaigns", "training courses for social workers", "arrangements for newly qualified workers", "handovers between workers", "exit interviews")),
    ("leadership", "Leadership", ("leader", "member", "strategy"), (
        "senior leaders' priorities", "reports to councillors", "improvement plans", "meetings of the improvement board", "budget decisions", "strategies for sufficiency")),
    ("quality-assurance", "Quality assurance", ("audit", "performance", "data"), (
        "audits of casework", "performance reports", "moderation panels", "dip samples", "learning summaries for teams", "measures of impact")),
    ("multi-agency", "Working together", ("partner", "agency", "health visitor", "police"), (
        "strategy discussions", "partners' contributions to meetings", "joint protocols", "information requests between agencies", "multi-agency panels", "police notifications")),
    ("early-help", "Early help", ("early help", "family support", "step down"), (
        "early help assessments", "family support programmes", "step-down arrangements", "lead professionals' plans", "parenting courses", "links between schools and family hubs")),
    ("child-protection-enquiries", "Child protection enquiries", ("enquiry", "strategy meeting", "section 47"), (
        "child protection enquiries", "decisions to begin an enquiry", "first visits in an enquiry", "outcomes of enquiries", "medical examinations", "out-of-hours enquiries")),
    ("domestic-abuse", "Domestic abuse", ("domestic abuse", "perpetrator", "safety plan"), (
        "responses to domestic abuse", "safety plans", "programmes for perpetrators", "risk checklists", "referrals to the risk conference", "conversations with victims")),
    ("missing-and-exploitation", "Missing and exploitation", ("missing", "exploitation", "return interview"), (
        "return home interviews", "risk assessments for exploitation", "mapping meetings", "responses when a child goes missing", "disruption plans", "alerts between neighbouring councils")),
    ("childs-voice", "The child's voice", ("wishes", "feelings", "direct work"), (
        "records of children's views", "sessions of direct work", "advocacy offers", "children's contributions to reviews", "letters written to children", "consultation forms")),
    ("permanence", "Permanence", ("permanence", "adoption", "matching"), (
        "permanence planning meetings", "matching decisions", "adoption plans", "life story books", "parallel plans", "long-term fostering matches")),
)

# id, title, terms, how sentences speak of them
GROUPS = (
    ("children-in-need", "Children in need", ("child in need",), "for children in need"),
    ("child-protection-plans", "Children on protection plans", ("protection plan",), "for children on protection plans"),
    ("children-in-care", "Children in care", ("looked after", "in care"), "for children in care"),
    ("care-leavers", "Care leavers", ("care leaver", "personal adviser"), "for care leavers"),
    ("disabled-children", "Disabled children", ("disabled", "short break"), "for disabled children"),
)

WHERE = (
    "in the {place} teams", "across the whole council", "in most localities", "in the duty service", "out of hours",
    "in the long-term teams", "at the {place} hub", "in every team that inspectors visited", "in two of the four districts",
    "where several agencies are involved", "when workers change", "for families who have recently arrived",
)
GOOD_WORDS = (
    "timely", "thorough", "clear", "well informed", "purposeful", "consistent", "sensitive", "proportionate", "well recorded",
    "thoughtful", "up to date", "firmly focused on the child", "easy for families to follow", "regularly checked",
)
BAD_WORDS = (
    "too slow", "too brief", "inconsistent", "hard to follow", "rarely analytical", "often out of date", "not specific enough",
    "poorly recorded", "over-optimistic", "left unfinished", "weak in what they say about risk", "seldom shared with families",
)
GOOD_ENDS = (
    "children get the right help at the right moment", "families know what has to change and by when",
    "risks come to light early and somebody acts on them", "workers can explain their reasoning with confidence",
    "little time is lost between one step and the next", "partners trust what they are told", "brothers and sisters are considered one by one",
    "managers can see at a glance where things stand",
)
BAD_ENDS = (
    "some children wait longer than they should", "families tell their story over and over", "risks build up before anybody takes stock",
    "new workers have to start from the beginning", "leaders cannot tell whether anything gets better", "plans drift without a date",
    "the reasons for a decision are lost", "partners are unsure who does what",
)
CAUSES = (
    "vacancies have been filled for a year", "a new recording system came in last spring", "the service was reorganised in the autumn",
    "extra money was found for two more teams", "senior managers now read a sample every month", "agency staff still carry a third of the work",
    "guidance was rewritten together with practitioners", "the team moved into one building with police and health colleagues",
    "demand has risen by {number} per cent in two years", "training reached only some of the teams",
)
EVIDENCE = (
    "In {number} of the {larger} cases read, this was plain from the file.", "Parents who spoke to inspectors said the same.",
    "Social workers described this openly and without being asked.", "The council's own audits, {number} in the last quarter, agree.",
    "Figures supplied during the visit bear this out: {number} working days in April against {larger} a year before.",
    "One family had met {number} workers in eighteen months.", "Headteachers and health visitors confirmed it.",
    "Young people from the council in care raised it themselves.", "Inspectors referred {number} cases back, and all were dealt with at once.",
)
GOOD_SENTENCES = (
    "{Things} {where} are {good}, so that {good_end}.",
    "Inspectors found {things} {where} to be {good} and {good_too}; as a result, {good_end}.",
    "Since {cause}, {things} {where} have become {good}, and {good_end}.",
    "A steady strength lies in {things} {where}: they are {good}, and {good_end}.",
)
MIXED_SENTENCES = (
    "{Things} {where} are now more often {good}, but they remain {bad} for a minority, and {bad_end}.",
    "Although {cause}, {things} {where} are still sometimes {bad}; where they are {good}, {good_end}.",
    "Progress with {things} {where} is real but uneven: some are {good}, others {bad}.",
    "About half of the {things} that inspectors looked at {where} were {good}; in the rest, {bad_end}.",
)
BAD_SENTENCES = (
    "{Things} {where} are {bad}, which means that {bad_end}.",
    "Too many {things} {where} are {bad} and {bad_too}; in consequence, {bad_end}.",
    "Even though {cause}, {things} {where} are {bad}, and {bad_end}.",
    "Inspectors were concerned about {things} {where}, since they are {bad} and {bad_end}.",
)
ASKING_SENTENCES = (
    "Make sure that {things} {where} are {good} and {good_too}, so that {good_end}.",
    "Improve {things} {where}, which are {bad}, until they are reliably {good}.",
    "See to it that managers check {things} {where} at least every {number} weeks and that {good_end}.",
    "Bring {things} {where} up to one standard, so that they are {good} and {good_end}.",
    "With partners, review how {things} {where} come about, and put right what leaves them {bad}.",
)
URGENT_SENTENCES = (
    "At once, make {things} {where} safe: they are {bad}, and {bad_end}.",
    "Without delay, put senior managers in charge of {things} {where}, so that no child is left at risk because they are {bad}.",
)
CLAIM_SENTENCES = (
    "We have reviewed {things} {where}, and since {cause} they are {good}.",
    "A working group has rewritten the guidance on {things} {where}; {number} staff have been trained in it so far.",
    "Monthly audits now look at {things} {where}, and show that {good_end}.",
)
PLAN_SENTENCES = (
    "By the summer a new standard for {things} {where} will be in use, so that {good_end}.",
    "Over the next {number} weeks team managers will go through {things} {where} one by one.",
)
STATED_OPENINGS = {
    "met": ("What the inspection of {when} asked for has been done.", "This was an area to improve in {when} and is one no longer."),
    "partly-met": ("The request made in {when} has been answered only in part.", "Some headway has been made with what was asked in {when}."),
    "missed": ("What was asked in {when} has not come about.", "The weakness named in {when} is still there."),
}
GROUP_SENTENCES = {
    ("met", "all"): "Everything that the inspection of {when} asked for has been dealt with.",
    ("met", "most"): "Most of what was asked in {when} has been dealt with.",
    ("met", "some"): "Some of what was asked in {when} has been dealt with.",
    ("met", "none"): "Nothing of what was asked in {when} has been dealt with.",
    ("partly-met", "all"): "All of what was asked in {when} is on the way, and nothing is finished.",
    ("partly-met", "some"): "Part of what was asked in {when} is on the way.",
    ("missed", "all"): "None of the weaknesses named in {when} has been tackled with any effect.",
    ("missed", "some"): "Several of the weaknesses named in {when} have not been tackled.",
    ("remains", "all"): "Everything that was asked in {when} stands as it was set.",
}
NARRATIVE = (
    "Inspectors were on site for {number} days. They read {larger} case files, spoke with children, parents and carers, and met practitioners, managers and partner agencies.",
    "The council serves about {larger},000 people under twenty. Its main towns are {place} and {other_place}; the rest of the area is thinly settled.",
    "At the time of the visit {larger} children were in care, {number} more than a year before. Of these, a quarter lived outside the council's area.",
    "The director of children's services has been in post since the spring. The service is arranged in {number} teams, two of them at {place}.",
    "This page sums up the report in the editor's words and keeps to its order. Where the report repeats itself, the statement stands once.",
)
