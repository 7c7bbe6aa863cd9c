# A response to a Qualtrics survey (a line of an ndjson export) -> a rating.
#
# In:  {record, lookup, source}
#   record                  {responseId, values, labels, displayedFields, …} as Qualtrics exports it
#   lookup                  {}: nothing is fetched for it
#   source.id               the id of this source, such as "qualtrics"
#   source.survey_id        QUALTRICS_SURVEY_ID
#   source.score_question   QUALTRICS_SCORE_QUESTION, such as "QID1"
#   source.score_min, source.score_max
#                           QUALTRICS_SCORE_MIN and _MAX; 1 and 5 when absent
# Out: a rating; nothing for a preview, a test, an unfinished response and one without
#      a score; an error for a score that is no number, which puts the record into quarantine.
#
# Try it:  jq -f qualtrics.jq <<< '{"record": {…}, "lookup": {}, "source": {"id": "qualtrics", "score_question": "QID1"}}'
# Test it: qualtrics.test.yaml, run by "csat-relay lint".

# What a question is called in MaestroQA: exports have its id alone. Such as {"QID2": "What went wrong?"}.
def questions: {};

# externalDataReference is the ticket's id, as MaestroQA's document advises. Where your survey's links put the agent into
# it too, behind the ticket's id and "|" ("400123|35436" or "400123|agent@company.com"), it is taken apart here.
def reference:
  if . == null then
    {}
  else
    (tostring | split("|")) as $parts
    | ($parts[1:] | join("|")) as $agent
    | { ticket: $parts[0] }
      + (if $agent == "" then {} elif ($agent | contains("@")) then { email: $agent } else { agent: $agent } end)
  end;

# Answers that are text hold what the customer wrote; empty ones say nothing.
def words: select(type == "string" and . != "");

# A number, also where it was exported as text.
def number: if type == "string" then (tonumber? // .) else . end;

# The place of a question in the survey: QID2 comes before QID10.
def place: ltrimstr("QID") | split("_") | [(.[0] | tonumber? // 1000000), length, join("_")];

. as $in
| .record
| if type == "object" then . else error("the line is no JSON object") end
| . as $record
| (.values // {}) as $values
| (.labels // {}) as $labels
| ($in.source.score_question // "") as $question

# 0 is a real answer; others are previews, tests, imports and spam.
| if ($values.status | number) != 0 or ($values.finished | number) != 1 then
    empty
  elif $question == "" then
    error("source.score_question is not there: which question is the score? set QUALTRICS_SCORE_QUESTION")
  elif $values[$question] == null or $values[$question] == "" then
    # Shown and not answered is no rating. Never shown is more likely a wrong setting.
    if (.displayedFields | length) > 0 and (.displayedFields | any(. == $question) | not) then
      error("the score's question \($question) is not in this response: check QUALTRICS_SCORE_QUESTION")
    else
      empty
    end
  else
    ($values[$question] | number) as $score
    | (($in.source.score_min // 1) | number) as $min
    | (($in.source.score_max // 5) | number) as $max
    | ($values.externalDataReference | reference) as $reference

    # The other answers in the survey's order: QIDn is a choice, QIDn_TEXT the customer's own words.
    | ([ $values | to_entries[]
        | select(.key | startswith("QID"))
        | select(.key != $question and .value != null and .value != "" and .value != [])
        | select(.key | endswith("_NPS_GROUP") | not)
        | .place = (.key | place)
        | .own = (.key | endswith("_TEXT"))
      ] | sort_by(.place)) as $others

    # The words beside the score are its comment, else the first words of the survey.
    | ([ ($others[] | select(.own and .key == "\($question)_TEXT") | .value | words),
         ($others[] | select(.own) | .value | words) ][0]) as $comment
    | ([ $others[] | select(.own and .value == $comment) | .key ][0]) as $commented

    | {
        external_id: .responseId,
        submitted_at: $values.recordedDate,
        ticket_id: $reference.ticket,
        agent_id: ($values.agent_id // $reference.agent),
        agent_email: ($values.agent_email // $reference.email),
        score: $score,
        min_score: $min,
        max_score: $max,
        score_label: $labels[$question],
        comment: $comment,

        # None of these has a scale that is known here: they carry the rating's own number.
        clarifying_answers: [
          $others[]
          | select(.key != $commented)
          | (.key | rtrimstr("_TEXT")) as $asked
          | {
              question: (questions[$asked] // $asked),
              score: $score,
              min_score: $min,
              max_score: $max
            }
            + if .own then
                { comment: .value }
              else
                { score_label: ([($labels[.key] // .value) | if type == "array" then .[] else . end | tostring] | join(", ")) }
              end
        ],

        # Only for reports: embedded data of these names, if your survey has them.
        channel: $values.channel,
        skill_id: $values.skill_id,
        queue_id: $values.queue_id,
        requester_id: $values.requester_id,
        account_id: $in.source.id,
        survey_id: $in.source.survey_id
      }
  end
