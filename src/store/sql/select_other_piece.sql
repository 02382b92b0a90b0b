SELECT article.id, page.number
FROM article
JOIN page_version ON page_version.id = article.version_id
JOIN page ON page.id = page_version.page_id
WHERE article.id = ?1
