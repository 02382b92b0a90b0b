INSERT INTO source (name, sha256, media_type, encoding, imported_at, bytes)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
