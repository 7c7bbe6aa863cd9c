# A Zendesk satisfaction rating (GET /api/v2/satisfaction_ratings) -> a rating.
#
# In:  {record, lookup, source}
#   record          one element of "satisfaction_ratings", as Zendesk sent it
#   lookup.reasons  "reasons" of GET /api/v2/satisfaction_reasons; may be missing
#   lookup.ticket   with ZENDESK_RATINGS_CHANNEL=ticket: its ticket; null when it is gone; missing when it was not asked for
#   lookup.earlier  the rating that an earlier version of the record became; missing when there is none, or no ticket is looked up
#   source.id       the id of this source, such as "zendesk-ratings"
# Out: a rating; nothing for a survey that was not answered; an error for a score
#      that nobody knows, which puts the record into quarantine.
#
# Try it:  jq -f zendesk-rating.jq <<< '{"record": {…}, "lookup": {}, "source": {"id": "zendesk-ratings"}}'
# Test it: zendesk-rating.test.yaml, run by "csat-relay lint".

# Text that says something: not empty, and not a placeholder of Zendesk's dynamic
# content such as {{dc.reason_slow}}, which only Zendesk can fill in.
def words:
  select(type == "string" and . != "" and (contains("{{") | not));

# The reasons that Zendesk has built in, by reason_code. Above 1000 they are custom.
def built_in_reason:
  {
    "5": "The issue took too long to resolve",
    "6": "The issue was not resolved",
    "7": "The agent's knowledge is unsatisfactory",
    "8": "The agent's attitude is unsatisfactory",
    "1000": "Some other reason"
  };

# A reason of the look-up in words, or nothing. Code 0 means that none was given.
def reason_in_words:
  select(.reason_code != 0)
  | [(.value | words), (.raw_value | words), (built_in_reason[.reason_code | tostring] | words)][0]
  | values;

. as $in
| .record
| .score as $score

# Asked but not answered: no rating.
| if $score == "offered" or $score == "unoffered" then
    empty
  elif $score != "good" and $score != "bad" then
    error("score is \($score | tojson); known are good, bad, offered and unoffered")
  else
    . as $record

    # good and bad are 1 and 0 on a scale of 0 to 1.
    | (if $score == "good" then 1 else 0 end) as $number

    # The reason: its text, or else what its id stands for. Ids are compared as text,
    # because very large numbers would be rounded before they are compared.
    | ([ ($record.reason | words),
         ( $record.reason_id | values | tostring as $id
           | ($in.lookup.reasons // [])[]
           | select((.id | tostring) == $id)
           | reason_in_words )
       ][0]) as $reason

    | {
        external_id: .id,
        updated_at: (.updated_at // .created_at),
        submitted_at: .created_at,
        ticket_id: .ticket_id,
        agent_id: .assignee_id,
        score: $number,
        min_score: 0,
        max_score: 1,
        score_label: $score,
        comment: .comment,

        # A reason has no number of its own: it carries the rating's.
        clarifying_answers: [
          $reason
          | select(. != null and . != "No reason provided")
          | {
              question: "Reason for the rating",
              score: $number,
              min_score: 0,
              max_score: 1,
              score_label: .
            }
        ],

        # Only for reports. The channel is that of the ticket when it was looked up first.
        channel: ($in.lookup.earlier.channel // $in.lookup.ticket.via.channel),
        skill_id: .group_id,
        queue_id: .group_id,
        account_id: $in.source.id,
        requester_id: .requester_id,

        # A changed rating may be a new one for the same ticket: reports count the later.
        supersedes_key: (if .ticket_id == null then null else "ticket:\(.ticket_id)" end)
      }
  end
