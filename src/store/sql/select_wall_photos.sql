SELECT article_id, id, width, height
FROM photo INDEXED BY photo_shape
WHERE article_id BETWEEN ?1 AND ?2
ORDER BY article_id, ordinal
