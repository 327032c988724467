-- The one door back: a contact that is open in Records and unknown here is put where it was. Waiting: to its queue, in its order.
-- In hand or in wrap-up: to its agents, who get no lease by it. What is known, or was over within the hour, is left as it is,
-- so any number of nodes may call this at once.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact JSON, as enqueue takes it, with close?  ARGV[2] name of its plan  ARGV[3] plan JSON
-- ARGV[4] JSON list of its assignments { id, agent, state, since }, oldest first  ARGV[5] the epoch in which it was found unknown;
-- then the common arguments (call.lua)
-- Returns { EnqueueOutcome, or ReturnCode.OtherEpoch: what is known has changed since, look again }
if epoch ~= ARGV[5] then
  return { ReturnCode.OtherEpoch }
end
local contact = cjson.decode(ARGV[1])
if loadContact(contact.id) then
  return { EnqueueOutcome.AlreadyKnown }
end

knowPlan(ARGV[2], ARGV[3])
contact.plan, contact.state = ARGV[2], 'waiting'
local given, owned = cjson.decode(ARGV[4]), {}
for _, assignment in ipairs(given) do
  owned[#owned + 1] = restoreAssignment(contact, assignment)
end
if contact.asg then
  contact.state = 'inHand'
elseif contact.close then
  contact.state = 'closed'
end
if contact.state == 'waiting' then
  arrive(contact, 'restored')
else
  save(keys.contacts, contact)
end
for _, each in ipairs(owned) do
  emit('agentChanged', { contact = contact, assignment = each, agent = loadAgent(each.agent), reason = 'restored' })
  settleById(each.agent)
end
return { EnqueueOutcome.Enqueued }
