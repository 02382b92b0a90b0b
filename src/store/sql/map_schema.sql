-- 地图: schema 4. Where a person put the blocks of the schematic map; empty where nobody did. Codes that the list of
-- places lacks mean nothing and do no harm.
CREATE TABLE map_block (
  code        INTEGER PRIMARY KEY,
  grid_column INTEGER NOT NULL,
  grid_row    INTEGER NOT NULL
);

-- What the staff put in the place of the schematic map, byte for byte as it was handed in: 'boundaries', a GeoJSON file.
CREATE TABLE map_layer (
  kind     TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  sha256   BLOB NOT NULL,
  bytes    BLOB NOT NULL,
  added_at TEXT NOT NULL
);
