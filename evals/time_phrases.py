"""How documents may say who holds an office: phrasings for `evals.times`, some held back from development.

Fields: `new`, `old` the holders, `office` (`office_def` in its definite form), `org`, `day` a date in words, `year`,
`start` the year of the older one's start, `years` how long it lasted, in words.
"""

NEWS = {
    "sv": (
        "{new} blir ny {office} för {org} den {day}.",
        "Från och med den {day} är {new} {office} i {org}.",
        "{new} tar över som {office} för {org} efter {old} den {day}.",
        "{org} har fått en ny {office}. {new} tillträder den {day}.",
        "{new} efterträder {old} som {office} i {org}. Bytet sker den {day}.",
        "Den {day} lämnar {old} uppdraget som {office}. {new} tar vid.",
        "{old} avgår som {office} för {org} den {day} och {new} tar över.",
        "Årsmötet den {day} valde {new} till ny {office} för {org}.",
        "Efter {years} år som {office} lämnar {old} över till {new} den {day}.",
        "{org} välkomnar {new} som ny {office} från den {day}. Hon efterträder {old}.",
        "Till ny {office} för {org} utsågs {new}, som tillträder den {day}.",
        "{old} ersätts av {new} som {office} i {org} från den {day}.",
    ),
    "en": (
        "{new} becomes the new {office} of {org} on {day}.",
        "From {day} {new} is {office} of {org}.",
        "{new} takes over as {office} of {org} from {old} on {day}.",
        "{org} has a new {office}. {new} takes up the post on {day}.",
        "{new} succeeds {old} as {office} of {org} on {day}.",
        "On {day} {old} steps down as {office} of {org} and {new} takes over.",
        "The annual meeting on {day} elected {new} as {office} of {org}.",
        "{old} was replaced by {new} as {office} of {org} on {day}.",
    ),
}
NEWS_HELD = {
    "sv": (
        "{new} kliver in i rollen som {office} för {org} den {day}.",
        "Den {day} går stafettpinnen vidare från {old} till {new}, som blir {office} i {org}.",
        "{org} får en ny {office} när {new} börjar den {day}. {old} går då i pension.",
        "Styrelsen har utsett {new} till {office} för {org} från och med {day}, efter {old}.",
        "{old} slutar som {office} den {day}. Efterträdare blir {new}.",
        "Stämman gav den {day} uppdraget som {office} i {org} åt {new}.",
    ),
    "en": (
        "{org} appointed {new} as its {office} with effect from {day}.",
        "As of {day}, {new} serves as {office} of {org}, following {old}.",
        "{new} was named {office} of {org} on {day} after {old} left.",
        "{old} hands over to {new} as {office} of {org} on {day}.",
    ),
}
STATES = {
    "sv": (
        "{new} är {office} i {org} sedan {year}.",
        "{office_def} för {org} heter {new}.",
        "{org} leds av {office_def} {new}, som har haft uppdraget sedan {year}.",
        "{new} har varit {office} för {org} sedan {year}.",
        "{orgs} {office} {new} deltog i mötet.",
        "Under året var {new} {office} för {org}.",
        "{new}, {office} i {org}, inledde dagen.",
        "{office_def} {new} återvaldes vid årsmötet.",
        "{new} omvaldes till {office} för {org}.",
    ),
    "en": (
        "{new} has been {office} of {org} since {year}.",
        "The {office} of {org} is {new}.",
        "{new}, {office} of {org}, opened the meeting.",
        "{orgs} {office} {new} spoke about health.",
        "During the year {new} was {office} of {org}.",
        "{new} was re-elected {office} of {org}.",
        "{new} serves as {office} of {org}.",
        "The annual meeting re-elected {new} as {office} of {org}.",
    ),
}
STATES_HELD = {
    "sv": (
        "Mötet öppnades av {orgs} {office} {new}.",
        "Som {office} i {org} fungerar {new}.",
        "{office_def} är liksom tidigare {new}.",
        "{new} fick förnyat förtroende som {office} för {org}.",
    ),
    "en": (
        "{new} continues as {office} of {org}.",
        "The post of {office} of {org} is held by {new}.",
        "{new} is the {office} of {org}.",
        "We thank {new}, who is {office} of {org}, for a good year.",
    ),
}
PASTS = {
    "sv": (
        "{old} var {office} för {org} {start}–{year}.",
        "Tidigare {office} var {old}, som hade uppdraget {start}–{year}.",
        "{old} ledde arbetet som {office} i {org} från {start} till {year}.",
        "{org} hade {old} som {office} mellan {start} och {year}.",
    ),
    "en": (
        "{old} was {office} of {org} from {start} to {year}.",
        "{old} served as {office} of {org} {start}–{year}.",
        "The former {office}, {old}, held the post between {start} and {year}.",
        "From {start} to {year} {old} was {office} of {org}.",
    ),
}
LISTS = (
    "{office_cap}: {new}",
    "{new}, {office}",
    "{new} – {office}",
    "{office_cap} – {new}",
    "| Namn | Uppdrag |\n| --- | --- |\n| {new} | {office_cap} |",
    "{new} ({office})",
    "- {office_cap}: {new}",
    "{new}\n{office_cap}",
)
PLACES = {
    "sv": (
        "{event} {year} hölls i {place} den {day}.",
        "Den {day} samlades medlemmarna i {place} för {event}.",
        "{place} var värdort för {event} {year}, som ägde rum den {day}.",
        "I {place} hölls {event} den {day}.",
    ),
    "en": (
        "{event} {year} was held in {place} on {day}.",
        "On {day} members met in {place} for {event}.",
        "{event} {year} took place in {place} on {day}.",
        "{place} hosted {event} on {day}.",
    ),
}
