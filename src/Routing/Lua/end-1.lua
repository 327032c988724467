-- The agent ends it: the contact closes as answered, the assignment goes to wrap-up.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] assignment  ARGV[2] agent; then the common arguments (call.lua)
-- Returns { StepOutcome }
local assignment = loadAssignment(ARGV[1])
local refused = refuse(assignment, ARGV[2], 'end', { wrapUp = true, done = true })
if refused then
  return { refused }
end

local contact, wasParked = loadContact(assignment.contact), assignment.state == 'parked'
wrapUp(contact, assignment, 'end')
close(contact, 'ended', 'answered')
emit('ended', { contact = contact, assignment = assignment })
-- Wrapping up takes the room that talking took; only a parked conversation took none.
if wasParked then
  settleById(assignment.agent)
end
return { StepOutcome.Done }
