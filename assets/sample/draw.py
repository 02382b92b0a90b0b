"""Draws the pictures of the sample paper: python3 draw.py (wants Pillow). Every shape is drawn at three times
its size and then reduced, so edges are smooth. Coordinates are those of the finished picture."""
import math
import os
from PIL import Image, ImageDraw, ImageFilter

S = 3
CREAM, PAPER, SAND, OCHRE, GOLD = "#f6efe0", "#fbf7ec", "#e6d3ae", "#c98f3c", "#e0b25a"
RED, ROSE, BRICK, BROWN, WOOD = "#b03a2e", "#d08770", "#c4735c", "#6e4a35", "#a87850"
TEAL, SEA, MIST, LEAF, MOSS = "#2f6f6d", "#6fa5a0", "#c9dcd6", "#7d9a5f", "#5b7a4c"
SLATE, STEEL, ASH, INK, WHITE = "#3f4a57", "#738190", "#b9bfc2", "#2b2f36", "#ffffff"
SKIN, TAN, GREY = "#eebf98", "#d9a57e", "#c7c3bc"


class Art:
    """A picture under way."""

    def __init__(self, width, height, ground):
        self.w, self.h = width, height
        self.im = Image.new("RGB", (width * S, height * S), ground)
        self.d = ImageDraw.Draw(self.im)

    def poly(self, points, colour):
        self.d.polygon([(x * S, y * S) for x, y in points], fill=colour)

    def rect(self, x0, y0, x1, y1, colour, r=0):
        self.d.rounded_rectangle([x0 * S, y0 * S, x1 * S, y1 * S], r * S, fill=colour)

    def oval(self, x, y, rx, colour, ry=None):
        ry = ry or rx
        self.d.ellipse([(x - rx) * S, (y - ry) * S, (x + rx) * S, (y + ry) * S], fill=colour)

    def ring(self, x, y, r, w, colour):
        self.d.ellipse([(x - r) * S, (y - r) * S, (x + r) * S, (y + r) * S], outline=colour, width=int(w * S))

    def pie(self, x, y, r, start, end, colour, ry=None):
        ry = ry or r
        self.d.pieslice([(x - r) * S, (y - ry) * S, (x + r) * S, (y + ry) * S], start, end, fill=colour)

    def line(self, points, w, colour):
        """A stroke with round ends and joints."""
        self.d.line([(x * S, y * S) for x, y in points], fill=colour, width=max(1, round(w * S)))
        for x, y in points:
            self.oval(x, y, w / 2, colour)

    def curve(self, points, w, colour):
        self.line(spline(points, False), w, colour)

    def blob(self, points, colour):
        self.poly(spline(points, True), colour)

    def glow(self, shape, colour, alpha, blur):
        """Light or vapour: `shape` draws in white on a mask, which is blurred and filled with `colour`."""
        mask = Art(self.w, self.h, "black")
        shape(mask)
        mask = mask.im.convert("L").resize((self.w, self.h)).filter(ImageFilter.GaussianBlur(blur))
        mask = mask.resize(self.im.size, Image.BICUBIC).point(lambda v: int(v * alpha))
        self.im.paste(Image.new("RGB", self.im.size, colour), (0, 0), mask)

    def save(self, name):
        frame = Image.new("L", self.im.size, 0)
        edge = 22 * S
        size = (self.w * S - edge, self.h * S - edge)
        ImageDraw.Draw(frame).rounded_rectangle([edge, edge, *size], 10 * S, fill=255)
        sheet = Image.new("RGB", self.im.size, PAPER)
        sheet.paste(self.im, (0, 0), frame)
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"晨光社区报_{name}.jpg")
        sheet.resize((self.w, self.h), Image.LANCZOS).save(path, quality=85, optimize=True)


def spline(points, closed):
    """Catmull-Rom through the points."""
    n = len(points)
    at = (lambda i: points[i % n]) if closed else (lambda i: points[min(max(i, 0), n - 1)])
    out = []
    for i in range(n if closed else n - 1):
        p0, p1, p2, p3 = at(i - 1), at(i), at(i + 1), at(i + 2)
        for k in range(16):
            t = k / 16
            out.append(tuple(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - e) * t * t
                       + (3 * b - a - 3 * c + e) * t ** 3) for a, b, c, e in zip(p0, p1, p2, p3)))
    return out if closed else out + [points[-1]]


def joint(start, end, upper, lower, bend):
    """The elbow or knee between two points, and the end, pulled in where it is out of reach."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = max(math.hypot(dx, dy), 0.1)
    reach = min(far, (upper + lower) * 0.999)
    ux, uy = dx / far, dy / far
    a = (upper ** 2 - lower ** 2 + reach ** 2) / (2 * reach)
    h = math.sqrt(max(upper ** 2 - a ** 2, 0)) * bend
    elbow = (start[0] + ux * a - uy * h, start[1] + uy * a + ux * h)
    return elbow, (start[0] + ux * reach, start[1] + uy * reach)


def person(a, x, y, k, coat, legs=SLATE, hair="short", tint=INK, face=1, hands=(None, None), feet=None,
           apron=None, scarf=None, skin=SKIN, back=False, lean=0):
    """A figure of height 100·k standing at (x, y). `hands` are points or None; `feet` are two points for those
    who sit; `face` is the side looked to; `back` shows it from behind."""
    def p(px, py): return x + (px + lean * -py / 70) * k, y + py * k
    hip, shoulder = (p(-5, -38), p(6, -38)), (p(-11, -68), p(11, -68))
    if legs:
        for start, foot in zip(hip, feet or (p(-6, -3), p(7, -3))):
            knee, foot = joint(start, foot, 18.5 * k, 18.5 * k, -face if feet else 0.15 * face)
            a.line([start, knee, foot], 9 * k, legs)
            a.line([foot, (foot[0] + face * 4 * k, foot[1] + k)], 6.5 * k, INK)

    def arm(i):
        hand = hands[i] or p((-15, 15)[i], -38)
        out = (1, -1)[i]
        elbow, hand = joint(shoulder[i], hand, 19 * k, 18 * k, out)
        a.line([shoulder[i], elbow, hand], 8 * k, shade(coat, 0.86))
        a.oval(*hand, 4.3 * k, skin)

    if back:
        arm(0), arm(1)
    body = [p(-10, -70), p(10, -70), p(13, -38), p(-13, -38)]
    a.poly(body, coat)
    a.line(body + body[:1], 6 * k, coat)
    if apron:
        a.poly([p(-8, -62), p(8, -62), p(11, -30), p(-11, -30)], apron)
    a.line([p(0, -74), p(0, -80)], 7 * k, shade(skin, 0.9))
    if scarf:
        a.line([p(-7, -74), p(7, -74)], 7 * k, scarf)
        a.line([p(5, -73), p(7, -58)], 5.5 * k, scarf)
    hx, hy = p(face * 0.8, -87)
    if hair == "bob":
        a.rect(hx - 10.5 * k, hy - 8 * k, hx + 10.5 * k, hy + 10 * k, tint, 7 * k)
    if hair == "bun":
        a.oval(hx - face * 10 * k, hy - 6 * k, 5 * k, tint)
    if hair == "tails":
        a.oval(hx - 11 * k, hy + 2 * k, 4 * k, tint, 6 * k), a.oval(hx + 11 * k, hy + 2 * k, 4 * k, tint, 6 * k)
    a.oval(hx, hy, 9.3 * k, tint if back else skin, 10 * k)
    if not back:
        a.pie(hx - face * 0.8 * k, hy - 1.5 * k, 10 * k, 180 - 14 * face, 360 - 14 * face, tint, 10.5 * k)
        a.oval(hx + face * 3.2 * k, hy + 2.2 * k, 0.95 * k, INK), a.oval(hx + face * 7 * k, hy + 2.2 * k, 0.8 * k, INK)
        a.oval(hx + face * 2 * k, hy + 5.4 * k, 2 * k, shade(skin, 0.92), 1.3 * k)
    if hair in ("cap", "helmet"):
        top = tint if hair == "cap" else RED
        a.pie(hx, hy - 2 * k, 11 * k, 180, 360, top)
        a.line([(hx - 9 * k, hy - 2.5 * k), (hx + 9 * k + face * 5 * k, hy - 2.5 * k)], 3 * k, shade(top, 0.8))
    if not back:
        arm(0), arm(1)


def shade(colour, by):
    return "#" + "".join(f"{min(255, int(int(colour[i:i + 2], 16) * by)):02x}" for i in (1, 3, 5))


def tree(a, x, y, h, leaf, trunk=BROWN):
    a.poly([(x - h * .035, y), (x + h * .035, y), (x + h * .018, y - h * .6), (x - h * .018, y - h * .6)], trunk)
    for dx, dy, r in ((0, .78, .24), (-.17, .62, .17), (.17, .62, .18)):
        a.oval(x + dx * h, y - dy * h, r * h, leaf)
    a.oval(x + .05 * h, y - .84 * h, .13 * h, shade(leaf, 1.1))


def willow(a, x, y, h, leaf):
    a.curve([(x, y), (x + h * .03, y - h * .4), (x - h * .02, y - h * .75)], h * .05, BROWN)
    for i in range(-6, 7):
        sx, drop = x + i * h * .06, h * (.62 - abs(i) * .035 + (i % 3) * .05)
        a.curve([(x, y - h * .78), (sx, y - h * (1 - abs(i) * .025)), (sx + i * h * .02, y - h + drop)], h * .022,
                shade(leaf, .9 + (i % 3) * .12))


def house(a, x, y, w, h, wall, roof=None, floors=3, columns=4, lit=MIST):
    a.rect(x, y - h, x + w, y, wall)
    if roof:
        a.poly([(x - 12, y - h), (x + w + 12, y - h), (x + w - 22, y - h - 46), (x + 22, y - h - 46)], roof)
    cw, ch = w / columns, h / floors
    for i in range(columns):
        for j in range(floors):
            wx, wy = x + i * cw + cw * .25, y - h + j * ch + ch * .26
            a.rect(wx, wy, wx + cw * .5, wy + ch * .46, lit, 2)
            a.rect(wx - 3, wy + ch * .46, wx + cw * .5 + 3, wy + ch * .5, shade(wall, .85))


def steam(a, x, y, h, w=26):
    for i in (-1, 0, 1):
        path = [(x + i * w + 9 * (-1) ** j, y - h * j / 4 - abs(i) * 6) for j in range(5)]
        a.glow(lambda m, path=path: m.curve(path, 13, "white"), WHITE, .8, 6)


def planting():
    a = Art(1200, 800, "#e9ecdd")
    a.oval(930, 170, 66, GOLD)
    a.blob([(-60, 420), (180, 290), (420, 350), (700, 260), (960, 330), (1260, 280), (1260, 520), (-60, 520)], MIST)
    for x, h in ((60, 90), (170, 120), (300, 80), (1010, 110), (1110, 80)):
        house(a, x, 418, 92, h, CREAM if h > 85 else SAND, BRICK, 2, 3, SEA)
    a.rect(0, 415, 1200, 570, SEA)
    for i in range(16):
        x, y = (i * 193) % 1180, 438 + (i * 37) % 100
        a.line([(x, y), (x + 70, y)], 4, "#8fbcb5")
    a.blob([(-80, 570), (250, 530), (620, 556), (950, 524), (1290, 552), (1290, 900), (-80, 900)], "#b9b67a")
    a.blob([(-80, 690), (400, 650), (800, 690), (1290, 640), (1290, 920), (-80, 920)], "#a7a565")
    willow(a, 92, 580, 330, LEAF)
    for x, y in ((330, 572), (470, 580), (610, 574), (750, 568)):
        a.oval(x, y, 32, WOOD, 9), a.line([(x, y), (x, y - 92)], 6, BROWN)
        a.line([(x + 10, y), (x + 10, y - 62)], 5, SAND), a.rect(x - 9, y - 58, x + 12, y - 46, RED, 2)
        for s in (-1, 1):
            a.curve([(x, y - 90), (x + s * 16, y - 104), (x + s * 22, y - 66)], 5, LEAF)
    a.line([(392, 570), (372, 716)], 8, WOOD), a.blob([(356, 700), (390, 700), (384, 744), (368, 752), (354, 742)], STEEL)
    person(a, 440, 742, 2.7, RED, SLATE, "bob", "#4a3328", -1, ((395, 590), (384, 640)))
    person(a, 238, 740, 1.75, GOLD, TEAL, "tails", INK, 1, ((262, 655), (272, 660)))
    a.poly([(256, 664), (300, 664), (294, 706), (262, 706)], TEAL), a.line([(298, 690), (326, 668)], 6, TEAL)
    for i in range(4):
        a.oval(331 + i * 3, 678 + i * 14, 3, WHITE)
    person(a, 690, 738, 2.75, TEAL, BROWN, "cap", OCHRE, 1, ((650, 622), (742, 620)))
    a.poly([(716, 622), (772, 622), (764, 680), (724, 680)], STEEL), a.oval(744, 622, 28, MIST, 7)
    a.oval(892, 742, 70, BROWN, 17), a.oval(892, 738, 48, WOOD, 10)
    a.line([(892, 738), (890, 470)], 10, BROWN)
    for s in (-1, 1):
        for j in (0, 1, 2):
            a.curve([(890, 520 - j * 24), (890 + s * (34 + 10 * j), 478 - j * 24), (890 + s * (52 + 10 * j), 560 - j * 20)], 7,
                    shade(LEAF, 1 + j * .08))
    person(a, 985, 740, 2.75, SLATE, STEEL, "short", GREY, -1, ((895, 610), (897, 576)), lean=-6)
    a.save("20120316_03_图1")


def dumplings():
    a = Art(1200, 800, "#ecd9b4")
    a.rect(0, 0, 1200, 90, "#dcc293")
    a.rect(690, 110, 1090, 400, WOOD, 8), a.rect(706, 126, 1074, 384, "#dbe7df")
    a.oval(820, 300, 90, LEAF), a.oval(940, 330, 110, MOSS), a.oval(1030, 270, 60, LEAF), a.rect(706, 384, 1074, 400, WOOD)
    for x in (828, 952):
        a.rect(x - 5, 126, x + 5, 384, WOOD)
    a.rect(706, 210, 1074, 218, WOOD), a.rect(680, 398, 1100, 414, BROWN, 4)
    for i, x in enumerate((110, 190, 270, 350, 430, 510, 590)):
        a.line([(x, 60), (x, 130 + i % 3 * 24)], 3, RED)
        zongzi(a, x, 162 + i % 3 * 24, 30)
    a.line([(40, 60), (650, 60)], 7, WOOD)
    people = ((205, RED, "bob", "#4a3328", 1, None), (440, TEAL, "bun", "#d8d4cd", 1, CREAM),
              (690, OCHRE, "short", INK, -1, None), (925, SLATE, "tails", "#4a3328", -1, ROSE))
    for x, coat, hair, tint, face, apron in people:
        person(a, x, 790, 4.3, coat, None, hair, tint, face, ((x - 34, 572), (x + 40, 572)), apron=apron)
    a.poly([(0, 610), (1200, 610), (1200, 800), (0, 800)], TEAL)
    a.rect(0, 596, 1200, 622, "#f0e6cf"), a.rect(0, 622, 1200, 632, shade(TEAL, .8))
    for x in range(30, 1200, 84):
        a.poly([(x, 690), (x + 18, 712), (x, 734), (x - 18, 712)], "#3f8380")
    for x in (205, 440, 690, 925):
        zongzi(a, x + 3, 566, 40)
    for x, c in ((80, WHITE), (330, WHITE), (812, WHITE)):
        a.pie(x, 560, 56, 0, 180, STEEL if x == 330 else RED, 44), a.oval(x, 560, 56, PAPER, 15)
        a.oval(x, 556, 44, BRICK if x == 330 else c, 11)
    for i in range(6):
        a.blob([(520, 596 - i * 6), (570, 580 - i * 6), (626, 590 - i * 6), (572, 600 - i * 6)], MOSS if i % 2 else LEAF)
    for i in range(3):
        a.rect(1012, 548 - i * 50, 1164, 598 - i * 50, SAND if i % 2 else GOLD, 6), a.rect(1012, 588 - i * 50, 1164, 598 - i * 50, WOOD)
    a.pie(1088, 450, 78, 180, 360, OCHRE, 34), a.oval(1088, 416, 9, BROWN)
    steam(a, 1088, 410, 150)
    a.save("20130621_03_图1")


def zongzi(a, x, y, r):
    a.poly([(x, y - r), (x + r, y + r * .6), (x - r, y + r * .6)], MOSS)
    a.poly([(x, y - r), (x + r, y + r * .6), (x + r * .1, y + r * .6)], LEAF)
    a.line([(x - r * .55, y), (x + r * .62, y + r * .12)], r * .1, CREAM)
    a.line([(x - r * .7, y + r * .26), (x + r * .78, y + r * .36)], r * .1, CREAM)


def porridge():
    a = Art(1200, 800, "#dfe3df")
    for x, top in ((60, 210), (450, 180), (830, 220)):
        a.rect(x, top, x + 320, 560, "#cdb9a0"), a.poly([(x - 26, top + 6), (x + 346, top + 6), (x + 296, top - 78), (x + 24, top - 78)], SLATE)
        a.blob([(x + 10, top - 60), (x + 24, top - 90), (x + 160, top - 96), (x + 296, top - 90), (x + 330, top - 36), (x + 240, top - 50),
                (x + 150, top - 30), (x + 70, top - 54)], WHITE)
        for wx in (x + 50, x + 190):
            a.rect(wx, top + 70, wx + 80, top + 190, BROWN, 3), a.rect(wx + 7, top + 77, wx + 73, top + 183, GOLD)
            a.rect(wx + 37, top + 77, wx + 43, top + 183, BROWN), a.rect(wx + 7, top + 124, wx + 73, top + 130, BROWN)
    a.blob([(-60, 560), (300, 536), (700, 556), (1260, 536), (1260, 880), (-60, 880)], "#f3f1ea")
    for x, flip in ((470, 1), (830, -1)):
        a.poly([(x - 20, 580), (x + 20, 580), (x + 9, 250), (x - 9, 250)], BROWN)
        for dx, dy, w in ((-110, 90, 12), (-60, 40, 10), (80, 60, 12), (120, 120, 9), (10, 20, 9), (-130, 160, 8)):
            a.curve([(x, 330 + dy * .3), (x + flip * dx * .5, 220 + dy * .6), (x + flip * dx, 80 + dy)], w, BROWN)
        for dx in (-110, -60, 80, 120):
            a.oval(x + flip * dx * .75, 150 + abs(dx) * .3, 13, WHITE, 6)
    for x in (-2, 410):
        pass
    person(a, 175, 752, 3.5, RED, SLATE, "bun", "#4a3328", 1, ((268, 560), (250, 590)), apron=PAPER)
    for x in (318, 566):
        a.poly([(x - 96, 620), (x + 96, 620), (x + 84, 756), (x - 84, 756)], BRICK)
        for j in range(3):
            for i in range(3):
                a.rect(x - 74 + i * 52 - j % 2 * 14, 640 + j * 38, x - 30 + i * 52 - j % 2 * 14, 668 + j * 38, shade(BRICK, .87), 2)
        a.oval(x, 618, 112, INK, 30), a.oval(x, 612, 98, "#9c5f4a", 23), a.oval(x - 20, 608, 40, "#b37a5e", 8)
        for i in range(9):
            a.oval(x - 70 + i * 17, 606 + (i * 7) % 15, 4, (GOLD, RED, CREAM)[i % 3])
        steam(a, x, 586, 220, 36)
    a.line([(262, 548), (318, 612)], 7, WOOD)
    for x, c, h, t, s, k in ((740, TEAL, "short", GREY, OCHRE, 3.4), (890, OCHRE, "bob", "#4a3328", RED, 3.3), (1010, SLATE, "cap", RED, GOLD, 2.3),
                             (1105, "#8a5a6a", "bun", GREY, MIST, 3.3)):
        bowl = (x - 15 * k, 754 - 55 * k)
        person(a, x, 754, k, c, BROWN, h, t, -1, ((bowl[0] + 4, bowl[1] + 12), (bowl[0] + 22, bowl[1] + 14)), scarf=s)
        a.pie(bowl[0] + 8, bowl[1], 30, 0, 180, PAPER, 30), a.oval(bowl[0] + 8, bowl[1], 30, ASH, 7)
    for i in range(60):
        a.oval((i * 211) % 1200, (i * 97) % 720, 2.5 + i % 3, WHITE)
    a.save("20140110_03_图1")
