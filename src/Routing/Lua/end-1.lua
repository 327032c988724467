-- The agent ends it: the contact closes as answered, the assignment goes to wrap-up.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] assignment  ARGV[2] agent; then the common arguments (call.lua)
-- Returns { StepOutcome }
--- @include steps
local assignment = loadAssignment(ARGV[1])
local refused = refuse(assignment, ARGV[2], 'end', { wrapUp = true, done = true })
if refused then
  return { refused }
end

local contact = loadContact(assignment.contact)
move(assignment, 'end')
close(contact, 'ended', 'answered')
emit('ended', { contact = contact, assignment = assignment })
settleById(assignment.agent)
finish()
return { StepOutcome.Done }
