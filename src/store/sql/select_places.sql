SELECT code, name, official, origin
FROM place
WHERE merged_into IS NULL AND NOT withdrawn
ORDER BY code || ''
