SELECT field, reason, line, doubt
FROM remark
WHERE source_id = ?1 AND article_id IS NULL
ORDER BY id
