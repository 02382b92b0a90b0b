"""Draws the pictures of the sample paper: python3 draw.py (wants Pillow). One function for each picture, here for
2012 to 2014, in later.py for 2015 and 2016; the figures and things in them are in shapes.py. Coordinates are those
of the finished picture, in pixels."""
from later import bicycles, drill, exhibition, river
from shapes import (CREAM, PAPER, SAND, OCHRE, GOLD, RED, ROSE, BRICK, BROWN, WOOD, TEAL, SEA, MIST, LEAF, MOSS,
                    SLATE, STEEL, ASH, INK, WHITE, GREY, Art, books, house, person, shade, steam, willow, zongzi)


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
        a.oval(x, y - 96, 15, MOSS, 20), a.oval(x - 11, y - 86, 9, LEAF, 15), a.oval(x + 11, y - 88, 9, LEAF, 15)
    a.line([(392, 570), (372, 716)], 8, WOOD)
    a.blob([(356, 700), (390, 700), (384, 744), (368, 752), (354, 742)], STEEL)
    person(a, 440, 742, 2.7, RED, SLATE, "bob", "#4a3328", -1, ((395, 590), (384, 640)))
    person(a, 238, 740, 1.75, GOLD, TEAL, "tails", INK, 1, ((262, 655), (272, 660)))
    a.poly([(256, 664), (300, 664), (294, 706), (262, 706)], TEAL), a.line([(298, 690), (326, 668)], 6, TEAL)
    for i in range(4):
        a.oval(331 + i * 3, 678 + i * 14, 3, WHITE)
    person(a, 690, 738, 2.75, TEAL, BROWN, "cap", OCHRE, 1, ((650, 622), (742, 620)))
    a.poly([(716, 622), (772, 622), (764, 680), (724, 680)], STEEL), a.oval(744, 622, 28, MIST, 7)
    a.oval(892, 742, 70, BROWN, 17), a.oval(892, 738, 48, WOOD, 10)
    a.line([(892, 738), (890, 470)], 10, BROWN)
    for dx, dy, r in ((0, 0, 46), (-34, 26, 32), (30, 30, 30), (4, -34, 30)):
        a.oval(890 + dx, 470 + dy, r * .8, (MOSS, LEAF, LEAF, "#8fab6e")[r % 4], r)
    person(a, 985, 740, 2.75, SLATE, STEEL, "short", GREY, -1, ((895, 610), (897, 576)), lean=-6)
    a.save("20120316_03_图1")


def dumplings():
    a = Art(1200, 800, "#ecd9b4")
    a.rect(0, 0, 1200, 90, "#dcc293")
    a.rect(690, 110, 1090, 400, WOOD, 8), a.rect(706, 126, 1074, 384, "#dbe7df")
    a.oval(820, 300, 90, LEAF), a.oval(940, 330, 110, MOSS), a.oval(1030, 270, 60, LEAF)
    a.rect(690, 384, 1090, 400, WOOD), a.rect(690, 400, 1090, 450, "#ecd9b4")
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
        a.blob([(520, 596 - i * 6), (570, 580 - i * 6), (626, 590 - i * 6), (572, 600 - i * 6)],
                MOSS if i % 2 else LEAF)
    for i in range(3):
        a.rect(1012, 548 - i * 50, 1164, 598 - i * 50, SAND if i % 2 else GOLD, 6)
        a.rect(1012, 588 - i * 50, 1164, 598 - i * 50, WOOD)
    a.pie(1088, 450, 78, 180, 360, OCHRE, 34), a.oval(1088, 416, 9, BROWN)
    steam(a, 1088, 410, 150)
    a.save("20130621_03_图1")


def porridge():
    a = Art(1200, 800, "#dfe3df")
    for x, top in ((60, 210), (450, 180), (830, 220)):
        a.rect(x, top, x + 320, 560, "#cdb9a0")
        a.poly([(x - 26, top + 6), (x + 346, top + 6), (x + 296, top - 78), (x + 24, top - 78)], SLATE)
        a.blob([(x + 10, top - 60), (x + 24, top - 90), (x + 160, top - 96), (x + 296, top - 90), (x + 330, top - 36),
                (x + 240, top - 50),
                (x + 150, top - 30), (x + 70, top - 54)], WHITE)
        for wx in (x + 50, x + 190):
            a.rect(wx, top + 70, wx + 80, top + 190, BROWN, 3), a.rect(wx + 7, top + 77, wx + 73, top + 183, GOLD)
            a.rect(wx + 37, top + 77, wx + 43, top + 183, BROWN), a.rect(wx + 7, top + 124, wx + 73, top + 130, BROWN)
    a.blob([(-60, 560), (300, 536), (700, 556), (1260, 536), (1260, 880), (-60, 880)], "#f3f1ea")
    for x, flip in ((470, 1), (830, -1)):
        a.poly([(x - 20, 580), (x + 20, 580), (x + 13, 360), (x - 13, 360)], BROWN)
        for dx, dy, w in ((-110, 90, 12), (-60, 40, 10), (80, 60, 12), (120, 120, 9), (10, 20, 9), (-130, 160, 8)):
            a.curve([(x, 330 + dy * .3), (x + flip * dx * .5, 220 + dy * .6), (x + flip * dx, 80 + dy)], w, BROWN)
        for dx in (-110, -60, 80, 120):
            a.oval(x + flip * dx * .75, 150 + abs(dx) * .3, 13, WHITE, 6)
    for i in range(60):
        a.oval((i * 211) % 1200, (i * 97) % 720, 2.5 + i % 3, WHITE)
    person(a, 175, 752, 3.5, RED, SLATE, "bun", "#4a3328", 1, ((268, 560), (250, 590)), apron=PAPER)
    for x in (318, 566):
        a.poly([(x - 96, 620), (x + 96, 620), (x + 84, 756), (x - 84, 756)], BRICK)
        for j in range(3):
            for i in range(3):
                a.rect(x - 74 + i * 52 - j % 2 * 14, 640 + j * 38, x - 30 + i * 52 - j % 2 * 14, 668 + j * 38,
                        shade(BRICK, .87), 2)
        a.oval(x, 618, 112, INK, 30), a.oval(x, 612, 98, "#9c5f4a", 23), a.oval(x - 20, 608, 40, "#b37a5e", 8)
        for i in range(9):
            a.oval(x - 70 + i * 17, 606 + (i * 7) % 15, 4, (GOLD, RED, CREAM)[i % 3])
        steam(a, x, 586, 220, 36)
    a.line([(262, 548), (318, 612)], 7, WOOD)
    for x, c, h, t, s, k in ((740, TEAL, "short", GREY, OCHRE, 3.4), (890, OCHRE, "bob", "#4a3328", RED, 3.3),
            (1010, SLATE, "cap", RED, GOLD, 2.3),
                             (1105, "#8a5a6a", "bun", GREY, MIST, 3.3)):
        bowl = (x - 15 * k, 754 - 55 * k)
        person(a, x, 754, k, c, BROWN, h, t, -1, ((bowl[0] + 4, bowl[1] + 12), (bowl[0] + 22, bowl[1] + 14)), scarf=s)
        a.pie(bowl[0] + 8, bowl[1], 30, 0, 180, PAPER, 30), a.oval(bowl[0] + 8, bowl[1], 30, ASH, 7)
    a.save("20140110_03_图1")


def lamp():
    a = Art(1200, 900, "#39434f")
    a.rect(0, 0, 1200, 70, "#2f3843"), a.rect(0, 540, 1200, 900, "#46525f")
    a.rect(0, 530, 1200, 546, TEAL)
    a.rect(80, 250, 290, 780, "#31594f", 4), a.rect(98, 270, 272, 780, TEAL, 4), a.oval(252, 540, 9, GOLD)
    a.poly([(185, 300), (213, 328), (185, 356), (157, 328)], RED)
    a.poly([(185, 312), (201, 328), (185, 344), (169, 328)], GOLD)
    a.rect(360, 210, 560, 440, "#26303a", 4), a.rect(372, 222, 548, 428, "#22324a"), a.oval(500, 270, 22, CREAM)
    a.rect(456, 222, 464, 428, "#26303a"), a.rect(372, 320, 548, 327, "#26303a")
    for x, h in ((376, 70), (420, 96), (506, 60)):
        a.rect(x, 428 - h, x + 36, 428, "#33475f"), a.rect(x + 10, 440 - h, x + 18, 450 - h, GOLD)
    a.rect(0, 780, 1200, 900, "#59483c")
    for i in range(7):
        a.rect(960 + i * 40, 780 - (i + 1) * 62, 1200, 780 - i * 62, ("#77614f", "#6b5647")[i % 2])
        a.rect(954 + i * 40, 780 - (i + 1) * 62, 1200, 788 - (i + 1) * 62, "#8f7661")
    a.line([(948, 640), (1200, 250)], 10, RED)
    a.glow(lambda m: m.oval(745, 180, 330, "white", 300), GOLD, .55, 90)
    a.glow(lambda m: m.poly([(470, 545), (700, 90), (850, 190)], "white"), CREAM, .35, 16)
    a.line([(745, 40), (745, 128)], 6, INK), a.pie(745, 168, 62, 180, 360, RED, 46)
    a.oval(745, 168, 30, "#fff3c8", 34)
    a.oval(745, 170, 18, WHITE, 22)
    for x0, x1 in ((700, 752), (838, 786)):
        a.line([(x0, 836), (x1, 390)], 11, OCHRE)
    for i in range(7):
        a.line([(707 + i * 7, 772 - i * 60), (831 - i * 7, 772 - i * 60)], 9, GOLD)
    person(a, 806, 550, 3.1, "#4d6478", "#8a6b4f", "short", GREY, -1, ((740, 206), (884, 440)), scarf=RED)
    a.rect(600, 772, 690, 836, RED, 6), a.rect(600, 788, 690, 796, shade(RED, .8))
    a.curve([(622, 772), (645, 742), (668, 772)], 7, BROWN)
    person(a, 415, 846, 3.5, ROSE, TEAL, "bun", "#d8d4cd", 1, ((466, 548), (392, 690)), apron=CREAM)
    a.line([(458, 562), (484, 522)], 17, INK), a.line([(478, 534), (487, 517)], 24, STEEL)
    a.save("20140110_04_图1")


def reading():
    a = Art(1200, 800, "#efe0c2")
    a.rect(0, 640, 1200, 800, WOOD)
    for y in (680, 730):
        a.line([(0, y), (1200, y)], 3, "#96683f")
    a.rect(60, 70, 800, 646, BROWN, 6)
    for j in range(4):
        a.rect(78, 88 + j * 138, 782, 212 + j * 138, "#54382a")
        books(a, 84, 212 + j * 138, 340, 120, j * 3 + 1), books(a, 440, 212 + j * 138, 340, 120, j * 5 + 4)
        a.rect(424, 88 + j * 138, 436, 212 + j * 138, BROWN)
    a.rect(880, 90, 1120, 380, WHITE, 4), a.rect(894, 104, 1106, 366, MIST), a.oval(940, 330, 80, LEAF)
    a.oval(1050, 300, 96, MOSS)
    a.rect(894, 366, 1106, 380, WHITE), a.rect(860, 380, 1140, 440, "#efe0c2")
    a.rect(1120, 200, 1150, 400, "#efe0c2"), a.rect(850, 200, 880, 400, "#efe0c2"), a.rect(880, 104, 894, 380, WHITE)
    a.rect(1106, 104, 1120, 380, WHITE), a.rect(996, 104, 1004, 366, WHITE), a.rect(866, 378, 1134, 394, CREAM, 3)
    a.rect(1050, 336, 1092, 380, BRICK, 4), a.oval(1071, 320, 26, LEAF)
    a.oval(600, 722, 520, RED, 70), a.oval(600, 720, 480, BRICK, 58), a.oval(600, 718, 440, RED, 46)
    a.glow(lambda m: m.oval(770, 480, 300, "white", 260), "#ffe9b0", .4, 90)
    for x, coat, hair, tint, face, k in ((215, TEAL, "short", INK, 1, 2.5), (390, OCHRE, "tails", "#4a3328", 1, 2.4),
            (1000, SEA, "bob", INK, -1, 2.5)):
        a.oval(x, 738, 82, shade(coat, .7), 22)
        a.line([(x - 48, 726), (x + 8, 712), (x + 58, 728)], 25, SLATE)
        a.line([(x + 52, 726), (x - 44, 730)], 22, shade(SLATE, 1.15))
        y = 724 + 30 * k
        person(a, x, y, k, coat, None, hair, tint, face, ((x - 34, 694), (x + 38, 694)))
        a.poly([(x - 44, 662), (x + 2, 676), (x + 48, 662), (x + 48, 706), (x + 2, 720), (x - 44, 706)],
                (RED, CREAM, GOLD)[x % 3])
        a.line([(x + 2, 676), (x + 2, 720)], 3, BROWN)
    for x in (694, 838):
        a.line([(x, 590), (x + (-12 if x < 760 else 12), 738)], 12, BROWN)
    a.rect(800, 410, 846, 600, BROWN, 18), a.rect(680, 580, 850, 604, BROWN, 10)
    person(a, 765, 708, 3.35, SLATE, "#8a5a6a", "bun", "#d8d4cd", -1, ((672, 530), (718, 532)),
            feet=((664, 730), (700, 734)), scarf=RED)
    a.poly([(628, 478), (690, 500), (754, 478), (754, 544), (690, 566), (628, 544)], RED)
    a.poly([(634, 472), (690, 494), (690, 558), (634, 536)], PAPER)
    a.poly([(748, 472), (690, 494), (690, 558), (748, 536)], CREAM)
    a.save("20140926_03_图1")


if __name__ == "__main__":
    for picture in (planting, dumplings, porridge, lamp, reading, drill, bicycles, river, exhibition):
        picture()
