-- 收藏情况: schema 3. What persons say of a paper's life. Rows stay until a person takes them back; of two that disagree
-- the later number counts. What is guessed from the issues held is not kept.
CREATE TABLE coverage_entry (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  paper_id   INTEGER NOT NULL REFERENCES paper,
  -- Open where NULL.
  first_day  TEXT,
  last_day   TEXT,
  fact       TEXT NOT NULL CHECK (fact IN
    ('pattern', 'founded', 'ended', 'renamed_from', 'suspended', 'issued', 'combined', 'pages')),
  -- The pattern, the former name, the date printed on a combined issue, the last pages; empty of other facts.
  value      TEXT NOT NULL,
  -- Where it is known from.
  note       TEXT,
  entered_at TEXT NOT NULL
);
