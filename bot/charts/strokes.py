"""Words, boxes and lines of an SVG drawing. What people named goes through `words`, which escapes it. Pure."""

from dataclasses import dataclass
from html import escape

WIDTH, MARGIN = 1200, 48
INK, MUTED, LINE, PAPER = "#1d2529", "#5d6b72", "#d9e1e4", "#ffffff"
BAR, STRONG, PALE, EMPTY = "#5c9aa6", "#1f4e5f", "#e8f1f3", "#f6f8f9"
FONT = "DejaVu Sans"


@dataclass(frozen=True)
class Look:
    """Of words. `turn`: degrees."""

    size: int = 16
    fill: str = INK
    bold: bool = False
    anchor: str = "start"
    turn: int = 0


@dataclass(frozen=True)
class Paint:
    """Of a box. With an `edge` it is outlined, dashed."""

    fill: str = BAR
    edge: str = ""
    corner: float = 5


PLAIN, FILLED = Look(), Paint()


def words(x: float, y: float, text: str, look: Look = PLAIN) -> str:
    """`text` is raw. Control characters, which no SVG may hold, are left out."""
    kept = escape("".join(letter for letter in text if letter.isprintable()))
    weight = ' font-weight="bold"' if look.bold else ""
    turned = f' transform="rotate({look.turn} {x:.1f} {y:.1f})"' if look.turn else ""
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{look.size}" fill="{look.fill}" text-anchor="{look.anchor}"'
    return f"<text {place}{weight}{turned}>{kept}</text>"


def box(x: float, y: float, width: float, height: float, paint: Paint = FILLED) -> str:
    edge = f' stroke="{paint.edge}" stroke-width="2" stroke-dasharray="4 3"' if paint.edge else ""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {place} rx="{min(paint.corner, height / 2):.1f}" fill="{paint.fill}"{edge}/>'


def rule(y: float, left: float) -> str:
    ends = f'x1="{left:.1f}" x2="{WIDTH - MARGIN}" y1="{y:.1f}" y2="{y:.1f}"'
    return f'<line {ends} stroke="{LINE}" stroke-width="1.5"/>'


def sheet(height: float, parts: list[str]) -> str:
    """The whole drawing, on paper."""
    size = f'width="{WIDTH}" height="{height:.0f}" viewBox="0 0 {WIDTH} {height:.0f}"'
    paper = box(0, 0, WIDTH, height, Paint(PAPER, corner=0))
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}">{paper}{"".join(parts)}</svg>'
