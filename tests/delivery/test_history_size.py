"""A round with nothing due costs the same after ten letters and after a million: it reads only what is unfinished."""

from sqlmodel import Session

from bot.delivery.claim import claim, next_due
from bot.delivery.reconciler import take_over
from bot.delivery.sender import no_faults
from bot.store.store import Store
from tests.clock import MONDAY
from tests.statements import watched

PLAN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}
WHOLE_TABLE = {"sqlite": "SCAN outbox", "postgresql": "Seq Scan on outbox"}


def a_round(session: Session) -> None:
    claim(session, {}, no_faults, now=MONDAY)
    next_due(session, now=MONDAY)
    take_over(session, {}, now=MONDAY)


def plans_of(session: Session) -> list[str]:
    """How the database would run each statement of a round over the outbox."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":  # a small table is read whole, whatever the indexes
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    with watched(connection) as seen:
        a_round(session)
    asked = [(statement, values) for statement, values in seen if "FROM outbox" in statement]
    return [
        " ".join(str(line) for line in connection.exec_driver_sql(PLAN[connection.dialect.name] + statement, values))
        for statement, values in asked
    ]


def test_no_statement_of_an_idle_round_reads_the_whole_outbox(store: Store) -> None:
    plans = store.write_now(plans_of)

    assert len(plans) >= 3
    assert [] == [plan for plan in plans if "ix_outbox" not in plan or WHOLE_TABLE[store.engine.dialect.name] in plan]
