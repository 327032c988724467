-- Publishes that there is something new to read about a contact. A message in a parked conversation stands in line for its agent.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact  ARGV[2] the news; then the common arguments (call.lua)
-- Returns { StepOutcome }
local contact = loadContact(ARGV[1])
if not contact then
  return { StepOutcome.Unknown }
end

local assignment = contact.asg and loadAssignment(contact.asg) or nil
local isReply = ARGV[2] == 'messageReceived' and assignment and assignment.state == 'parked' and not assignment.reply
if isReply then
  replied(contact, assignment)
end
emit('news', { contact = contact, assignment = assignment, reason = ARGV[2] })
if isReply then
  settleById(assignment.agent)
end
return { StepOutcome.Done }
