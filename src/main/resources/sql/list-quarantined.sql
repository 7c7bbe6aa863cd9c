-- Parameters: after (a number), limit.
SELECT id, source, external_id AS "externalId", NULL AS "ticketId", reason, at AS "at"
FROM quarantine
WHERE id > :?after
ORDER BY id
LIMIT :?limit
