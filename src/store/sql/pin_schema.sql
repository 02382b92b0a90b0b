-- 图钉: schema 5. Where places stand on the plan that the staff loaded (map_layer of kind 'plan'); parts of its width and
-- height. Codes that the list of places lacks mean nothing and do no harm.
CREATE TABLE map_pin (
  code INTEGER PRIMARY KEY,
  x    REAL NOT NULL CHECK (x BETWEEN 0 AND 1),
  y    REAL NOT NULL CHECK (y BETWEEN 0 AND 1)
);
