SELECT article.id, issue.date, page.id, article.kind,
       (SELECT count(*) FROM photo WHERE photo.article_id = article.id)
FROM article
JOIN page_version ON page_version.id = article.version_id AND page_version.current
JOIN page ON page.id = page_version.page_id
JOIN issue ON issue.id = page.issue_id
ORDER BY issue.date DESC, issue.paper_id, length(page.number), page.number, page_version.number, article.ordinal
