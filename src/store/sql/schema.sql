-- Schema 6, but for the search index (search_schema.sql), coverage (coverage_schema.sql), places and names as persons
-- made them (authority_schema.sql), the map (map_schema.sql, pin_schema.sql), the desk (desk_schema.sql), pictures of
-- pages and catalogues (sheet_schema.sql). Text is stored as printed; positions are characters from 0; dates are ISO 8601 days.

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
  -- 总第…期, as printed.
  number   TEXT,
  UNIQUE (paper_id, date)
);

CREATE TABLE page (
  id       INTEGER PRIMARY KEY,
  issue_id INTEGER NOT NULL REFERENCES issue,
  number   TEXT NOT NULL,
  name     TEXT,
  UNIQUE (issue_id, number)
);

-- What one file, or one part of it, says of a page. All stay; what the screens show is of current ones only. Versions
-- of one page that share no items are current beside each other: one article a file.
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

CREATE TABLE article (
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
CREATE INDEX article_by_version ON article (version_id);

-- An article and the piece of it on another page of the same issue.
CREATE TABLE continuation (
  from_id INTEGER PRIMARY KEY REFERENCES article,
  to_id   INTEGER NOT NULL UNIQUE REFERENCES article
);

CREATE TABLE photo (
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

CREATE TABLE person (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE article_person (
  article_id INTEGER NOT NULL REFERENCES article,
  ordinal    INTEGER NOT NULL,
  person_id  INTEGER NOT NULL REFERENCES person,
  role       TEXT NOT NULL CHECK (role IN ('correspondent', 'reporter', 'photographer', 'author')),
  PRIMARY KEY (article_id, ordinal)
) WITHOUT ROWID;

CREATE TABLE place (
  code         INTEGER PRIMARY KEY,
  parent       INTEGER,
  -- What people call it, and what the list calls it: 安培社区, 安培社区居民委员会.
  name         TEXT NOT NULL,
  official     TEXT NOT NULL,
  origin       TEXT NOT NULL CHECK (origin IN ('list', 'hand', 'text')),
  -- Since when, until when there is such a place, and since when it is called so: years, months or days (ISO 8601).
  valid_from   TEXT,
  valid_to     TEXT,
  named_from   TEXT,
  notes        TEXT NOT NULL DEFAULT '',
  -- Withdrawn by a person, or merged into another: what names it counts for nothing, or for the other.
  withdrawn    INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  merged_into  INTEGER REFERENCES place,
  CHECK (merged_into IS NULL OR (merged_into <> code AND NOT withdrawn))
);

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
  certainty  TEXT NOT NULL CHECK (certainty IN ('day', 'month', 'year', 'about')),
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

-- One import: what was asked for, and what became of each file. A run that was broken off has no end.
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

-- A page that a person left half reviewed.
CREATE TABLE draft (
  source_id INTEGER NOT NULL REFERENCES source,
  part      INTEGER NOT NULL,
  saved_at  TEXT NOT NULL,
  json      TEXT NOT NULL,
  PRIMARY KEY (source_id, part)
) WITHOUT ROWID;

-- How often persons gave lines of a shape a role.
CREATE TABLE habit (
  paper TEXT NOT NULL,
  shape TEXT NOT NULL,
  role  TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (paper, shape, role)
) WITHOUT ROWID;
