"""What the pictures of the sample paper are made of. Every shape is drawn at three times its size and then
reduced, so edges are smooth."""
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
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            far = math.hypot(x1 - x0, y1 - y0) or 1
            nx, ny = (y1 - y0) / far * w / 2, (x0 - x1) / far * w / 2
            self.poly([(x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny)], colour)
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
    a.oval(hx - (0 if back else face * 1.3 * k), hy - 1.6 * k, 10 * k, tint, 10.6 * k)
    if not back:
        a.oval(hx + face * 2 * k, hy + 2.2 * k, 7.9 * k, skin, 8.2 * k)
        for dx in (2.2, 6.8):
            a.oval(hx + face * dx * k, hy + 1.8 * k, 0.85 * k, INK)
        a.oval(hx + face * 0.2 * k, hy + 5 * k, 1.7 * k, shade(skin, 0.93), 1.2 * k)
        a.curve([(hx + face * d * k, hy + y * k) for d, y in ((3, 5.6), (4.6, 6.5), (6.2, 5.6))], 0.8 * k, BRICK)
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
    """A trunk, a round crown and strands that hang from it."""
    a.curve([(x, y), (x + h * .03, y - h * .35), (x, y - h * .7)], h * .05, BROWN)
    for dx, dy, r in ((0, .82, .17), (-.17, .74, .14), (.17, .75, .14)):
        a.oval(x + dx * h, y - dy * h, r * h, shade(leaf, .85))
    for i in range(-9, 10):
        sx, top = x + i * h * .034, y - h * (.93 - abs(i) * .016)
        long = h * (.34 + (i * 7 % 5) * .06)
        a.curve([(sx, top), (sx + i * h * .004, top + long * .5), (sx + i * h * .003, top + long)], h * .024,
                shade(leaf, .88 + (i * 5 % 4) * .08))


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
        path = [(x + i * w + 7 * (-1) ** j, y - h * j / 4 - abs(i) * 6) for j in range(5)]
        a.glow(lambda m, path=path: m.curve(path, 15, "white"), WHITE, .7, 8)


def zongzi(a, x, y, r):
    a.poly([(x, y - r), (x + r, y + r * .6), (x - r, y + r * .6)], MOSS)
    a.poly([(x, y - r), (x + r, y + r * .6), (x + r * .1, y + r * .6)], LEAF)
    a.line([(x - r * .55, y), (x + r * .62, y + r * .12)], r * .1, CREAM)
    a.line([(x - r * .7, y + r * .26), (x + r * .78, y + r * .36)], r * .1, CREAM)


def books(a, x, y, width, height, seed):
    """A row of upright books, now and then one that leans or a plant."""
    colours, at, i = (RED, TEAL, OCHRE, SLATE, CREAM, ROSE, MOSS, SEA), x, seed
    while at < x + width - 30:
        w, h = 15 + i * 7 % 13, height * (.68 + (i * 5 % 7) * .045)
        c = colours[(i * 3 + seed) % 8]
        if i % 11 == 6:
            a.poly([(at + 20, y), (at + 20 + w, y), (at + w, y - h), (at, y - h + 4)], c)
            at += 24
        else:
            a.rect(at, y - h, at + w, y, c, 2), a.rect(at, y - h * .82, at + w, y - h * .76, shade(c, .8))
        at, i = at + w + 2, i + 1


def wheel(a, x, y, r):
    for i in range(12):
        t = i * math.pi / 6
        a.line([(x, y), (x + r * math.cos(t), y + r * math.sin(t))], 1.6, STEEL)
    a.ring(x, y, r, 9, INK), a.ring(x, y, r - 9, 3, ASH), a.oval(x, y, 9, STEEL)


def egret(a, x, y, k, face=1):
    a.line([(x, y), (x, y - 30 * k)], 2.5 * k, INK)
    a.blob([(x - face * 26 * k, y - 28 * k), (x, y - 50 * k), (x + face * 18 * k, y - 42 * k),
            (x + face * 8 * k, y - 28 * k)], WHITE)
    a.curve([(x + face * 12 * k, y - 42 * k), (x + face * 22 * k, y - 58 * k), (x + face * 12 * k, y - 70 * k),
            (x + face * 22 * k, y - 80 * k)], 5.5 * k, WHITE)
    a.oval(x + face * 23 * k, y - 80 * k, 5 * k, WHITE)
    a.line([(x + face * 27 * k, y - 80 * k), (x + face * 42 * k, y - 77 * k)], 2.5 * k, OCHRE)


def old_photo(a, x, y, w, h, kind):
    """A sepia picture: a street, a bell tower, people in a row or a tree."""
    low, mid, high = "#8c7358", "#b39a78", "#dccdaf"
    a.rect(x, y, x + w, y + h, high), a.rect(x, y + h * .72, x + w, y + h, mid)
    if kind % 4 == 0:
        for i, f in enumerate((.5, .34, .58, .42)):
            a.rect(x + w * (i * .25 + .02), y + h * (.74 - f), x + w * (i * .25 + .23), y + h * .74,
                    (low, mid)[i % 2])
    elif kind % 4 == 1:
        for i in range(6):
            cx = x + w * (i + .5) / 6
            a.oval(cx, y + h * .38, w * .04, low)
            a.rect(cx - w * .055, y + h * .47, cx + w * .055, y + h * .88, (low, mid, "#9d8464")[i % 3], 8)
    elif kind % 4 == 2:
        a.rect(x + w * .36, y + h * .3, x + w * .64, y + h * .76, low), a.oval(x + w * .5, y + h * .44, w * .08, high)
        a.poly([(x + w * .28, y + h * .31), (x + w * .72, y + h * .31), (x + w * .5, y + h * .1)], "#6f5a45")
    else:
        a.rect(x + w * .47, y + h * .4, x + w * .53, y + h * .8, low), a.oval(x + w * .5, y + h * .34, h * .25, low)
        a.oval(x + w * .66, y + h * .42, h * .15, "#9d8464")
