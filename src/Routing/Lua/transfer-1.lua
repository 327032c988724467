-- Hands a contact to a person, a skill or a line; it keeps its place and its story. In hand: the owner goes to wrap-up. Waiting: it is moved.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] contact  ARGV[2] the agent who must own it, or ''  ARGV[3] to one agent, or ''  ARGV[4] else its new demand key  ARGV[5] name of its plan
-- ARGV[6] plan JSON; then the common arguments (call.lua)
-- Returns { StepOutcome }
local contact, target = loadContact(ARGV[1]), ARGV[3] ~= '' and loadAgent(ARGV[3])
local assignment = contact and contact.asg and loadAssignment(contact.asg)
local trigger = assignment and (AssignmentLife[assignment.state].withdraw and 'withdraw' or 'transferredAway')
local function refusal()
  local isOwned = contact and contact.state == 'inHand' and assignment.agent == ARGV[2]
  if not contact or (ARGV[3] ~= '' and not target) then
    return StepOutcome.Unknown
  elseif ARGV[2] ~= '' and contact.handedOnBy == ARGV[2] and not isOwned then
    return StepOutcome.Done
  elseif ARGV[2] == '' and contact.state == 'waiting' and (contact.reservedFor or '') == ARGV[3] and (target or contact.demand == ARGV[4]) then
    return StepOutcome.Done
  elseif contact.state == 'closed' then
    return StepOutcome.NotPossibleNow
  elseif ARGV[2] ~= '' and not isOwned then
    return StepOutcome.NotYours
  elseif target and not (isReady(target) and (profileOf(target).capacity[queueOfContact(contact).channel] or 0) >= 1) then
    return StepOutcome.NotPossibleNow
  elseif target and assignment and assignment.agent == target.id and contact.state == 'inHand' then
    return StepOutcome.NotPossibleNow
  end
end
local refused = refusal()
if refused then
  return { refused }
end

local from = assignment and contact.state == 'inHand' and assignment.agent or nil
stepOut(contact)
if trigger == 'withdraw' then
  move(assignment, trigger)
elseif trigger then
  wrapUp(contact, assignment, trigger)
end
endReservation(contact)
if target then
  contact.reservedFor, contact.reservedUntil = target.id, now + settings.transfer
  if contact.declined then
    contact.declined[target.id] = nil
  end
else
  knowPlan(ARGV[5], ARGV[6])
  contact.demand, contact.plan, contact.stage = ARGV[4], ARGV[5], nil
end
contact.from, contact.again = now, now
if from then
  contact.knownTo = contact.knownTo or from
  contact.handedOnBy = from
  rest(contact, from)
end
moveContact(contact, 'transferred')
contact.asg = nil
enter(contact)
emit('transferred', { contact = contact, assignment = assignment, reason = target and 'toAgent' or 'toDemand' })
matchContact(contact)
if assignment then
  settleById(assignment.agent)
end
return { StepOutcome.Done }
