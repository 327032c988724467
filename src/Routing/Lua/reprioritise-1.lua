-- Changes the order of a contact, by a supervisor's word, which is recorded.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact  ARGV[2] priority  ARGV[3] by whom; then the common arguments (call.lua)
-- Returns { StepOutcome }
local contact = loadContact(ARGV[1])
local refused = not contact and StepOutcome.Unknown or contact.state == 'closed' and StepOutcome.NotPossibleNow
  or contact.priority == ARGV[2] and StepOutcome.Done
if refused then
  return { refused }
end

local before, where = contact.priority, contact.stands
contact.priority = ARGV[2]
if where then
  stepOut(contact)
  stand(contact, where)
  schedule(contact)
end
saveContact(contact)
emit('reprioritised', { contact = contact, detail = { from = before, by = ARGV[3] } })
if contact.state == 'waiting' and not contact.asg then
  matchContact(contact)
end
return { StepOutcome.Done }
