SELECT draft.source_id, draft.part, draft.saved_at, source.name, source.sha256
FROM draft
JOIN source ON source.id = draft.source_id
ORDER BY draft.saved_at
