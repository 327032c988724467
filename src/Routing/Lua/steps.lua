-- The steps of the two lives. A step happens only where AssignmentLife and ContactLife have it; those tables come from Contracts.

-- Moves an assignment; it is saved, the caller emits.
local function move(assignment, trigger, deadline)
  local before = assignment.state
  assignment.state, assignment.since = AssignmentLife[before][trigger], now
  if deadline then
    redis.call('ZADD', keys.deadlines, scored(deadline), 'a:' .. assignment.id)
  elseif assignment.deadline or assignment.grace then
    redis.call('ZREM', keys.deadlines, 'a:' .. assignment.id)
  end
  assignment.deadline, assignment.grace = deadline, nil
  if assignment.reply then
    redis.call('ZREM', keys.reserved(assignment.agent), assignment.contact)
    assignment.reply = nil
  end
  if before ~= 'offered' and not IsOpen[assignment.state] then
    redis.call('HDEL', keys.tickets, assignment.id)
  end
  saveAssignment(assignment)
end

local function moveContact(contact, trigger)
  contact.state = assert(ContactLife[contact.state][trigger], 'no such step for the contact')
end

-- The assignment goes to wrap-up; the contact remembers it until the outcome is logged.
local function wrapUp(contact, assignment, trigger)
  move(assignment, trigger)
  contact.asg = nil
  contact.wraps = contact.wraps or {}
  contact.wraps[#contact.wraps + 1] = assignment.id
end

-- The contact waits (again). What was in hand meanwhile expires no sooner than if it came now.
local function wait(contact)
  if contact.state ~= 'waiting' then
    moveContact(contact, 'requeued')
    contact.from, contact.again = nil, now
  end
  contact.asg = nil
  enter(contact)
end

local function close(contact, trigger, reason)
  if contact.state == 'waiting' then
    leaveWaiting(contact)
  end
  moveContact(contact, trigger)
  contact.close = reason
  contact.asg = nil
  saveContact(contact)
end

-- Leaves the agent in peace about this contact for a while; nobody else is kept from it. A reservation for them ends.
local function rest(contact, agentId)
  contact.declined = contact.declined or {}
  contact.declined[agentId] = now + REST
end

local function refusedBy(contact, agentId)
  rest(contact, agentId)
  endReservation(contact)
end

local resume

-- After anything that may have given the agent room, or taken it: the next contact if one waits, else a place among the idle.
local function settle(agent)
  local work = workOf(agent.id)
  if forgetIfGone(agent, work) then
    return
  end
  local profile = profileOf(agent)
  local contact = hasRoom(agent, work) and chooseContact(agent, profile, work)
  if not contact then
    place(agent, profile, work)
  elseif contact.state == 'inHand' then
    resume(agent, contact)
  else
    offer(contact, agent, profile, {
      candidates = { { agent = agent.id, idleMs = now - agent.idle, level = levelIn(profile, queueOfContact(contact)) or nil } },
      story = contact.knownTo == agent.id or nil, reserved = contact.reservedFor == agent.id or nil,
    })
  end
end

local function settleById(agentId)
  local agent = loadAgent(agentId)
  if agent then
    settle(agent)
  end
end

-- A parked conversation goes on with its agent; there may be room for more.
function resume(agent, contact)
  local assignment = loadAssignment(contact.asg)
  move(assignment, 'resume')
  emit('resumed', { contact = contact, assignment = assignment })
  settle(agent)
end

-- A reservation is over: whoever else could take it may.
local function release(contact)
  stepOut(contact)
  endReservation(contact)
  enter(contact)
  emit('relaxed', { contact = contact, reason = 'reservationEnded', detail = whyNot(contact) })
  matchContact(contact)
end

-- An agent whom nothing may be reserved for any more. Their parked conversations are theirs still.
local function releaseReserved(agent)
  for _, id in ipairs(agent.awaited and redis.call('ZRANGE', keys.reserved(agent.id), 0, -1) or {}) do
    local contact = loadContact(id)
    if contact.state == 'waiting' then
      release(contact)
    end
  end
end

local function setStatus(agent, status, reason, by)
  agent.status, agent.reason, agent.since = status, reason, now
  if status == 'available' then
    agent.idle = now
  end
  saveAgent(agent)
  markReady(agent)
  emit('agentChanged', { agent = agent, detail = by and { by = by } or nil })
end

-- Offered, and nobody answered in time: the contact goes to the next, the agent is paused.
local function lapse(assignment, reason)
  local contact, agent = loadContact(assignment.contact), loadAgent(assignment.agent)
  move(assignment, 'lapse')
  stepOut(contact)
  if reason then
    endReservation(contact)
  else
    refusedBy(contact, assignment.agent)
  end
  wait(contact)
  emit('lapsed', { contact = contact, assignment = assignment, reason = reason })
  if not reason and agent and agent.status == 'available' then
    setStatus(agent, 'paused', 'missedOffer')
  end
  matchContact(contact)
  if not reason and agent then
    if not isReady(agent) then
      releaseReserved(agent)
    end
    settle(agent)
  end
end

local function decline(assignment, reason)
  local contact = loadContact(assignment.contact)
  move(assignment, 'decline')
  stepOut(contact)
  refusedBy(contact, assignment.agent)
  wait(contact)
  emit('declined', { contact = contact, assignment = assignment, reason = reason })
  matchContact(contact)
end

-- A contact its agent could not keep. The agent is asked after all others, and then for what has waited longest, which may be another.
local function rematch(contact, agentId)
  local agent = loadAgent(agentId)
  if agent then
    agent.idle = now
    takeOut(agent)
  end
  passedOver = agentId
  matchContact(contact)
  passedOver = nil
  settleById(agentId)
end

local function connectFailed(assignment, reason)
  local contact = loadContact(assignment.contact)
  move(assignment, 'connectFailed')
  wait(contact)
  emit('connectFailed', { contact = contact, assignment = assignment, reason = reason })
  rematch(contact, assignment.agent)
end

-- The person waits ahead of those who came later; the time they have waited since is the original one.
local function agentLost(assignment, reason)
  local contact = loadContact(assignment.contact)
  move(assignment, 'agentLost')
  if Boost.dropped > Boost[contact.priority] then
    contact.priority = 'dropped'
  end
  wait(contact)
  emit('agentLost', { contact = contact, assignment = assignment, reason = reason })
  rematch(contact, assignment.agent)
end

-- What a step may be answered before it is tried: unknown, another's, done before, or not possible from here. nil: go on.
local function refuse(assignment, agentId, trigger, doneStates)
  if not assignment then
    return StepOutcome.Unknown
  elseif agentId and assignment.agent ~= agentId then
    return StepOutcome.NotYours
  elseif doneStates[assignment.state] then
    return StepOutcome.Done
  elseif not (AssignmentLife[assignment.state] or {})[trigger] then
    return StepOutcome.NotPossibleNow
  end
end

-- The end of every call that may have moved somebody: written work that was held back for a call is looked at again when a call
-- has left its queue, and the facts are written.
local function finish()
  if exclusiveLeft and held then
    local agents = redis.call('SMEMBERS', keys.held)
    held = false
    redis.call('HDEL', keys.root, 'held')
    redis.call('DEL', keys.held)
    for _, queue in ipairs(registry()) do
      if not queue.exclusive and redis.call('ZCARD', keys.queue(queue.name)) > 0 then
        for _, id in ipairs(redis.call('ZRANGE', keys.idle(queue.name), 0, -1)) do
          settle(loadAgent(id))
        end
      end
    end
    -- What they were held from may stand reserved for them.
    table.sort(agents)
    for _, id in ipairs(agents) do
      settleById(id)
    end
  end
  commit()
end
