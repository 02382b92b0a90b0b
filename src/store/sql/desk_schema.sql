-- 阅读: schema 5. What persons set down at the reading desk, and where the picture of a page is held beside its text.

-- 查档单: what a person put aside to print or hand over, in order.
CREATE TABLE marked (
  article_id INTEGER PRIMARY KEY REFERENCES article,
  marked_at  TEXT NOT NULL
);

-- How a picture is turned on the screen, in quarters clockwise; the picture itself is never changed.
CREATE TABLE photo_turn (
  photo_id INTEGER PRIMARY KEY REFERENCES photo,
  quarters INTEGER NOT NULL CHECK (quarters BETWEEN 1 AND 3)
);

-- All that the photo wall lays out, so that it reads no pictures to know their shapes.
CREATE INDEX photo_shape ON photo (article_id, ordinal, width, height);

-- Where on a picture a person of its caption stands; parts of its width and height as it was handed in.
CREATE TABLE photo_point (
  photo_id INTEGER NOT NULL REFERENCES photo,
  name     TEXT NOT NULL,
  x        REAL NOT NULL CHECK (x BETWEEN 0 AND 1),
  y        REAL NOT NULL CHECK (y BETWEEN 0 AND 1),
  PRIMARY KEY (photo_id, name)
) WITHOUT ROWID;

-- 六要素 (GB/T 11821) as a person wrote them; what is proposed from the caption is kept nowhere.
CREATE TABLE photo_element (
  photo_id INTEGER NOT NULL REFERENCES photo,
  element  TEXT NOT NULL CHECK (element IN ('event', 'time', 'place', 'people', 'background', 'photographer')),
  words    TEXT NOT NULL,
  PRIMARY KEY (photo_id, element)
) WITHOUT ROWID;

-- 版面图: the picture of a printed page.
CREATE TABLE facsimile (
  page_id   INTEGER PRIMARY KEY REFERENCES page,
  source_id INTEGER NOT NULL REFERENCES source
);
