-- 版面图与目录: schema 6. Where a page stands in the file that has its picture, where its words stand on it, and which
-- column of a catalogue says what.

ALTER TABLE facsimile ADD COLUMN sheet INTEGER NOT NULL DEFAULT 0;

-- The words of a version of a page: JSON, [line, text, [left, top, width, height]], in ten-thousandths of the picture.
CREATE TABLE page_words (
  version_id INTEGER PRIMARY KEY REFERENCES page_version,
  words      TEXT NOT NULL
);

-- 档号: under which an archive keeps it, as its catalogue gives it.
ALTER TABLE article ADD COLUMN reference TEXT;
CREATE INDEX article_by_reference ON article (reference) WHERE reference IS NOT NULL;

-- A person's word on the columns of a catalogue, by its head; JSON.
CREATE TABLE catalogue_layout (
  header  TEXT PRIMARY KEY,
  columns TEXT NOT NULL
) WITHOUT ROWID;
