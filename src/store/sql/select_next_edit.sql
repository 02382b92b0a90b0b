SELECT id, edit, changes
FROM edit_journal
WHERE subject = ?1 AND undone
ORDER BY id
LIMIT 1
