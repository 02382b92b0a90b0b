INSERT INTO place (code, parent, name, official, origin)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (code) DO NOTHING
