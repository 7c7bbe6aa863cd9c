# What a Zendesk trigger pushes when a customer rates a ticket -> a rating.
# The body is the trigger's own: docs/sources/webhooks.md shows the one that this mapping takes.
#
# In:  {record, lookup, source}
#   record          the body of the delivery
#   lookup          {}: nothing is fetched for it
#   source.id       the id of this source, such as "zendesk-webhook"
# Out: a rating; nothing for a survey that was not answered; an error for a score
#      that nobody knows, which puts the record into quarantine.
#
# Try it:  jq -f zendesk-webhook.jq <<< '{"record": {…}, "lookup": {}, "source": {"id": "zendesk-webhook"}}'
# Test it: zendesk-webhook.test.yaml, run by "csat-relay lint".

# A placeholder without a value is "": null then. One that Zendesk did not know is left as it stands.
def given:
  if . == "" or (type == "string" and contains("{{")) then null else . end;

. as $in
| .record
| if type == "object" then . else error("the body is not a JSON object") end
| (.score | given // "" | tostring | ascii_downcase) as $score

# Zendesk's words for a rating may be followed by more, as in "Good, I'm satisfied".
| (if $score | startswith("good") then 1
   elif $score | startswith("bad") then 0
   elif $score == "offered" or $score == "unoffered" then null
   else error("score is \(.score | tojson); known are good, bad, offered and unoffered")
   end) as $number

| if $number == null then
    empty
  else
    {
      external_id: .id,
      updated_at: ((.updated_at | given) // .created_at),
      submitted_at: .created_at,
      ticket_id: (.ticket_id | given),
      agent_id: (.assignee_id | given),
      agent_email: (.assignee_email | given),
      score: $number,
      min_score: 0,
      max_score: 1,
      score_label: (if $number == 1 then "good" else "bad" end),
      comment: .comment,

      # Only for reports.
      channel: (.channel | given),
      skill_id: (.group_id | given),
      queue_id: (.group_id | given),
      account_id: $in.source.id,
      requester_id: (.requester_id | given),

      # Rating a ticket anew is another delivery with an id of its own: reports count the later.
      supersedes_key: (if (.ticket_id | given) == null then null else "ticket:\(.ticket_id)" end)
    }
  end
