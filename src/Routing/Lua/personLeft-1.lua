-- The person is gone. Waiting or connecting: closed with the reason, an offer or a connection coming up is withdrawn.
-- Live: the assignment goes to wrap-up and the contact closes as answered.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact  ARGV[2] close reason; then the common arguments (call.lua)
-- Returns { StepOutcome }
local contact = loadContact(ARGV[1])
if not contact or contact.state == 'closed' then
  return { contact and StepOutcome.Done or StepOutcome.Unknown }
end

local assignment = contact.asg and loadAssignment(contact.asg)
local trigger = assignment and (AssignmentLife[assignment.state].withdraw and 'withdraw' or 'personLeft')
if trigger == 'withdraw' then
  move(assignment, trigger)
elseif trigger then
  wrapUp(contact, assignment, trigger)
end
close(contact, contact.state == 'waiting' and ARGV[2] == 'expired' and 'expired' or 'left', trigger == 'personLeft' and 'answered' or ARGV[2])
if assignment then
  emit(trigger == 'withdraw' and 'withdrawn' or 'personLeft', { contact = contact, assignment = assignment })
end
if trigger ~= 'personLeft' then
  emit('closed', { contact = contact, reason = ARGV[2] })
end
if assignment then
  settleById(assignment.agent)
end
return { StepOutcome.Done }
