-- Where a contact stands. Its position counts everybody ahead who waits, or rings at somebody, and could be served by one of the same agents.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact; then the common arguments (call.lua)
-- Returns { StepOutcome, contact JSON or '', position, assignment JSON or '' }
--- @include records
--- @table StepOutcome
local contact = loadContact(ARGV[1])
if not contact then
  return { StepOutcome.Unknown, '', 0, '' }
end

local position = 0
if contact.state == 'waiting' then
  local before = '(' .. string.format('%.0f', contact.score)
  for _, demand in ipairs(redis.call('SMEMBERS', keys.demands)) do
    if demand == contact.demand or redis.call('SINTERCARD', 2, keys.skilled(demand), keys.skilled(contact.demand), 'LIMIT', 1) == 1 then
      position = position + redis.call('ZCOUNT', keys.queue(demand), '-inf', before) + redis.call('ZCOUNT', keys.ringing(demand), '-inf', before)
    end
  end
  position = position + 1
end
local assignment = contact.asg and loadAssignment(contact.asg)
return { StepOutcome.Done, packed[contact], position, assignment and packed[assignment] or '' }
