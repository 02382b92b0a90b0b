INSERT INTO search (text, folding, used, name)
VALUES (?1, ?2, (SELECT ifnull(max(used), 0) + 1 FROM search), ?3)
ON CONFLICT (text, folding) DO UPDATE SET name = excluded.name
