SELECT sibling.id, sibling.headline
FROM article
JOIN article AS sibling ON sibling.page_id = article.page_id
WHERE article.id = ?1
ORDER BY sibling.source_id, sibling.ordinal
