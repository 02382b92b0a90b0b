SELECT article.id, article.headline, page.number, article.continues_on, article.continued_from
FROM article
JOIN page_version ON page_version.id = article.version_id AND page_version.current
JOIN page ON page.id = page_version.page_id
WHERE page.issue_id = ?1 AND (article.continues_on IS NOT NULL OR article.continued_from IS NOT NULL)
ORDER BY article.id
