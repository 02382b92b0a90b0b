UPDATE place
SET name = ?2, official = ?3, origin = ?4, named_from = ?5, valid_from = ?6, valid_to = ?7, notes = ?8,
    withdrawn = ?9, merged_into = ?10
WHERE code = ?1
