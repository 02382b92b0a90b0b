INSERT INTO page_version (page_id, source_id, part, number, current, read_at)
SELECT ?1, ?2, ?3, 1 + (SELECT count(*) FROM page_version WHERE page_id = ?1), ?4, ?5
