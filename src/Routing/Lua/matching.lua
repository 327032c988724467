-- Brings waiting contacts and free agents together. After every call no contact waits while an agent who could take it is idle.

-- How many are known, know how, and are ready. Kept until any of them changes.
local function countsOf(queue)
  counted[root] = counted[root] or {}
  local of = counted[root][queue.name]
  if not of then
    of = {
      known = redis.call('HLEN', keys.agents), skilled = redis.call('SCARD', keys.skilled(queue.name)), ready = redis.call('SCARD', keys.ready(queue.name)),
    }
    counted[root][queue.name] = of
  end
  return of
end

-- How many of the pool's agents cannot take this now, by the first reason that applies; without the one who is chosen.
local function skipped(queue, also, chosen)
  local of, counts = countsOf(queue), also or {}
  counts.noSkill, counts.away = of.known - of.skilled, of.skilled - of.ready
  counts.busy = math.max(0, of.ready - redis.call('ZCARD', keys.idle(queue.name)) - (chosen and levelIn(chosen, queue) and 1 or 0))
  return counts
end

local function whyNot(contact, counts)
  local queue = queueOfContact(contact)
  return { policy = queue.policy, stage = contact.stage or 0, skipped = skipped(queue, counts) }
end

local function offer(contact, agent, profile, why)
  local plan, queue = planOf(contact), queueOfContact(contact)
  local assignment = {
    id = newId(), contact = contact.id, agent = agent.id, channel = queue.channel, state = 'offered', since = now, deadline = now + plan.offer,
  }
  why.policy, why.stage = queue.policy, contact.stage or 0
  stepOut(contact)
  contact.asg = assignment.id
  stand(contact, 'ringing')
  schedule(contact)
  redis.call('ZADD', keys.deadlines, scored(assignment.deadline), 'a:' .. assignment.id)
  saveContact(contact)
  saveAssignment(assignment, true)
  place(agent, profile, nil)
  why.skipped = skipped(queue, why.skipped, profile)
  emit('offered', { contact = contact, assignment = assignment, detail = why })
end

-- The score of the oldest contact of a queue that the agent has not declined, or nil. Looks no further than a given score.
local function oldestFor(agentId, queue, limit)
  local at = 0
  while true do
    local head = redis.call('ZRANGE', keys.queue(queue.name), at, at, 'WITHSCORES')
    if not head[1] or tonumber(head[2]) >= limit then
      return nil
    end
    local declined = loadContact(head[1]).declined
    if not (declined and declined[agentId]) then
      return tonumber(head[2])
    end
    at = at + 1
  end
end

-- The score of the oldest call or video that an agent with written work must keep free for, below a limit, or nil. Their written work
-- is finished first, and they get none that is newer: else texts would starve calls.
local function heldAt(agent, profile, limit)
  local oldest
  for _, queue in ipairs(servedBy(profile)) do
    if queue.exclusive and not queue.interrupts then
      oldest = oldestFor(agent.id, queue, oldest or limit) or oldest
    end
  end
  if agent.awaited then
    local reserved = redis.call('ZRANGE', keys.reserved(agent.id), 0, -1, 'WITHSCORES')
    for i = 1, #reserved, 2 do
      local contact = loadContact(reserved[i])
      if contact.state == 'waiting' and queueOfContact(contact).exclusive and tonumber(reserved[i + 1]) < (oldest or limit) then
        oldest = tonumber(reserved[i + 1])
      end
    end
  end
  return oldest
end

local function holdFromWriting(agent)
  held = '1'
  redis.call('HSET', keys.root, 'held', held)
  redis.call('SADD', keys.held, agent.id)
end

local function isHeldFrom(contact, queue, agent, profile, work)
  if queue.exclusive or work.written == 0 or not heldAt(agent, profile, scoreOf(contact)) then
    return false
  end
  holdFromWriting(agent)
  return true
end

-- The agent who just lost this contact: asked again only after everybody else.
local passedOver

-- Whether this one agent could take it now.
local function couldTake(contact, queue, agentId)
  local agent, restedAt = loadAgent(agentId), contact.declined and contact.declined[agentId]
  if not agent or agentId == passedOver or (restedAt and (restedAt > now or not contact.reservedFor)) then
    return nil
  end
  local profile, work = profileOf(agent), workOf(agentId)
  local free = contact.reservedFor and mayBegin(contact, agent, profile, work, queue.channel) or contact.reservedFor and hasRoom(agent, work) and takes(profile, work, queue.channel, queue.interrupts)
    or (levelIn(profile, queue) and isFree(agent, profile, work, queue))
  return free and not isHeldFrom(contact, queue, agent, profile, work) and agent or nil
end

local function candidate(queue, agentId, score)
  return { agent = agentId, idleMs = now - idleSince(score), level = levelFrom(score, queue) }
end

-- Whether a call or a video waits longer than this written contact: only then need agents be asked what they are kept for.
local function callsWaitLonger(contact)
  local function headBefore(key)
    local head = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
    return head[1] and tonumber(head[2]) < scoreOf(contact)
  end
  for _, queue in ipairs(registry()) do
    if queue.exclusive and not queue.interrupts and headBefore(keys.queue(queue.name)) then
      return true
    end
  end
  return headBefore(keys.keptCalls)
end

-- The idle agents in the policy's order, without those who declined this contact or are kept for a call; if there is none, the first
-- who declined and has rested. Returns the agent's id, up to ten candidates, and how many were left out for what.
local function chooseAgent(contact, queue)
  local from, again, candidates, counts = 0, nil, {}, {}
  local declined, look = contact.declined or {}, not queue.exclusive and callsWaitLonger(contact)
  while true do
    local page = redis.call('ZRANGE', keys.idle(queue.name), from, from + 9, 'WITHSCORES')
    for i = 1, #page, 2 do
      local id, score, restedAt = page[i], tonumber(page[i + 1]), declined[page[i]]
      local isHeld = look and isHeldFrom(contact, queue, loadAgent(id), profileOf(loadAgent(id)), workOf(id))
      if isHeld then
        counts.keptForCall = (counts.keptForCall or 0) + 1
      elseif not restedAt then
        candidates[#candidates + 1] = candidate(queue, id, score)
      else
        counts.declined = (counts.declined or 0) + 1
        again = again or (restedAt <= now and candidate(queue, id, score)) or nil
      end
    end
    if #candidates > 0 then
      return candidates[1].agent, candidates, counts
    elseif #page < 20 then
      return again and again.agent, { again }, counts
    end
    from = from + 10
  end
end

-- Offers it to whoever is first for it, if anybody is free. Returns nil and how many idle agents were left out for what, if nobody is.
local function matchContact(contact)
  local queue = queueOfContact(contact)
  if contact.reservedFor then
    local agent = couldTake(contact, queue, contact.reservedFor)
    if agent then
      offer(contact, agent, profileOf(agent), { reserved = true, candidates = { { agent = agent.id, idleMs = now - agent.idle } } })
    end
    return agent
  end
  local knowing = contact.knownTo and couldTake(contact, queue, contact.knownTo)
  if knowing then
    offer(contact, knowing, profileOf(knowing), { story = true, candidates = { { agent = knowing.id, idleMs = now - knowing.idle } } })
    return knowing
  end
  local id, candidates, counts = chooseAgent(contact, queue)
  if not id then
    return nil, counts
  end
  offer(contact, loadAgent(id), profileOf(loadAgent(id)), { candidates = candidates, skipped = counts })
  return loadAgent(id)
end

-- What waits for this agent alone: contacts reserved for them, and parked conversations with a reply.
local function lookAtReserved(agent, profile, work, look)
  local reserved = agent.awaited and redis.call('ZRANGE', keys.reserved(agent.id), 0, -1, 'WITHSCORES') or {}
  if agent.awaited and not reserved[1] then
    agent.awaited = nil
  end
  for i = 1, #reserved, 2 do
    local contact = loadContact(reserved[i])
    local queue = queueOfContact(contact)
    if takes(profile, work, queue.channel, queue.interrupts) or mayBegin(contact, agent, profile, work, queue.channel) then
      look({ id = reserved[i], score = tonumber(reserved[i + 1]), queue = queue })
    end
  end
end

-- The oldest contact (by score) among those the agent could take, leaving out what they declined a moment ago.
local function chooseContact(agent, profile, work)
  local heads = {}
  local function lookAt(queue, at)
    local head = redis.call('ZRANGE', keys.queue(queue.name), at, at, 'WITHSCORES')
    return head[1] and { id = head[1], score = tonumber(head[2]), at = at, queue = queue } or nil
  end
  for _, queue in ipairs(servedBy(profile)) do
    if takes(profile, work, queue.channel, queue.interrupts) then
      heads[#heads + 1] = lookAt(queue, 0)
    end
  end
  lookAtReserved(agent, profile, work, function(head) heads[#heads + 1] = head end)
  while true do
    local best
    for i, head in ipairs(heads) do
      if not best or head.score < heads[best].score or (head.score == heads[best].score and head.id < heads[best].id) then
        best = i
      end
    end
    if not best then
      return nil
    end
    local head = heads[best]
    local contact = loadContact(head.id)
    local restedAt = contact.declined and contact.declined[agent.id]
    local rests = restedAt and restedAt > now
    if not rests and not isHeldFrom({ waitingSince = head.score, priority = 'normal' }, head.queue, agent, profile, work) then
      return contact
    end
    local following = head.at and lookAt(head.queue, head.at + 1)
    if following then
      heads[best] = following
    else
      table.remove(heads, best)
    end
  end
end
