-- What persons made of places and names: schema 4.

-- Further names of a place, with the years, months or days in which it was called so; open where NULL.
CREATE TABLE place_name (
  code       INTEGER NOT NULL REFERENCES place,
  name       TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('former', 'alias', 'variant')),
  valid_from TEXT,
  valid_to   TEXT,
  PRIMARY KEY (code, name)
) WITHOUT ROWID;

-- Names in a text that several places bear: a person must choose. Candidates are codes, the likeliest first.
CREATE TABLE open_place (
  article_id INTEGER NOT NULL REFERENCES article,
  field      TEXT NOT NULL,
  paragraph  INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  len        INTEGER NOT NULL,
  candidates TEXT NOT NULL,
  PRIMARY KEY (article_id, field, paragraph, start)
) WITHOUT ROWID;
CREATE TRIGGER search_place_open AFTER INSERT ON open_place BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (new.article_id);
END;
CREATE TRIGGER search_place_settled AFTER DELETE ON open_place BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (old.article_id);
END;

-- Recognitions that a person confirmed: reading the text anew leaves them.
CREATE TABLE place_confirmed (
  article_id INTEGER NOT NULL REFERENCES article,
  field      TEXT NOT NULL,
  paragraph  INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  len        INTEGER NOT NULL,
  code       INTEGER NOT NULL REFERENCES place,
  PRIMARY KEY (article_id, field, paragraph, start)
) WITHOUT ROWID;

-- Recognitions that a person refused: these words of this paper do not mean this place.
CREATE TABLE place_refused (
  paper TEXT NOT NULL,
  words TEXT NOT NULL,
  code  INTEGER NOT NULL REFERENCES place,
  PRIMARY KEY (paper, words, code)
) WITHOUT ROWID;

-- Words whose articles are to be read anew for their places; those up to an article are done.
CREATE TABLE place_recheck (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  words TEXT NOT NULL,
  -- In this paper only; in all where NULL.
  paper TEXT,
  upto  INTEGER NOT NULL DEFAULT 0
);

-- Persons named with an office: 社区党支部书记刘凯平(右一). In a caption, the paragraph is the number of the photo.
CREATE TABLE person_mention (
  article_id INTEGER NOT NULL REFERENCES article,
  person_id  INTEGER NOT NULL REFERENCES person,
  office     TEXT NOT NULL,
  -- Where the person stands in the picture, as printed: 右一.
  position   TEXT,
  field      TEXT NOT NULL,
  paragraph  INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  len        INTEGER NOT NULL,
  PRIMARY KEY (article_id, field, paragraph, start)
) WITHOUT ROWID;
CREATE TRIGGER search_person_named AFTER INSERT ON person_mention BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (new.article_id);
END;
CREATE TRIGGER search_person_unnamed AFTER DELETE ON person_mention BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (old.article_id);
END;

-- Whom a printed name means: another name of the same person, or in one paper somebody of their own. An empty paper
-- means any that has no rule of its own.
CREATE TABLE person_rule (
  name   TEXT NOT NULL,
  paper  TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (name, paper)
) WITHOUT ROWID;

-- Every edit with what it changed, so that it can be undone and done again; JSON.
CREATE TABLE edit_journal (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  subject    TEXT NOT NULL CHECK (subject IN ('place', 'person')),
  entered_at TEXT NOT NULL,
  edit       TEXT NOT NULL,
  changes    TEXT NOT NULL,
  undone     INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
);
