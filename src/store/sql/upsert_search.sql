INSERT INTO search (text, folding, used)
VALUES (?1, ?2, (SELECT ifnull(max(used), 0) + 1 FROM search))
ON CONFLICT (text, folding) DO UPDATE SET used = (SELECT max(used) + 1 FROM search)
