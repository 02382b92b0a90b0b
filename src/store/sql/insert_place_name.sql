INSERT INTO place_name (code, name, kind, valid_from, valid_to)
VALUES (?1, ?2, ?3, ?4, ?5)
