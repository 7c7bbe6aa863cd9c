-- Parameters: state (refused, held or unknown), after (a number), limit. The second condition names the index's own.
SELECT id, source, external_id AS "externalId", ticket_id AS "ticketId", reason, changed_at AS "at"
FROM outbox
WHERE state = :?state AND state IN ('refused', 'unknown', 'held') AND id > :?after
ORDER BY id
LIMIT :?limit
