INSERT INTO search_segment (state, articles, characters, common, highest_id, days, gone, alive_at)
VALUES ('building', 0, 0, 0, 0, x'', x'', unixepoch())
