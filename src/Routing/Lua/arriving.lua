-- A contact comes to wait for the first time.

-- The agent who knows the story is there but busy, and the policy waits for them a while.
local function isKeptForStory(contact)
  local plan, agent = planOf(contact), contact.knownTo and loadAgent(contact.knownTo)
  if (plan.story or 0) == 0 or contact.task or not agent or not isReady(agent) then
    return false
  end
  local queue = queueOfContact(contact)
  return levelIn(profileOf(agent), queue) and not couldTake(contact, queue, agent.id)
end

-- Emits that it came, and what became of it. The record is complete but for its place.
local function arrive(contact, reason)
  contact.waitingSince = math.min(contact.waitingSince, now)
  setStage(contact, stageNow(contact))
  knowQueue(queueOfContact(contact))
  if contact.begunBy and loadAgent(contact.begunBy) then
    contact.reservedFor, contact.reservedUntil = contact.begunBy, now + settings.transfer
  end
  local isKept = isKeptForStory(contact)
  if isKept then
    contact.reservedFor, contact.reservedUntil = contact.knownTo, now + planOf(contact).story
  end
  local at, agent, counts, detail = reserveFact(), nil, nil, nil
  if not isKept then
    agent, counts = matchContact(contact)
  end
  if not agent then
    enter(contact)
    detail = whyNot(contact, counts)
  end
  emit('enqueued', { contact = contact, reason = reason, detail = detail }, at)
end

-- Puts one assignment of a contact from Records back into its agent's hands.
local function restoreAssignment(contact, assignment)
  local agent = loadAgent(assignment.agent)
  if not agent then
    -- Nothing is offered to them before they are heard and sign on again.
    agent = { id = assignment.agent, status = 'available', connected = false, since = now, idle = now, reason = 'restored' }
    saveAgent(agent)
    counted[root] = nil
  end
  assignment.contact, assignment.channel = contact.id, queueOfContact(contact).channel
  if assignment.state == 'wrapUp' then
    contact.wraps = contact.wraps or {}
    contact.wraps[#contact.wraps + 1] = assignment.id
  else
    contact.asg = assignment.id
    if assignment.state == 'connecting' then
      assignment.deadline = now + settings.connect
      redis.call('ZADD', keys.deadlines, scored(assignment.deadline), 'a:' .. assignment.id)
    elseif not Exclusive[assignment.channel] and not agent.connected then
      startGrace(assignment)
    end
  end
  saveAssignment(assignment, true)
  if assignment.state == 'parked' then
    -- Whether something unread waited in it is not known any more: rather look once too often.
    replied(contact, assignment)
  end
  return assignment
end
