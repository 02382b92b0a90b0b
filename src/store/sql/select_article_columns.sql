SELECT article.id, issue.date, article.page_id, article.kind,
       (SELECT count(*) FROM photo WHERE photo.article_id = article.id)
FROM article
JOIN page ON page.id = article.page_id
JOIN issue ON issue.id = page.issue_id
ORDER BY issue.date DESC, issue.paper_id, length(page.number), page.number, article.source_id, article.ordinal
