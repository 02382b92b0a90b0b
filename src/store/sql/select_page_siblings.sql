SELECT sibling.id, sibling.headline
FROM article
JOIN page_version AS own ON own.id = article.version_id
JOIN page_version ON page_version.page_id = own.page_id AND page_version.current
JOIN article AS sibling ON sibling.version_id = page_version.id
WHERE article.id = ?1
ORDER BY page_version.number, sibling.ordinal
