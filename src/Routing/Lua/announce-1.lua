-- Publishes that there is something new to read about a contact.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact  ARGV[2] the news; then the common arguments (call.lua)
-- Returns { StepOutcome }
--- @include events
--- @table StepOutcome
local contact = loadContact(ARGV[1])
if not contact then
  return { StepOutcome.Unknown }
end

emit('news', { contact = contact, assignment = contact.asg and loadAssignment(contact.asg) or nil, reason = ARGV[2] })
commit()
return { StepOutcome.Done }
