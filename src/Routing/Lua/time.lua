-- What time brings to one assignment, and to one contact.
local function assignmentDue(assignment)
  if not assignment or not IsOpen[assignment.state] then
    return
  end
  local agent = loadAgent(assignment.agent)
  local isOver = assignment.deadline and assignment.deadline <= now
  if assignment.state == 'offered' then
    lapse(assignment)
  elseif assignment.state == 'connecting' then
    connectFailed(assignment, 'timeout')
  elseif assignment.state == 'parked' and isOver then
    parkedDue(assignment)
  elseif AssignmentLife[assignment.state].agentLost and not (agent and agent.connected) then
    agentLost(assignment, 'graceEnded')
  end
end

local function expire(contact)
  close(contact, 'expired', 'expired')
  emit('closed', { contact = contact, reason = 'expired' })
end

local function contactDue(contact)
  if not contact or contact.state ~= 'waiting' or contact.asg then
    return
  end
  contact.due = nil
  local plan = planOf(contact)
  if expires(contact, plan) and (contact.again or contact.waitingSince) + plan.expires <= now then
    expire(contact)
  elseif contact.reservedFor and contact.reservedUntil <= now then
    release(contact)
  else
    local before = contact.stage
    if contact.reservedFor then
      schedule(contact)
      saveContact(contact)
    else
      enter(contact)
    end
    if contact.stage ~= before then
      emit('relaxed', { contact = contact, detail = whyNot(contact) })
    end
    matchContact(contact)
  end
end
