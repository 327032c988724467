-- Puts a contact in its queue and offers it at once where an agent is free. A contact known already, open or over, is left as it is.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact  ARGV[2] line  ARGV[3] demand key  ARGV[4] priority  ARGV[5] waiting since, ms; then the common arguments (call.lua)
-- Returns { EnqueueOutcome }
--- @include steps
--- @table EnqueueOutcome
if loadContact(ARGV[1]) then
  return { EnqueueOutcome.AlreadyKnown }
end

local contact = { id = ARGV[1], line = ARGV[2], demand = ARGV[3], priority = ARGV[4], waitingSince = tonumber(ARGV[5]), state = 'waiting' }
contact.score = contact.waitingSince - Boost[contact.priority]
knowDemand(contact.demand)
wait(contact)
local enqueued = emit('enqueued', { contact = contact })
if not matchContact(contact) then
  enqueued.detail = { policy = policy.name, skipped = skipped(contact.demand) }
end
finish()
return { EnqueueOutcome.Enqueued }
