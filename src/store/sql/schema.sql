-- Schema 1. Text is stored as printed; positions are characters from 0; dates are ISO 8601 days.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- One file as it was handed in. Never changed, never dropped.
CREATE TABLE source (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL,
  sha256      BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
  media_type  TEXT NOT NULL,
  encoding    TEXT,
  imported_at TEXT NOT NULL,
  bytes       BLOB NOT NULL
);

CREATE TABLE paper (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE issue (
  id       INTEGER PRIMARY KEY,
  paper_id INTEGER NOT NULL REFERENCES paper,
  date     TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  UNIQUE (paper_id, date)
);

CREATE TABLE page (
  id       INTEGER PRIMARY KEY,
  issue_id INTEGER NOT NULL REFERENCES issue,
  number   TEXT NOT NULL,
  name     TEXT,
  UNIQUE (issue_id, number)
);

CREATE TABLE article (
  id         INTEGER PRIMARY KEY,
  page_id    INTEGER NOT NULL REFERENCES page,
  source_id  INTEGER NOT NULL REFERENCES source,
  ordinal    INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('article', 'photo')),
  incomplete INTEGER NOT NULL CHECK (incomplete IN (0, 1)),
  first_line INTEGER NOT NULL,
  last_line  INTEGER NOT NULL,
  kicker     TEXT,
  headline   TEXT NOT NULL,
  subtitle   TEXT,
  -- Paragraphs, parted by line feeds; none holds one.
  body       TEXT NOT NULL
);
CREATE INDEX article_by_page ON article (page_id);

CREATE TABLE photo (
  id           INTEGER PRIMARY KEY,
  article_id   INTEGER NOT NULL REFERENCES article,
  ordinal      INTEGER NOT NULL,
  caption      TEXT NOT NULL,
  photographer TEXT,
  -- The picture, where one was handed in.
  source_id    INTEGER REFERENCES source,
  width        INTEGER,
  height       INTEGER,
  thumbnail    BLOB,
  UNIQUE (article_id, ordinal)
);

CREATE TABLE person (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE article_person (
  article_id INTEGER NOT NULL REFERENCES article,
  ordinal    INTEGER NOT NULL,
  person_id  INTEGER NOT NULL REFERENCES person,
  role       TEXT NOT NULL CHECK (role IN ('correspondent', 'reporter', 'photographer')),
  PRIMARY KEY (article_id, ordinal)
) WITHOUT ROWID;

CREATE TABLE place (
  code     INTEGER PRIMARY KEY,
  parent   INTEGER,
  name     TEXT NOT NULL,
  official TEXT NOT NULL,
  origin   TEXT NOT NULL CHECK (origin IN ('list', 'hand', 'text'))
);

CREATE TABLE place_alias (
  code INTEGER NOT NULL REFERENCES place,
  name TEXT NOT NULL,
  PRIMARY KEY (code, name)
) WITHOUT ROWID;

CREATE TABLE place_mention (
  article_id INTEGER NOT NULL REFERENCES article,
  code       INTEGER NOT NULL REFERENCES place,
  field      TEXT NOT NULL,
  paragraph  INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  len        INTEGER NOT NULL,
  PRIMARY KEY (article_id, field, paragraph, start)
) WITHOUT ROWID;

CREATE TABLE event_date (
  article_id INTEGER NOT NULL REFERENCES article,
  date       TEXT NOT NULL,
  certainty  TEXT NOT NULL CHECK (certainty IN ('day', 'month', 'year')),
  words      TEXT NOT NULL,
  reason     TEXT NOT NULL,
  paragraph  INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  len        INTEGER NOT NULL,
  PRIMARY KEY (article_id, paragraph, start)
) WITHOUT ROWID;

-- Why something was read as it was; a doubt asks a person to look.
CREATE TABLE remark (
  id         INTEGER PRIMARY KEY,
  source_id  INTEGER NOT NULL REFERENCES source,
  article_id INTEGER REFERENCES article,
  field      TEXT NOT NULL,
  reason     TEXT NOT NULL,
  line       INTEGER NOT NULL,
  doubt      INTEGER NOT NULL CHECK (doubt IN (0, 1))
);
CREATE INDEX remark_by_article ON remark (article_id);
