-- Schema 1 to 2. Tables whose columns or checks change are made anew beside the old ones, filled, and renamed:
-- https://sqlite.org/lang_altertable.html#otheralter. References are not checked meanwhile, and looked over after.

CREATE TABLE new_issue (
  id       INTEGER PRIMARY KEY,
  paper_id INTEGER NOT NULL REFERENCES paper,
  date     TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  -- 总第…期, as printed.
  number   TEXT,
  UNIQUE (paper_id, date)
);
INSERT INTO new_issue (id, paper_id, date)
SELECT id, paper_id, date FROM issue;
DROP TABLE issue;
ALTER TABLE new_issue RENAME TO issue;

CREATE TABLE page_version (
  id        INTEGER PRIMARY KEY,
  page_id   INTEGER NOT NULL REFERENCES page,
  source_id INTEGER NOT NULL REFERENCES source,
  -- Which page of the file, from 0.
  part      INTEGER NOT NULL,
  -- Counted within the page, from 1, in order of arrival.
  number    INTEGER NOT NULL,
  current   INTEGER NOT NULL CHECK (current IN (0, 1)),
  read_at   TEXT NOT NULL,
  UNIQUE (source_id, part),
  UNIQUE (page_id, number)
);
-- Every file was one page.
INSERT INTO page_version (id, page_id, source_id, part, number, current, read_at)
SELECT row_number() OVER (ORDER BY piece.source_id), piece.page_id, piece.source_id, 0,
       row_number() OVER (PARTITION BY piece.page_id ORDER BY piece.source_id), 1, source.imported_at
FROM (SELECT DISTINCT page_id, source_id FROM article) AS piece
JOIN source ON source.id = piece.source_id;

CREATE TABLE new_article (
  id             INTEGER PRIMARY KEY,
  version_id     INTEGER NOT NULL REFERENCES page_version,
  ordinal        INTEGER NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('article', 'photo')),
  incomplete     INTEGER NOT NULL CHECK (incomplete IN (0, 1)),
  first_line     INTEGER NOT NULL,
  last_line      INTEGER NOT NULL,
  kicker         TEXT,
  headline       TEXT NOT NULL,
  subtitle       TEXT,
  -- Paragraphs, parted by line feeds; none holds one.
  body           TEXT NOT NULL,
  -- Numbers of the paragraphs that are section heads, from 0, parted by commas.
  section_heads  TEXT NOT NULL,
  -- 下转, 上接: pages as printed.
  continues_on   TEXT,
  continued_from TEXT
);
INSERT INTO new_article (version_id, section_heads, id, ordinal, kind, incomplete, first_line, last_line, kicker, headline, subtitle, body)
SELECT page_version.id, '', article.id, ordinal, kind, incomplete, first_line, last_line, kicker, headline, subtitle, body FROM article JOIN page_version USING (source_id);
DROP TABLE article;
ALTER TABLE new_article RENAME TO article;
CREATE INDEX article_by_version ON article (version_id);

CREATE TABLE new_photo (
  id           INTEGER PRIMARY KEY,
  article_id   INTEGER NOT NULL REFERENCES article,
  ordinal      INTEGER NOT NULL,
  caption      TEXT NOT NULL,
  photographer TEXT,
  -- The credit as printed.
  credit       TEXT,
  -- The picture, where one was handed in.
  source_id    INTEGER REFERENCES source,
  width        INTEGER,
  height       INTEGER,
  thumbnail    BLOB,
  UNIQUE (article_id, ordinal)
);
INSERT INTO new_photo (id, article_id, ordinal, caption, photographer, source_id, width, height, thumbnail)
SELECT id, article_id, ordinal, caption, photographer, source_id, width, height, thumbnail FROM photo;
DROP TABLE photo;
ALTER TABLE new_photo RENAME TO photo;

CREATE TABLE new_article_person (
  article_id INTEGER NOT NULL REFERENCES article,
  ordinal    INTEGER NOT NULL,
  person_id  INTEGER NOT NULL REFERENCES person,
  role       TEXT NOT NULL CHECK (role IN ('correspondent', 'reporter', 'photographer', 'author')),
  PRIMARY KEY (article_id, ordinal)
) WITHOUT ROWID;
INSERT INTO new_article_person (article_id, ordinal, person_id, role)
SELECT article_id, ordinal, person_id, role FROM article_person;
DROP TABLE article_person;
ALTER TABLE new_article_person RENAME TO article_person;

CREATE TABLE new_event_date (
  article_id INTEGER NOT NULL REFERENCES article,
  date       TEXT NOT NULL,
  certainty  TEXT NOT NULL CHECK (certainty IN ('day', 'month', 'year', 'about')),
  words      TEXT NOT NULL,
  reason     TEXT NOT NULL,
  paragraph  INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  len        INTEGER NOT NULL,
  PRIMARY KEY (article_id, paragraph, start)
) WITHOUT ROWID;
INSERT INTO new_event_date (article_id, date, certainty, words, reason, paragraph, start, len)
SELECT article_id, date, certainty, words, reason, paragraph, start, len FROM event_date;
DROP TABLE event_date;
ALTER TABLE new_event_date RENAME TO event_date;

CREATE TABLE continuation (
  from_id INTEGER PRIMARY KEY REFERENCES article,
  to_id   INTEGER NOT NULL UNIQUE REFERENCES article
);

CREATE TABLE import_run (
  id         INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  ended_at   TEXT,
  -- Where relative paths begin.
  folder     TEXT NOT NULL,
  -- The files and folders asked for, and what was decided for all of their pages: JSON.
  request    TEXT NOT NULL
);

CREATE TABLE import_file (
  id       INTEGER PRIMARY KEY,
  run_id   INTEGER NOT NULL REFERENCES import_run,
  path     TEXT NOT NULL,
  status   TEXT NOT NULL CHECK (status IN ('pending', 'waiting', 'imported', 'skipped', 'failed')),
  reason   TEXT,
  articles INTEGER NOT NULL,
  photos   INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  UNIQUE (run_id, path)
);

CREATE TABLE draft (
  source_id INTEGER NOT NULL REFERENCES source,
  part      INTEGER NOT NULL,
  saved_at  TEXT NOT NULL,
  json      TEXT NOT NULL,
  PRIMARY KEY (source_id, part)
) WITHOUT ROWID;

CREATE TABLE habit (
  paper TEXT NOT NULL,
  shape TEXT NOT NULL,
  role  TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (paper, shape, role)
) WITHOUT ROWID;
