SELECT article_id
FROM search JOIN read_mark ON search_id = search.id
WHERE text = ?1 AND folding = ?2
