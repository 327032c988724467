-- Publishes an order about a live call, for the gateway to carry out. Nothing moves.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact  ARGV[2] the agent who must be talking with the person, or ''  ARGV[3] what is ordered  ARGV[4] the order as JSON;
-- then the common arguments (call.lua)
-- Returns { StepOutcome }
local contact = loadContact(ARGV[1])
if not contact then
  return { StepOutcome.Unknown }
elseif contact.state == 'closed' then
  return { StepOutcome.NotPossibleNow }
end

local assignment = contact.asg and loadAssignment(contact.asg) or nil
if ARGV[2] ~= '' then
  if contact.state ~= 'inHand' or assignment.agent ~= ARGV[2] then
    return { StepOutcome.NotYours }
  elseif assignment.state ~= 'active' then
    return { StepOutcome.NotPossibleNow }
  end
end
emit('ordered', { contact = contact, assignment = assignment, reason = ARGV[3], detail = ARGV[4] })
return { StepOutcome.Done }
