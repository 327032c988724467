-- The steps of the two lives. A step happens only where AssignmentLife and ContactLife have it; those tables come from Contracts.
--- @include match
--- @table AssignmentLife
--- @table ContactLife
--- @table Boost
--- @table StepOutcome

-- Moves an assignment and, where the contact moves with it, the contact. Both are saved; the caller emits.
local function move(assignment, trigger, deadline)
  local before = assignment.state
  assignment.state, assignment.since, assignment.deadline = AssignmentLife[before][trigger], now, deadline
  if deadline then
    redis.call('ZADD', keys.deadlines, deadline, 'a:' .. assignment.id)
  else
    redis.call('ZREM', keys.deadlines, 'a:' .. assignment.id)
  end
  if before ~= 'offered' and not IsOpen[assignment.state] then
    redis.call('HDEL', keys.tickets, assignment.id)
  end
  saveAssignment(assignment)
end

local function moveContact(contact, trigger)
  contact.state = assert(ContactLife[contact.state][trigger], 'no such step for the contact')
end

local function leaveWaiting(contact)
  leaveQueue(contact)
  redis.call('ZREM', keys.ringing(contact.demand), contact.id)
  if contact.declined then
    redis.call('ZREM', keys.deadlines, 'c:' .. contact.id)
    contact.declined = nil
  end
end

-- The contact waits (again), in the order of its score, which an offer does not change.
local function wait(contact)
  if contact.state ~= 'waiting' then
    moveContact(contact, 'requeued')
  end
  contact.asg = nil
  redis.call('ZREM', keys.ringing(contact.demand), contact.id)
  redis.call('ZADD', keys.queue(contact.demand), contact.score, contact.id)
  saveContact(contact)
end

local function close(contact, trigger, reason)
  if contact.state == 'waiting' then
    leaveWaiting(contact)
  end
  moveContact(contact, trigger)
  contact.close = reason
  local assignment = contact.asg and loadAssignment(contact.asg)
  if not (assignment and IsOpen[assignment.state]) then
    contact.asg = nil
  end
  saveContact(contact)
end

-- Leaves the agent in peace about this contact for a while; nobody else is kept from it. The deadline is the first rest that ends.
local function rest(contact, agentId)
  contact.declined = contact.declined or {}
  contact.declined[agentId] = now + REST
  redis.call('ZADD', keys.deadlines, 'LT', now + REST, 'c:' .. contact.id)
end

-- Somebody has rested: the contact may come back to them, should nobody else take it.
local function rested(contact)
  local next = math.huge
  for _, restedAt in pairs(contact.declined or {}) do
    next = restedAt > now and math.min(next, restedAt) or next
  end
  if next < math.huge then
    redis.call('ZADD', keys.deadlines, next, 'c:' .. contact.id)
  end
  if not contact.asg then
    matchContact(contact)
  end
end

local function settleById(agentId)
  local agent = loadAgent(agentId)
  if agent then
    settle(agent)
  end
end

local function setStatus(agent, status, reason)
  agent.status, agent.reason, agent.since = status, reason, now
  if status == 'available' then
    agent.idle = now
  end
  saveAgent(agent)
  markReady(agent)
  emit('agentChanged', { agent = agent })
end

-- Offered, and nobody answered in time: the contact goes to the next, the agent is paused.
local function lapse(assignment)
  local contact, agent = loadContact(assignment.contact), loadAgent(assignment.agent)
  move(assignment, 'lapse')
  rest(contact, assignment.agent)
  wait(contact)
  emit('lapsed', { contact = contact, assignment = assignment })
  if agent and agent.status == 'available' then
    setStatus(agent, 'paused', 'missedOffer')
  end
  matchContact(contact)
  settleById(assignment.agent)
end

local function decline(assignment, reason)
  local contact = loadContact(assignment.contact)
  move(assignment, 'decline')
  rest(contact, assignment.agent)
  wait(contact)
  emit('declined', { contact = contact, assignment = assignment, reason = reason })
  matchContact(contact)
end

-- A contact its agent could not keep. The agent is asked after all others, and then for what has waited longest, which may be another.
local function rematch(contact, agentId)
  local agent = loadAgent(agentId)
  if agent then
    agent.idle = now
    place(agent, {})
  end
  matchContact(contact)
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
    contact.score = contact.waitingSince - Boost.dropped
  end
  wait(contact)
  emit('agentLost', { contact = contact, assignment = assignment, reason = reason })
  rematch(contact, assignment.agent)
end

-- A lease ended: nothing more is offered, what was not yet live goes to others, a live call stays up,
-- written work stays for a grace period in case the agent comes back.
local function leaseEnded(agent)
  agent.connected, agent.since = false, now
  saveAgent(agent)
  markReady(agent)
  emit('agentChanged', { agent = agent, reason = 'leaseEnded' })
  place(agent, {})
  for _, id in ipairs(workOf(agent.id).ids) do
    local assignment = loadAssignment(id)
    if assignment.state == 'offered' then
      local contact = loadContact(assignment.contact)
      move(assignment, 'lapse')
      wait(contact)
      emit('lapsed', { contact = contact, assignment = assignment, reason = 'leaseEnded' })
      matchContact(contact)
    elseif assignment.state == 'connecting' then
      connectFailed(assignment, 'leaseEnded')
    elseif assignment.state ~= 'wrapUp' and not Exclusive[assignment.channel] then
      redis.call('ZADD', keys.deadlines, now + settings.grace, 'a:' .. id)
    end
  end
  settle(agent)
end

local function leaseBegan(agent)
  agent.connected, agent.since = true, now
  saveAgent(agent)
  markReady(agent)
  emit('agentChanged', { agent = agent, reason = 'heard' })
  for _, id in ipairs(workOf(agent.id).ids) do
    local state = loadAssignment(id).state
    if state == 'active' or state == 'parked' then
      redis.call('ZREM', keys.deadlines, 'a:' .. id)
    end
  end
  settle(agent)
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
