SELECT article.id, article.kind, article.kicker, article.headline, article.subtitle, article.body,
       article.incomplete, paper.name, issue.date, page.number, page.name,
       source.id, source.name, source.sha256, source.encoding
FROM article
JOIN source ON source.id = article.source_id
JOIN page ON page.id = article.page_id
JOIN issue ON issue.id = page.issue_id
JOIN paper ON paper.id = issue.paper_id
WHERE article.id = ?1
