-- A waiting person is promised a call back: their contact closes, and a task of ours waits in its place.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact  ARGV[2] the task's id; then the common arguments (call.lua)
-- Returns { StepOutcome }
local contact = loadContact(ARGV[1])
local refused = not contact and StepOutcome.Unknown
  or loadContact(ARGV[2]) and (contact.close == 'callBackPromised' and StepOutcome.Done or StepOutcome.NotPossibleNow)
  or contact.state ~= 'waiting' and StepOutcome.NotPossibleNow
if refused then
  return { refused }
end

local offered = contact.asg and loadAssignment(contact.asg)
if offered then
  move(offered, 'withdraw')
end
close(contact, 'left', 'callBackPromised')
if offered then
  emit('withdrawn', { contact = contact, assignment = offered })
end
emit('closed', { contact = contact, reason = 'callBackPromised' })
arrive({
  id = ARGV[2], line = contact.line, demand = contact.demand, plan = contact.plan, priority = contact.priority,
  waitingSince = contact.waitingSince, knownTo = contact.knownTo, state = 'waiting', task = 'callBack',
}, 'callBack')
if offered then
  settleById(offered.agent)
end
return { StepOutcome.Done }
