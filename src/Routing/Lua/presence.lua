-- Who is there. A lease that ended is dealt with at the beginning of the next call, whatever that is, so nobody idle is ever unheard.

-- Written work of an agent who is gone waits a while for them to come back.
local function startGrace(assignment, ends)
  assignment.grace = ends or now + settings.grace
  redis.call('ZADD', keys.deadlines, scored(math.min(assignment.deadline or assignment.grace, assignment.grace)), 'a:' .. assignment.id)
  saveAssignment(assignment)
end

local function endGrace(assignment)
  assignment.grace = nil
  if assignment.deadline then
    redis.call('ZADD', keys.deadlines, scored(assignment.deadline), 'a:' .. assignment.id)
  else
    redis.call('ZREM', keys.deadlines, 'a:' .. assignment.id)
  end
  saveAssignment(assignment)
end

local function disconnect(agent)
  agent.connected, agent.since = false, now
  saveAgent(agent)
  markReady(agent)
  takeOut(agent)
  emit('agentChanged', { agent = agent, reason = 'leaseEnded' })
end

-- Nothing more is offered; what was not yet live goes to others, a live call stays up.
local function leaseEnded(agent)
  for _, id in ipairs(workOf(agent.id).ids) do
    local assignment = loadAssignment(id)
    if assignment.state == 'offered' then
      lapse(assignment, 'leaseEnded')
    elseif assignment.state == 'connecting' then
      connectFailed(assignment, 'leaseEnded')
    elseif assignment.state ~= 'wrapUp' and not Exclusive[assignment.channel] then
      startGrace(assignment)
    end
  end
  releaseReserved(agent)
  settle(agent)
end

local function endLeases()
  if now < (nextLease[root] or 0) then
    return
  end
  -- All of them first: what one leaves must not be offered to the next.
  local gone = {}
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', keys.leases, '-inf', now)) do
    redis.call('ZREM', keys.leases, id)
    local agent = loadAgent(id)
    if agent then
      disconnect(agent)
      gone[#gone + 1] = agent
    end
  end
  for _, agent in ipairs(gone) do
    leaseEnded(agent)
  end
  local first = redis.call('ZRANGE', keys.leases, 0, 0, 'WITHSCORES')
  nextLease[root] = math.min(tonumber(first[2] or now + settings.lease), now + settings.lease)
end

local function leaseBegan(agent)
  agent.connected, agent.since = true, now
  saveAgent(agent)
  markReady(agent)
  emit('agentChanged', { agent = agent, reason = 'heard' })
  for _, id in ipairs(workOf(agent.id).ids) do
    local assignment = loadAssignment(id)
    if assignment.grace then
      endGrace(assignment)
    end
  end
  settle(agent)
end
