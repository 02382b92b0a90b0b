-- Schema 3 to 4: places get what persons know of them; see upgrade_1_to_2.sql for the order. Run after
-- authority_schema.sql.

CREATE TABLE new_place (
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
INSERT INTO new_place (code, parent, name, official, origin)
SELECT code, parent, name, official, origin FROM place;
DROP TABLE place;
ALTER TABLE new_place RENAME TO place;
INSERT INTO place_name (code, name, kind)
SELECT code, name, 'alias' FROM place_alias;
DROP TABLE place_alias;
-- Names that were left open were kept as remarks only: their articles are read anew.
INSERT INTO place_recheck (words)
SELECT DISTINCT substr(reason, 2, instr(reason, '”') - 2) FROM remark
WHERE field = 'place' AND doubt AND reason LIKE '“%”在%都有，未能确定是哪一处';
-- And captions were not looked through for persons.
INSERT OR REPLACE INTO meta (key, value) VALUES ('captions_read', '0');
