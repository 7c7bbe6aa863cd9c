# A Zendesk survey response (GET /api/v2/guide/survey_responses) -> a rating.
#
# In:  {record, lookup, source}
#   record            one element of "survey_responses", as Zendesk sent it
#   lookup.survey     {questions: […]}: the questions of its version of the survey, with texts, options and scale
#   lookup.ticket     its ticket when the answer was first seen; null when it is gone; missing when there is none
#   lookup.earlier    the rating that an earlier version of the record became; missing when there is none
#   source.id         the id of this source, such as "zendesk-surveys"
# Out: a rating; nothing for a survey that was not answered, or whose question for satisfaction was skipped; an error for
#      what nobody knows, which puts the record into quarantine.
#
# Try it:  jq -f zendesk-survey.jq <<< '{"record": {…}, "lookup": {}, "source": {"id": "zendesk-surveys"}}'
# Test it: zendesk-survey.test.yaml, run by "csat-relay lint".

# The words of a text {type, value}, or nothing: not of a placeholder that only Zendesk can fill in.
def words:
  (if type == "object" then .value else . end)
  | select(type == "string" and . != "" and (contains("{{") | not));

# A time as text that sorts: without the Z, so that 09:30:00 comes before 09:30:00.001.
def sortable: tostring | rtrimstr("Z");

. as $in
| .record as $record
| ($in.lookup.survey.questions // []) as $questions

# A question as the survey's definition has it; show gives it with the answer itself.
| def asked: .question as $q | ([$questions[] | select(.id == $q.id)][0] // $q);
  def scale: [asked | .options[]? | .rating | numbers];

if ($record.answers | type) != "array" then
  error("answers is \($record.answers | tojson), not a list")
else
  [$record.answers[] | select(.question.sub_type == "customer_satisfaction")][0] as $csat
  | if $csat == null or $csat.type == "skipped" then
      empty
    elif $csat.type != "rating_scale" then
      error("the answer for satisfaction has the type \($csat.type | tojson); known are rating_scale and skipped")
    elif ($csat | scale | length) < 2 then
      error("the scale of survey \($record.survey.id | tojson), version \($record.survey.version | tojson), is not known")
    else
      ($csat | scale) as $scale
      | $csat.rating as $number
      | ($scale | min) as $min
      | ($scale | max) as $max

      # The other answers, in the survey's order; the first words are the rating's comment.
      | [$record.answers[] | select(.question.sub_type != "customer_satisfaction" and .type != "skipped")] as $others
      | ([$others[] | select(.type == "open_ended") | .value | select(type == "string" and . != "")][0]) as $comment
      | ([$others | to_entries[] | select(.value.type == "open_ended" and .value.value == $comment) | .key][0]) as $commented

      # The agent whom the rating was for stays, whoever has the ticket now.
      | ($in.lookup.earlier // {}) as $earlier
      | (if ($earlier.agent_id // $earlier.skill_id // $earlier.channel) != null then
           $earlier
         else
           { agent_id: $in.lookup.ticket.assignee_id, skill_id: $in.lookup.ticket.group_id, channel: $in.lookup.ticket.via.channel }
         end) as $who

      | {
          external_id: $record.id,
          updated_at: ([$record.answers[].updated_at | values] | max_by(sortable)),
          submitted_at: $csat.created_at,
          ticket_id: ([$record.subjects[]? | select(.type == "ticket") | .id][0]),
          agent_id: $who.agent_id,
          score: $number,
          min_score: $min,
          max_score: $max,
          score_label: ([$csat | asked | .options[]? | select(.rating == $number) | .label | words][0] // $csat.rating_category),
          comment: $comment,

          clarifying_answers: [
            $others | to_entries[]
            | select(.key != $commented)
            | .value
            | ([asked | .headline | words][0] // .question.alias // .question.id) as $question
            | if .type == "rating_scale" and (scale | length) > 1 then
                .rating as $rating
                | {
                    question: $question,
                    score: $rating,
                    min_score: (scale | min),
                    max_score: (scale | max),
                    score_label: ([asked | .options[]? | select(.rating == $rating) | .label | words][0] // .rating_category)
                  }
              # What has no number of its own carries the rating's.
              elif .type == "closed_ended" then
                asked as $asked
                | [ .selections[]?.option_id as $id
                    | [$asked.options[]? | select(.id == $id) | .label | words][0] // $id
                    | values ]
                | select(length > 0)
                | { question: $question, score: $number, min_score: $min, max_score: $max, score_label: join(", ") }
              elif .type == "open_ended" then
                .value
                | select(type == "string" and . != "")
                | { question: $question, score: $number, min_score: $min, max_score: $max, comment: . }
              else
                error("an answer has the type \(.type | tojson), whose scale or meaning is not known")
              end
          ],

          # Only for reports.
          channel: $who.channel,
          skill_id: $who.skill_id,
          queue_id: $who.skill_id,
          account_id: $in.source.id,
          survey_id: $record.survey.id,
          requester_id: $record.responder_id
        }
    end
end
