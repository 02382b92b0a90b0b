-- 地图: schema 4. Where a person put the blocks of the schematic map; empty where nobody did. Codes that the list of
-- places lacks mean nothing and do no harm.
CREATE TABLE map_block (
  code        INTEGER PRIMARY KEY,
  grid_column INTEGER NOT NULL,
  grid_row    INTEGER NOT NULL
);

-- What the staff put in the place of the schematic map, byte for byte as it was handed in: boundaries as GeoJSON, or a
-- picture of a map or plan.
CREATE TABLE map_layer (
  kind     TEXT PRIMARY KEY CHECK (kind IN ('boundaries', 'plan')),
  name     TEXT NOT NULL,
  sha256   BLOB NOT NULL,
  bytes    BLOB NOT NULL,
  added_at TEXT NOT NULL
);

-- Where a place lies on the plan, in parts of its width and height.
CREATE TABLE map_pin (
  code INTEGER PRIMARY KEY,
  x    REAL NOT NULL CHECK (x BETWEEN 0 AND 1),
  y    REAL NOT NULL CHECK (y BETWEEN 0 AND 1)
);
