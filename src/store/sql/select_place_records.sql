SELECT code, name, official, origin, named_from, valid_from, valid_to, notes,
       withdrawn, merged_into
FROM place
ORDER BY code
