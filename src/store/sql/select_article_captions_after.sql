SELECT photo.id, article_id
FROM photo JOIN article ON article.id = article_id
WHERE photo.id > ?1 AND article.kind = 'article' AND caption <> ''
ORDER BY photo.id
LIMIT ?2
