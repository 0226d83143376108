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
    SEE_FIGURES = "see the charts"
    FIND = "find pains, see what a department owns"
    SEE_WAITING = "see what waits in every department"


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
    Act.SEE_FIGURES: MEMBERS,
    Act.FIND: MEMBERS,
    Act.SEE_WAITING: DECIDERS,
}


def may(act: Act, roles: frozenset[Role]) -> bool:
    """Admins may do everything."""
    return Role.ADMIN in roles or bool(ALLOWED[act] & roles)
