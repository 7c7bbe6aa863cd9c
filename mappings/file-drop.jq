# A row of a dropped file (CSV, or JSON lines) -> a rating.
# Your tool's columns have other names? Copy this, change the right-hand sides, and say in the route file
# (recordId) which column is the id. docs/sources/files.md
#
# In:  {record, lookup, source}
#   record        the row: {column: value}; in CSV every value is text, "" where there is none
#   lookup        {}: nothing is fetched for it
#   source.id     the id of this source, such as "file-drop"
#   source.file, source.line
#                 the file, and the line that the row begins in
#   source.key    the row's id, or a hash of the row where it has none
# Out: a rating; nothing for a row without a score; an error for one that cannot be
#      a rating, which puts it into quarantine, and into the report beside the file.
#
# Columns: id, submitted_at (required), updated_at, ticket_id, agent_id, agent_email, score, min_score, max_score,
#          label, comment, channel, skill_id, queue_id, survey_id, requester_id. Others are ignored.
#
# Try it:  jq -f file-drop.jq <<< '{"record": {…}, "lookup": {}, "source": {"id": "file-drop", "key": "1"}}'
# Test it: file-drop.test.yaml, run by "csat-relay lint".

# A value that is there.
def given: if type == "string" and (gsub("\\s"; "") == "") then null else . end;

# A number, which CSV has as text.
def number($column):
  given
  | if type == "string" then (. as $text | try tonumber catch error("\($column) is no number")) else . end;

# ISO 8601. A space may stand for the T; a time without an offset is UTC, a date alone its midnight.
def time:
  given
  | if type != "string" then . else
      gsub("^\\s+|\\s+$"; "") | sub(" "; "T")
      | if test("T") | not then . + "T00:00:00Z"
        elif test("(Z|[+-][0-9]{2}:?[0-9]{2})$") then .
        else . + "Z" end
    end;

. as $in
| .record
| if type == "object" then . else error("the row does not fit the header") end
| if (.score | given) == null and (has("score") | not) then error("there is no column score") else . end
| (.score | number("score")) as $score
| if $score == null then
    empty
  else
    {
      external_id: ((.id | given) // $in.source.key),
      updated_at: (.updated_at | time),
      submitted_at: (.submitted_at | time),
      ticket_id: (.ticket_id | given),
      agent_id: (.agent_id | given),
      agent_email: (.agent_email | given),
      score: $score,
      min_score: ((.min_score | number("min_score")) // 1),
      max_score: ((.max_score | number("max_score")) // 5),
      score_label: (.label | given),
      comment: (.comment | given),

      # Only for reports.
      channel: (.channel | given),
      skill_id: (.skill_id | given),
      queue_id: (.queue_id | given),
      account_id: $in.source.id,
      survey_id: (.survey_id | given),
      requester_id: (.requester_id | given)
    }
  end
