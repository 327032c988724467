-- Where a contact stands. Its position counts everybody ahead who waits, or rings at somebody, and could be served by one of the same agents.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact; then the common arguments (call.lua)
-- Returns { StepOutcome, contact JSON or '', position, assignment JSON or '' }
local contact = loadContact(ARGV[1])
if not contact then
  return { StepOutcome.Unknown, '', 0, '' }
end

local id = contact.asg or contact.wraps and contact.wraps[#contact.wraps]
local assignment = id and loadAssignment(id)
return { StepOutcome.Done, packed[contact], positionOf(contact, queueOfContact(contact)), assignment and packed[assignment] or '' }
