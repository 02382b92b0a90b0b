SELECT field, reason, line, doubt
FROM remark
WHERE article_id = ?1
ORDER BY doubt DESC, line, id
