"""The table of permissions; values in, answers out."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is, with regard to a pain or a department."""

    ADMIN = "admin"  # of the Slack workspace: can always fix things
    TEAM = "team"  # sits on the flywheel team
    LEAD = "lead"  # decides for the department concerned, or stands in for who does
    OWNER = "owner"  # of the pain
    REPORTER = "reporter"  # of the pain, or one of its voices
    MEMBER = "member"  # any full member of the workspace
    GUEST = "guest"


class Act(StrEnum):
    REPORT = "report a pain, say me too"
    TAKE = "take a pain nobody owns"
    OFFER = "offer a pain to another department or person"
    ANSWER_OFFER = "accept or decline what was offered to a department"
    RELEASE = "take a pain from an owner who is gone"
    RESOLVE = "resolve a pain, or say it is not going to be done"
    CHANGE_DATE = "change the next date of a pain"
    EDIT_ROSTER = "give and end seats, edit departments and days off"
    SEE_TEAM = "see the roster"
    BRING = "bring something to the agenda"
    EDIT_MEETING = "set up, move, skip and cancel meetings, change the rotation"
    EDIT_AGENDA = "reorder, drop and time what is on the agenda"
    RUN_MEETING = "run the meeting: decide, give actions, park, go on, end"
    SEE_DECISIONS = "find decisions"
    SEE_FIGURES = "see the charts, what goes between departments and how loops are closed"
    FIND = "find pains, see what a department owns"
    SEE_WAITING = "see what waits in every department"
    EDIT_YEAR = "change the business year, and the names and questions of its themes"
    ANSWER_PROMPT = "answer the questions of a department, or say not this time"
    SEE_ANSWERS = "read what leaders answered"
    EDIT_COMPANY_GOALS = "add, change and close the goals of the company"
    EDIT_GOALS = "add, change and close the goals of a department, name what it puts first"
    OWN_GOALS = "see all goals and what each department puts first, keep goals of one's own"
    EDIT_REVIEW = "move a review, or call it off"
    WRITE_REMARKS = "say why and what is next, for a department"
    SEE_BRIEF = "read the brief of a review, and what is behind its numbers"
    EDIT_KPI = "add and archive numbers of the company's own, and type them in"
    CONTACT = "see and note days with customers"
    VOICE = "get the customer's voice, tell a story in it"


EVERYBODY = frozenset({Role.MEMBER, Role.GUEST})
MEMBERS = frozenset({Role.MEMBER})
DECIDERS = frozenset({Role.LEAD, Role.TEAM})

ALLOWED: dict[Act, frozenset[Role]] = {
    Act.REPORT: EVERYBODY,
    Act.TAKE: MEMBERS,
    Act.OFFER: frozenset({Role.OWNER}) | DECIDERS,
    Act.ANSWER_OFFER: frozenset({Role.LEAD}),
    Act.RELEASE: DECIDERS,
    Act.RESOLVE: frozenset({Role.OWNER, Role.LEAD}),
    Act.CHANGE_DATE: frozenset({Role.OWNER, Role.LEAD}),
    Act.EDIT_ROSTER: frozenset({Role.TEAM}),
    Act.SEE_TEAM: EVERYBODY,
    Act.BRING: MEMBERS,
    Act.EDIT_MEETING: frozenset({Role.TEAM}),
    Act.EDIT_AGENDA: frozenset({Role.TEAM}),
    Act.RUN_MEETING: frozenset({Role.TEAM}),
    Act.SEE_DECISIONS: MEMBERS,
    Act.SEE_FIGURES: MEMBERS,
    Act.FIND: MEMBERS,
    Act.SEE_WAITING: DECIDERS,
    Act.EDIT_YEAR: frozenset({Role.TEAM}),
    Act.ANSWER_PROMPT: frozenset({Role.LEAD}),
    Act.SEE_ANSWERS: MEMBERS,
    Act.EDIT_COMPANY_GOALS: frozenset({Role.TEAM}),
    Act.EDIT_GOALS: frozenset({Role.LEAD}),
    Act.OWN_GOALS: MEMBERS,
    Act.EDIT_REVIEW: frozenset({Role.TEAM}),
    Act.WRITE_REMARKS: frozenset({Role.LEAD}),
    Act.SEE_BRIEF: MEMBERS,
    Act.EDIT_KPI: frozenset({Role.TEAM}),
    Act.CONTACT: MEMBERS,
    Act.VOICE: MEMBERS,
}


def may(act: Act, roles: frozenset[Role]) -> bool:
    """Admins may do everything."""
    return Role.ADMIN in roles or bool(ALLOWED[act] & roles)
