SELECT page_version.id, page_version.number, page_version.current, page_version.read_at, source.id, source.name,
       page_version.part
FROM page_version
JOIN source ON source.id = page_version.source_id
WHERE page_version.page_id = ?1
ORDER BY page_version.number
