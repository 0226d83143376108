"""blocks.validate: Slack's own opinion of blocks, a view or a message, without a token."""

from typing import Any

from bot.sandbox.methods.call import Call, invalid
from bot.sandbox.methods.registry import method
from bot.sandbox.refusals import ApiError
from bot.sandbox.validation import Problem, check_blocks, check_message, check_view


@method("blocks.validate", token="none")  # noqa: S106 - a kind of token
def blocks_validate(call: Call) -> dict[str, Any]:
    """Exactly one of `blocks`, `view` and `message`."""
    given = [name for name in ("blocks", "view", "message") if call.tree(name) is not None]
    if len(given) != 1:
        raise invalid("send exactly one of blocks, view, message")
    refuse(_problem(given[0], call.tree(given[0])))
    return {}


def refuse(problem: Problem | None) -> None:
    """Raises the problem as Slack answers it."""
    if problem:
        raise ApiError(problem.code, response_metadata={"messages": list(problem.messages)})


def _problem(name: str, tree: Any) -> Problem | None:
    if name == "view":
        return check_view(tree, home=isinstance(tree, dict) and tree.get("type") == "home")
    return check_blocks(tree, "message") if name == "blocks" else check_message(tree)
