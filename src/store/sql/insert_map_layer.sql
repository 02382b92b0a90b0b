INSERT OR REPLACE INTO map_layer (kind, name, sha256, bytes, added_at)
VALUES (?1, ?2, ?3, ?4, ?5)
