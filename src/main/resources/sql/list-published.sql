-- Parameters: after (a revision), limit.
SELECT id, source, from_at AS "fromAt", to_at AS "toAt", revision, score1, score2, score3, score4, score5, skills, agents
FROM published
WHERE revision > :?after
ORDER BY revision
LIMIT :?limit
