"""From a drawing to a picture, with our own fonts: a system may have none, and then letters are left out in silence."""

from pathlib import Path

from bot.charts.strokes import FONT

FONTS = [str(Path(__file__).parent / "fonts" / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")]


def png(svg: str) -> bytes:
    """About a tenth of a second in which the process does nothing else. Raises ValueError for what is no SVG."""
    import resvg_py  # only here: most processes never draw

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=FONTS, font_family=FONT))
