SELECT text, folding, name
FROM search
ORDER BY name IS NULL, CASE WHEN name IS NOT NULL THEN name END, used DESC
