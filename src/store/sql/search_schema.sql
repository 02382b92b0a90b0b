-- The search index: schema 3. Articles are numbered within a segment in order of date; their lists stand in a table
-- search_list_N of the segment's own, so that it is written and dropped as a whole.

CREATE TABLE search_segment (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  -- building: not complete, to be dropped after a crash. current: what is searched. old: replaced, being dropped.
  state        TEXT NOT NULL CHECK (state IN ('building', 'current', 'old')),
  -- When its builder last wrote, in seconds since 1970.
  alive_at     INTEGER NOT NULL,
  articles     INTEGER NOT NULL,
  -- Characters of all of them.
  characters   INTEGER NOT NULL,
  -- Runs in at least so many articles are common: longer runs made of them have lists.
  common       INTEGER NOT NULL,
  highest_id   INTEGER NOT NULL,
  -- Day and first article of each day; a Roaring bitmap of articles that are no longer counted.
  days         BLOB NOT NULL,
  gone         BLOB NOT NULL
);

-- One value for each article of a segment.
CREATE TABLE search_column (
  segment_id INTEGER NOT NULL REFERENCES search_segment,
  name       TEXT NOT NULL,
  data       BLOB NOT NULL,
  PRIMARY KEY (segment_id, name)
);

-- Articles that came, changed or went since they were last indexed: what a segment says of them does not count, and
-- their text is looked through. A later change has a higher number.
CREATE TABLE search_changed (
  number     INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL UNIQUE
);

CREATE TRIGGER search_article_came AFTER INSERT ON article BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (new.id);
END;
CREATE TRIGGER search_article_changed AFTER UPDATE ON article BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (new.id);
END;
CREATE TRIGGER search_article_went AFTER DELETE ON article BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (old.id);
END;

CREATE TRIGGER search_photo_came AFTER INSERT ON photo BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (new.article_id);
END;
CREATE TRIGGER search_photo_changed
AFTER UPDATE OF article_id, ordinal, caption, photographer, credit, source_id ON photo BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (old.article_id), (new.article_id);
END;
CREATE TRIGGER search_photo_went AFTER DELETE ON photo BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (old.article_id);
END;

CREATE TRIGGER search_signed AFTER INSERT ON article_person BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (new.article_id);
END;
CREATE TRIGGER search_signed_otherwise AFTER UPDATE ON article_person BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (old.article_id), (new.article_id);
END;
CREATE TRIGGER search_unsigned AFTER DELETE ON article_person BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (old.article_id);
END;
CREATE TRIGGER search_person_changed AFTER UPDATE OF name ON person BEGIN
  INSERT OR REPLACE INTO search_changed (article_id)
  SELECT DISTINCT article_id FROM article_person WHERE person_id = new.id;
END;

CREATE TRIGGER search_place_named AFTER INSERT ON place_mention BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (new.article_id);
END;
CREATE TRIGGER search_place_named_otherwise AFTER UPDATE OF article_id, code ON place_mention BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (old.article_id), (new.article_id);
END;
CREATE TRIGGER search_place_unnamed AFTER DELETE ON place_mention BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) VALUES (old.article_id);
END;

CREATE TRIGGER search_version_changed AFTER UPDATE OF page_id, number, current ON page_version BEGIN
  INSERT OR REPLACE INTO search_changed (article_id) SELECT id FROM article WHERE version_id = new.id;
END;
CREATE TRIGGER search_page_changed AFTER UPDATE OF issue_id, number, name ON page BEGIN
  INSERT OR REPLACE INTO search_changed (article_id)
  SELECT article.id FROM page_version JOIN article ON article.version_id = page_version.id
  WHERE page_version.page_id = new.id;
END;
CREATE TRIGGER search_issue_changed AFTER UPDATE OF paper_id, date ON issue BEGIN
  INSERT OR REPLACE INTO search_changed (article_id)
  SELECT article.id FROM page
  JOIN page_version ON page_version.page_id = page.id JOIN article ON article.version_id = page_version.id
  WHERE page.issue_id = new.id;
END;
CREATE TRIGGER search_paper_changed AFTER UPDATE OF name ON paper BEGIN
  INSERT OR REPLACE INTO search_changed (article_id)
  SELECT article.id FROM issue JOIN page ON page.issue_id = issue.id
  JOIN page_version ON page_version.page_id = page.id JOIN article ON article.version_id = page_version.id
  WHERE issue.paper_id = new.id;
END;

-- Searches of before, the last used with the highest number; those with a name are filters that are kept for good, each
-- as its link (jiuwen:?…).
CREATE TABLE search (
  id      INTEGER PRIMARY KEY,
  text    TEXT NOT NULL,
  -- Which differences did not count, a bit for each.
  folding INTEGER NOT NULL,
  used    INTEGER NOT NULL,
  name    TEXT,
  UNIQUE (text, folding)
);

-- What was read under a search.
CREATE TABLE read_mark (
  search_id  INTEGER NOT NULL REFERENCES search ON DELETE CASCADE,
  article_id INTEGER NOT NULL,
  PRIMARY KEY (search_id, article_id)
) WITHOUT ROWID;
