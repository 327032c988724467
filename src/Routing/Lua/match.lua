-- Brings waiting contacts and free agents together. After every call no contact waits while an agent who could take it is idle.
--- @include events
--- @include places
local exclusiveLeft = false

local function leaveQueue(contact)
  redis.call('ZREM', keys.queue(contact.demand), contact.id)
  exclusiveLeft = exclusiveLeft or Exclusive[channelOf(contact.demand)]
end

-- How many of the pool's agents cannot take this demand now, and why.
local function skipped(demand, chosen)
  local known, skilled = redis.call('HLEN', keys.agents), redis.call('SCARD', keys.skilled(demand))
  local ready, idle = redis.call('SCARD', keys.ready(demand)), redis.call('ZCARD', keys.idle(demand))
  if chosen and not redis.call('ZSCORE', keys.idle(demand), chosen) then
    idle = idle + 1
  end
  return { noSkill = known - skilled, away = skilled - ready, busy = math.max(0, ready - idle) }
end

local function offer(contact, agent, candidates)
  local channel = channelOf(contact.demand)
  local assignment = {
    id = newId(), contact = contact.id, agent = agent.id, channel = channel, state = 'offered', since = now,
    deadline = now + (Exclusive[channel] and settings.liveOffer or settings.writtenOffer),
  }
  local why = { policy = policy.name, candidates = candidates, skipped = skipped(contact.demand, agent.id) }
  contact.asg = assignment.id
  leaveQueue(contact)
  redis.call('ZADD', keys.ringing(contact.demand), contact.score, contact.id)
  redis.call('ZADD', keys.deadlines, assignment.deadline, 'a:' .. assignment.id)
  saveContact(contact)
  saveAssignment(assignment)
  place(agent, {})
  emit('offered', { contact = contact, assignment = assignment, agent = agent, detail = why })
end

-- The score of the oldest contact of a demand that the agent has not declined, or nil. Looks no further than a given score.
local function oldestFor(agentId, demand, limit)
  local at = 0
  while true do
    local head = redis.call('ZRANGE', keys.queue(demand), at, at, 'WITHSCORES')
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

-- Demands of which a call or a video waits longer than this written contact. Agents who could take it finish their written work
-- and get no newer: else texts would starve calls.
local function olderExclusives(contact)
  local older = {}
  if not Exclusive[channelOf(contact.demand)] then
    for _, demand in ipairs(redis.call('SMEMBERS', keys.demands)) do
      local head = Exclusive[channelOf(demand)] and redis.call('ZRANGE', keys.queue(demand), 0, 0, 'WITHSCORES') or {}
      if head[1] and tonumber(head[2]) < contact.score then
        older[#older + 1] = demand
      end
    end
  end
  return older
end

local function holdWritten()
  held = '1'
  redis.call('HSET', keys.root, 'held', held)
end

local function isHeldFor(id, contact, older)
  for _, demand in ipairs(older) do
    if redis.call('SISMEMBER', keys.skilled(demand), id) == 1 and workOf(id).written > 0 and oldestFor(id, demand, contact.score) then
      holdWritten()
      return true
    end
  end
  return false
end

-- The first idle agent by the policy's order who has not declined this contact; if there is none, the first whose rest is over.
local function chooseAgent(contact)
  local older, from, again, candidates = olderExclusives(contact), 0, nil, {}
  local declined = contact.declined or {}
  while true do
    local page = redis.call('ZRANGE', keys.idle(contact.demand), from, from + 9, 'WITHSCORES')
    for i = 1, #page, 2 do
      local id, restedAt = page[i], declined[page[i]]
      if isHeard(id) and not isHeldFor(id, contact, older) then
        local candidate = { agent = id, idleMs = now - idleSince(tonumber(page[i + 1])) }
        if not restedAt then
          candidates[#candidates + 1] = candidate
        elseif restedAt <= now then
          again = again or candidate
        end
      end
    end
    if #candidates > 0 then
      return loadAgent(candidates[1].agent), candidates
    elseif #page < 20 then
      return again and loadAgent(again.agent), { again }
    end
    from = from + 10
  end
end

local function matchContact(contact)
  local agent, candidates = chooseAgent(contact)
  if agent then
    offer(contact, agent, candidates)
  end
  return agent
end

-- The oldest contact (by score) among the queues the agent serves and has room for, leaving out what they declined a moment ago.
local function chooseContact(agent, free, work)
  local heads, limit = {}, math.huge
  local function look(demand, at)
    local head = redis.call('ZRANGE', keys.queue(demand), at, at, 'WITHSCORES')
    heads[demand] = head[1] and { id = head[1], score = tonumber(head[2]), at = at } or nil
  end
  for _, demand in ipairs(loadProfile(agent.id).serves) do
    if free[channelOf(demand)] then
      look(demand, 0)
    elseif work.written > 0 and Exclusive[channelOf(demand)] then
      limit = oldestFor(agent.id, demand, limit) or limit
    end
  end
  while true do
    local best, from
    for demand, head in pairs(heads) do
      if not best or head.score < best.score or (head.score == best.score and head.id < best.id) then
        best, from = head, demand
      end
    end
    if not best then
      return nil
    elseif best.score > limit then
      holdWritten()
      return nil
    end
    local contact = loadContact(best.id)
    local restedAt = contact.declined and contact.declined[agent.id]
    if not restedAt or restedAt <= now then
      return contact
    end
    look(from, best.at + 1)
  end
end

-- After anything that may have given the agent room, or taken it: the next contact if one waits, else a place among the idle.
local function settle(agent)
  local work = workOf(agent.id)
  if forgetIfGone(agent, work) then
    return
  end
  local free = freeChannels(agent, work)
  local contact = next(free) and chooseContact(agent, free, work)
  if contact then
    offer(contact, agent, { { agent = agent.id, idleMs = now - agent.idle } })
  else
    place(agent, free)
  end
end

-- A demand nobody asked for before: find out once who can serve it.
local function knowDemand(demand)
  if redis.call('SADD', keys.demands, demand) == 0 then
    return
  end
  for _, id in ipairs(redis.call('HKEYS', keys.profiles)) do
    local profile, agent = loadProfile(id), loadAgent(id)
    if agent and serves(profile, demand) then
      profile.serves[#profile.serves + 1] = demand
      save(keys.profiles, profile)
      redis.call('SADD', keys.skilled(demand), id)
      markReady(agent)
      place(agent, freeChannels(agent, workOf(id)))
    end
  end
end

-- The end of every call that may have moved somebody: written work that was held back for a call is looked at again when a call
-- has left its queue, and the facts are written.
local function finish()
  if exclusiveLeft and held then
    held = false
    redis.call('HDEL', keys.root, 'held')
    for _, demand in ipairs(redis.call('SMEMBERS', keys.demands)) do
      if not Exclusive[channelOf(demand)] and redis.call('ZCARD', keys.queue(demand)) > 0 then
        for _, id in ipairs(redis.call('ZRANGE', keys.idle(demand), 0, -1)) do
          settle(loadAgent(id))
        end
      end
    end
  end
  commit()
end
