-- 图钉: schema 5. Where places stand on the plan that the staff loaded (map_layer of kind 'plan'); parts of its width and
-- height. Codes that the list of places lacks mean nothing and do no harm.
CREATE TABLE map_pin (
  code INTEGER PRIMARY KEY,
  x    REAL NOT NULL CHECK (x BETWEEN 0 AND 1),
  y    REAL NOT NULL CHECK (y BETWEEN 0 AND 1)
);

-- What persons did to blocks and pins, step by step, each with what was before; JSON. Steps can be undone and done
-- again after a restart too.
CREATE TABLE map_step (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  entered_at TEXT NOT NULL,
  change     TEXT NOT NULL,
  undone     INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
);
