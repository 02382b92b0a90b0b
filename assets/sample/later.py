"""The pictures of the sample paper for 2015 and 2016; see draw.py."""
from shapes import (CREAM, PAPER, SAND, OCHRE, GOLD, RED, ROSE, BRICK, BROWN, WOOD, TEAL, SEA, MIST, LEAF, MOSS,
                    SLATE, STEEL, ASH, INK, WHITE, SKIN, GREY, Art, egret, house, old_photo, person, shade, tree,
                    wheel, willow)


def drill():
    a = Art(1200, 800, "#dfe6e2")
    for x, w, h, c in ((-20, 260, 430, "#d9b79c"), (270, 300, 360, SAND), (600, 250, 440, "#d9b79c"),
            (880, 340, 380, SAND)):
        house(a, x, 560, w, h, c, None, 4, 4, "#8fb3b0"), a.rect(x - 8, 548 - h, x + w + 8, 562 - h, BRICK)
    tree(a, 570, 566, 200, LEAF), tree(a, 862, 566, 180, MOSS), tree(a, 250, 566, 170, LEAF)
    a.rect(0, 556, 1200, 800, "#c9c2b4"), a.rect(0, 556, 1200, 574, "#b3ab9b")
    a.line([(60, 250), (600, 270), (1140, 250)], 3, BROWN)
    for i in range(18):
        x, y = 75 + i * 62, 251 + 18 * (1 - abs(i - 8.5) / 8.5)
        a.poly([(x, y), (x + 40, y), (x + 20, y + 36)], (RED, GOLD, TEAL)[i % 3])
    for i, (dx, dy, r) in enumerate(((0, 0, 46), (26, -66, 56), (-14, -140, 66), (40, -220, 76), (4, -300, 70))):
        a.glow(lambda m: m.oval(700 + dx, 540 + dy, r, "white"), SLATE, .55 - i * .08, 20)
    a.poly([(600, 690), (800, 690), (776, 746), (624, 746)], STEEL), a.oval(700, 690, 100, INK, 20)
    for dx, h, w, c in ((-50, 110, 34, BRICK), (0, 180, 46, RED), (52, 120, 34, BRICK), (-24, 96, 26, OCHRE),
            (26, 106, 26, OCHRE), (2, 84, 22, GOLD)):
        x = 700 + dx
        a.blob([(x - w, 688), (x - w * .8, 688 - h * .45), (x + w * .1, 690 - h), (x + w * .9, 688 - h * .4),
                (x + w, 688), (x, 704)], c)
    spray = [(452, 584), (660, 610), (700, 690), (600, 706)]
    a.glow(lambda m: m.poly(spray, "white"), WHITE, .95, 9)
    for dx, r in ((0, 30), (40, 36), (82, 30), (-40, 24)):
        a.glow(lambda m: m.oval(628 + dx, 694, r, "white"), WHITE, .8, 7)
    person(a, 150, 742, 3.5, OCHRE, OCHRE, "helmet", INK, 1, ((252, 560), (110, 620)))
    for y in (532, 590):
        a.rect(104, y, 196, y + 13, "#f1e3a4")
    person(a, 335, 742, 3.4, TEAL, SLATE, "short", INK, 1, ((446, 580), (404, 596)))
    a.rect(378, 590, 428, 700, RED, 16), a.rect(392, 570, 414, 594, INK, 3), a.line([(402, 574), (430, 566)], 8, INK)
    a.rect(384, 626, 422, 660, CREAM), a.curve([(410, 582), (436, 610), (452, 586)], 8, INK)
    a.poly([(444, 574), (470, 584), (458, 598)], INK)
    for x, c, h, t, k, hands in ((880, ROSE, "bob", "#4a3328", 3.3, ((858, 560), (884, 556))),
            (985, SLATE, "tails", INK, 2.2, ((978, 648), (992, 650))),
                                 (1085, RED, "short", GREY, 3.4, ((1050, 560), (1078, 556)))):
        person(a, x, 742, k, c, BROWN, h, t, -1, hands)
    a.save("20151211_03_图1")


def bicycles():
    a = Art(1200, 900, "#c98a72")
    for j in range(17):
        for i in range(-1, 13):
            x, y = i * 100 + j % 2 * 50, j * 42
            a.rect(x + 2, y + 2, x + 97, y + 39, ("#c4806a", "#cf937c", "#bd7862")[(i * 5 + j * 3) % 3], 2)
    a.rect(0, 690, 1200, 900, "#b8ada0")
    for i in range(8):
        a.line([(i * 190 - 60, 900), (i * 150 + 80, 690)], 3, "#a59a8d")
    a.rect(850, 180, 1110, 690, "#55463c"), a.rect(868, 198, 1092, 690, TEAL), a.rect(976, 198, 984, 690, "#24514f")
    a.oval(960, 460, 9, GOLD), a.oval(1000, 460, 9, GOLD)
    for x in (908, 1020):
        a.poly([(x + 16, 290), (x + 44, 318), (x + 16, 346), (x - 12, 318)], RED)
    for x in (70, 760):
        a.rect(x, 160, x + 14, 720, BROWN)
    for i in range(10):
        a.poly([(50 + i * 75, 120), (125 + i * 75, 120), (133 + i * 77, 220), (50 + i * 77, 220)],
                (RED, CREAM)[i % 2])
        a.pie(91 + i * 77, 219, 39, 0, 180, (RED, CREAM)[i % 2], 24)
    a.rect(40, 108, 812, 126, BROWN, 4)
    for x, r in ((160, 50), (285, 44)):
        a.line([(x, 230), (x, 310)], 3, BROWN), a.ring(x, 350 + 6, r, 11, INK)
    a.line([(590, 240), (590, 290)], 3, BROWN), a.line([(690, 240), (690, 290)], 3, BROWN)
    a.rect(560, 290, 720, 350, WOOD, 5)
    a.line([(600, 334), (672, 306)], 10, CREAM), a.ring(682, 303, 16, 8, CREAM), a.ring(594, 336, 13, 7, CREAM)
    a.rect(200, 735, 290, 752, BROWN, 5), a.line([(215, 750), (205, 850)], 10, BROWN)
    a.line([(275, 750), (285, 850)], 10, BROWN)
    wheel(a, 480, 740, 92), wheel(a, 750, 740, 92)
    for path in ([(480, 740), (560, 600), (700, 600), (610, 745), (480, 740)], [(560, 600), (610, 745)],
            [(750, 740), (692, 570)]):
        a.line(path, 10, TEAL)
    a.line([(560, 600), (548, 572)], 9, STEEL), a.rect(510, 558, 592, 576, INK, 8)
    a.curve([(692, 572), (680, 548), (720, 540), (742, 556)], 9, STEEL)
    a.ring(610, 745, 24, 7, OCHRE), a.line([(610, 745), (632, 786)], 7, INK), a.rect(616, 784, 650, 794, INK, 3)
    person(a, 258, 880, 3.7, SLATE, "#6a5b4e", "cap", "#5a6a78", 1, ((400, 696), (384, 730)),
            feet=((368, 846), (336, 852)), apron=WOOD)
    a.line([(396, 694), (462, 730)], 10, ASH), a.ring(470, 735, 15, 8, ASH), a.oval(396, 694, 15, SKIN)
    a.rect(60, 790, 180, 850, RED, 5), a.rect(60, 806, 180, 813, shade(RED, .8))
    a.curve([(92, 790), (120, 758), (148, 790)], 7, INK)
    person(a, 905, 850, 4.1, OCHRE, SLATE, "bob", "#4a3328", -1, ((742, 566), (900, 690)), scarf=TEAL)
    a.line([(1010, 846), (1010, 640)], 9, STEEL), a.rect(998, 700, 1022, 846, RED, 8)
    a.line([(984, 640), (1036, 640)], 10, INK), a.rect(976, 842, 1044, 854, INK, 4)
    a.save("20151211_04_图1")


def river():
    a = Art(1200, 800, "#eef0e0")
    a.blob([(-60, 330), (200, 220), (470, 290), (760, 200), (1000, 280), (1280, 230), (1280, 460), (-60, 460)], MIST)
    for x, w, h, c in ((30, 130, 130, CREAM), (170, 110, 100, SAND), (900, 120, 120, CREAM), (1030, 140, 150, SAND)):
        house(a, x, 400, w, h, c, SLATE, 2, 3, SEA)
    a.rect(0, 396, 1200, 800, SEA), a.blob([(-60, 390), (240, 386), (330, 430), (-60, 450)], LEAF)
    a.blob([(880, 424), (960, 386), (1260, 386), (1260, 450)], LEAF)
    a.poly([(270, 420), (330, 360), (480, 296), (605, 276), (730, 296), (880, 360), (940, 420)], "#c6b9a4")
    a.curve([(270, 406), (340, 346), (480, 284), (605, 264), (730, 284), (870, 346), (940, 406)], 14, "#a89a86")
    for x, r in ((605, 92), (446, 54), (764, 54)):
        a.pie(x, 424, r + 9, 180, 360, "#a89a86"), a.pie(x, 426, r, 180, 360, MIST)
        a.rect(x - r, 396, x + r, 428, "#82b3ad")
        a.pie(x, 424, r, 0, 180, "#7fb0ab", r * .7)
    for i in range(26):
        x, y = (i * 257) % 1150, 450 + (i * 61) % 330
        a.line([(x, y), (x + 50 + i % 4 * 22, y)], 4, ("#82b3ad", "#5f9691")[i % 2])
    willow(a, 1080, 440, 340, LEAF), willow(a, 130, 440, 300, "#8aa566")
    egret(a, 985, 474, 1), egret(a, 1048, 500, 1.15, -1), egret(a, 268, 474, .9)
    a.curve([(860, 150), (885, 136), (905, 152), (925, 134), (950, 146)], 6, WHITE)
    a.curve([(760, 110), (780, 100), (796, 112), (812, 98), (832, 108)], 5, WHITE)
    a.glow(lambda m: m.oval(640, 716, 350, "white", 20), TEAL, .6, 8)
    person(a, 400, 690, 3.2, RED, SLATE, "cap", OCHRE, -1, ((318, 560), (352, 520)), lean=-4)
    a.line([(425, 448), (215, 690)], 8, WOOD)
    a.poly([(238, 660), (186, 694), (176, 736), (214, 728), (250, 684)], CREAM)
    a.line([(238, 660), (186, 694), (250, 684), (238, 660)], 5, BROWN)
    person(a, 640, 716, 3.0, GOLD, BROWN, "bob", "#4a3328", -1, ((580, 590), (600, 600)))
    a.rect(520, 594, 604, 670, TEAL, 8), a.oval(562, 594, 42, "#24514f", 9)
    for x, y, c in ((542, 584, LEAF), (566, 578, OCHRE), (584, 586, CREAM)):
        a.oval(x, y, 13, c, 9)
    person(a, 850, 690, 3.1, SLATE, STEEL, "short", INK, -1, ((790, 560), (822, 530)))
    a.line([(742, 330), (872, 780)], 8, WOOD)
    a.blob([(270, 652), (330, 668), (640, 676), (930, 668), (1010, 646), (960, 724), (640, 742), (330, 726)], BROWN)
    a.curve([(276, 654), (420, 672), (640, 678), (860, 674), (1004, 650)], 12, WOOD)
    for x, y in ((120, 716), (158, 748), (90, 758)):
        a.oval(x, y, 24, MOSS, 7), a.oval(x + 12, y - 4, 10, LEAF, 4)
    a.save("20160520_02_图1")


def exhibition():
    a = Art(1200, 900, "#e9dcc3")
    a.rect(0, 0, 1200, 66, SLATE), a.rect(0, 700, 1200, 900, "#a98561"), a.rect(0, 690, 1200, 706, BROWN)
    frames = ((70, 190, 230, 170), (340, 150, 300, 220), (690, 190, 190, 240), (930, 160, 210, 160),
            (930, 370, 210, 150), (690, 470, 190, 120), (340, 420, 300, 150))
    for i, x in enumerate((185, 490, 785, 1035)):
        a.glow(lambda m: m.poly([(x - 18, 84), (x + 18, 84), (x + 150, 600), (x - 150, 600)], "white"), "#fff4d2", .6,
                26)
        a.line([(x, 60), (x, 84)], 5, INK), a.poly([(x - 15, 78), (x + 15, 78), (x + 24, 108), (x - 24, 108)], INK)
    for i, (x, y, w, h) in enumerate(frames):
        a.rect(x + 5, y + 7, x + w + 5, y + h + 7, "#cbbb9b"), a.rect(x, y, x + w, y + h, (BROWN, INK, RED)[i % 3])
        a.rect(x + 8, y + 8, x + w - 8, y + h - 8, PAPER)
        old_photo(a, x + 22, y + 22, w - 44, h - 44, i)
    a.rect(760, 690, 1110, 850, SLATE, 4), a.rect(790, 730, 1080, 812, "#4c5966", 4)
    a.rect(745, 610, 1125, 700, "#cfe0dc", 4), a.rect(745, 690, 1125, 706, BROWN, 3)
    a.rect(790, 650, 850, 690, RED, 3), a.oval(900, 668, 22, OCHRE), a.oval(900, 668, 8, "#cfe0dc")
    a.rect(950, 640, 1000, 690, CREAM, 2), a.rect(960, 652, 990, 656, STEEL), a.rect(960, 664, 985, 668, STEEL)
    a.line([(1040, 690), (1040, 656)], 6, INK), a.pie(1040, 656, 26, 180, 360, TEAL)
    person(a, 215, 858, 4.0, TEAL, SLATE, "bun", "#d8d4cd", 1, ((150, 690), (402, 556)), scarf=RED)
    for x, k, c, h, t in ((500, 3.7, OCHRE, "short", INK), (622, 2.6, RED, "tails", "#4a3328"),
            (735, 3.8, SLATE, "bob", "#5a3d2e")):
        person(a, x, 862, k, c, BROWN, h, t, 1,
                ((None, None), ((565, 722), None), ((664, 740), None))[(500, 622, 735).index(x)], back=True)
    a.save("20160520_03_图1")
