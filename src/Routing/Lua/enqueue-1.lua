-- Puts a contact in its queue and offers it at once where an agent is free. A contact known already, open or over, is left as it is.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact JSON { id, line, demand, priority, waitingSince, knownTo?, task? }  ARGV[2] name of its plan  ARGV[3] plan JSON;
-- then the common arguments (call.lua)
-- Returns { EnqueueOutcome }
local contact = cjson.decode(ARGV[1])
if loadContact(contact.id) then
  return { EnqueueOutcome.AlreadyKnown }
end

knowPlan(ARGV[2], ARGV[3])
contact.plan, contact.state = ARGV[2], 'waiting'
arrive(contact)
return { EnqueueOutcome.Enqueued }
