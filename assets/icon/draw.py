"""Draws the program's icon: python3 draw.py (wants Pillow and fontTools). 旧 above 闻, white on a seal-red square.
The glyphs are paths of Jiuwen Serif SemiBold, so no picture needs the font."""
import os
from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

HERE = os.path.dirname(os.path.abspath(__file__))
FONT = os.path.join(HERE, "..", "..", "fonts", "JiuwenSerif-SemiBold.otf")
RED, SIZE, RADIUS = "#b03a2e", 512, 72
GLYPH = 200  # height of either character, in units of SIZE
CENTRES = {"旧": (256, 147), "闻": (256, 365)}
GROW = {48: 1.06, 32: 1.12}  # small icons: larger characters, so that strokes stay apart


def outline(glyphs, name, scale, centre):
    """The glyph's path, its ink centred on `centre`, y downwards."""
    bounds = BoundsPen(glyphs)
    glyphs[name].draw(bounds)
    x0, y0, x1, y1 = bounds.bounds
    move = Transform(scale, 0, 0, -scale, centre[0] - scale * (x0 + x1) / 2, centre[1] + scale * (y0 + y1) / 2)
    pen = SVGPathPen(glyphs, ntos=lambda v: f"{v:.1f}".rstrip("0").rstrip("."))
    glyphs[name].draw(TransformPen(pen, move))
    return pen.getCommands()


def svg():
    font = TTFont(FONT)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    scale = GLYPH / font["head"].unitsPerEm * 1.09
    paths = "".join(f'<path d="{outline(glyphs, names[ord(c)], scale, at)}"/>' for c, at in CENTRES.items())
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">'
            f'<rect width="{SIZE}" height="{SIZE}" rx="{RADIUS}" fill="{RED}"/><g fill="#fff">{paths}</g></svg>\n')


def png(size):
    """Drawn large, reduced with a good filter; transparent outside the corners."""
    big = max(size * 4, 1024)
    unit = big / SIZE
    image = Image.new("RGBA", (big, big), RED)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, round(GLYPH * 1.09 * unit * GROW.get(size, 1)))
    for char, (x, y) in CENTRES.items():
        x0, y0, x1, y1 = draw.textbbox((0, 0), char, font=font)
        draw.text((x * unit - (x0 + x1) / 2, y * unit - (y0 + y1) / 2), char, font=font, fill="white")
    mask = Image.new("L", (big, big), 0)
    ImageDraw.Draw(mask).rounded_rectangle([0, 0, big - 1, big - 1], RADIUS * unit, fill=255)
    image.putalpha(mask)
    image.resize((size, size), Image.LANCZOS).save(os.path.join(HERE, f"jiuwen-{size}.png"), optimize=True)


with open(os.path.join(HERE, "jiuwen.svg"), "w", encoding="utf-8") as file:
    file.write(svg())
for size in (512, 256, 128, 64, 48, 32):
    png(size)
