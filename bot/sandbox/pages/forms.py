"""Modals and the Home tab as pages draw them."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.sandbox.pages.lines import reader
from bot.sandbox.render import render_blocks
from bot.sandbox.world import User, View, World


@dataclass(frozen=True)
class Form:
    view_id: str
    version: str  # changes whenever the app updates the view
    surface: str
    title: str
    submit: str  # "" where there is nothing to submit
    close: str
    depth: int  # 1 for the first of the stack
    blocks: Markup


def modal_form(world: World, viewer: User, now: datetime) -> Form | None:
    """The top of this person's stack, if a modal is open."""
    stack = world.modals.get(viewer.id, [])
    return _form(world, viewer, stack[-1], len(stack), now) if stack else None


def home_form(world: World, viewer: User, now: datetime) -> Form | None:
    """None before the app has published one."""
    view = world.homes.get(viewer.id)
    return _form(world, viewer, view, 1, now) if view else None


def _form(world: World, viewer: User, view: View, depth: int, now: datetime) -> Form:
    surface = f"view:{view.id}"
    return Form(
        view_id=view.id,
        version=view.hash,
        surface=surface,
        title=_plain(view, "title"),
        submit=_plain(view, "submit") or ("Submit" if _has_input(view) else ""),
        close=_plain(view, "close") or ("Back" if depth > 1 else "Cancel"),
        depth=depth,
        blocks=render_blocks(
            view.body.get("blocks", []),
            reader(world, viewer, now),
            surface_id=surface,
            values=view.values,
            errors=view.errors,
        ),
    )


def _plain(view: View, part: str) -> str:
    return str((view.body.get(part) or {}).get("text", ""))


def _has_input(view: View) -> bool:
    return any(block.get("type") == "input" for block in view.body.get("blocks", []))
