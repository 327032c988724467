-- Which agents can serve a queue: skilled (know how), ready (skilled, available and heard), idle (ready, with room, no offer open).

-- Puts the agent into the idle set of each queue they could take something of, and out of the others.
local function place(agent, profile, work)
  local room, placed = work and hasRoom(agent, work), false
  if room or agent.placed then
    for _, queue in ipairs(servedBy(profile)) do
      if room and takes(profile, work, queue.channel, queue.interrupts) then
        redis.call('ZADD', keys.idle(queue.name), string.format('%.0f', rank(agent, queue, levelIn(profile, queue))), agent.id)
        placed = true
      elseif agent.placed then
        redis.call('ZREM', keys.idle(queue.name), agent.id)
      end
    end
  end
  agent.placed = placed or nil
  saveAgent(agent)
end

local function takeOut(agent) place(agent, profileOf(agent), nil) end

-- After a change of status or lease.
local function markReady(agent)
  counted[root] = nil
  local command = isReady(agent) and 'SADD' or 'SREM'
  for _, queue in ipairs(servedBy(profileOf(agent))) do
    redis.call(command, keys.ready(queue.name), agent.id)
  end
end

local function markSkilled(agent)
  counted[root] = nil
  for _, queue in ipairs(servedBy(profileOf(agent))) do
    redis.call('SADD', keys.skilled(queue.name), agent.id)
  end
end

local function leavePlaces(agent)
  counted[root] = nil
  for _, queue in ipairs(servedBy(profileOf(agent))) do
    redis.call('SREM', keys.skilled(queue.name), agent.id)
    redis.call('SREM', keys.ready(queue.name), agent.id)
    redis.call('ZREM', keys.idle(queue.name), agent.id)
  end
  agent.placed = nil
end

-- Nobody there, nothing in hand: the pool forgets the agent until they sign on again.
local function forgetIfGone(agent, work)
  if agent.status ~= 'offline' or agent.connected or work.open > 0 then
    return false
  end
  leavePlaces(agent)
  redis.call('SREM', keys.held, agent.id)
  redis.call('HDEL', keys.agents, agent.id)
  redis.call('HDEL', keys.profiles, agent.id)
  loaded[keys.agents .. agent.id] = false
  return true
end

local function dropQueue(name)
  redis.call('DEL', keys.queue(name), keys.ringing(name), keys.skilled(name), keys.ready(name), keys.idle(name))
  redis.call('ZREM', keys.queues, name)
end

-- More queues than this, and those nobody waits in are forgotten: agents stand idle in each one they serve, so each costs a little.
local MANY_QUEUES = 500

-- A queue nobody needed before: find out once who can serve it.
local function knowQueue(queue)
  if registry().known[queue.name] then
    return
  end
  if #registry() >= MANY_QUEUES then
    for _, old in ipairs(registry()) do
      if redis.call('EXISTS', keys.queue(old.name), keys.ringing(old.name)) == 0 then
        dropQueue(old.name)
      end
    end
  end
  counted[root] = nil
  registered = tostring(redis.call('HINCRBY', keys.root, 'queues', 1))
  redis.call('ZADD', keys.queues, registered, queue.name)
  for _, id in ipairs(redis.call('HKEYS', keys.profiles)) do
    local agent = loadAgent(id)
    local profile = agent and profileOf(agent)
    local level = agent and levelIn(profile, queue)
    if level then
      redis.call('SADD', keys.skilled(queue.name), id)
      if isReady(agent) then
        redis.call('SADD', keys.ready(queue.name), id)
      end
      if isFree(agent, profile, workOf(id), queue) then
        redis.call('ZADD', keys.idle(queue.name), string.format('%.0f', rank(agent, queue, level)), id)
        agent.placed = true
        saveAgent(agent)
      end
    end
  end
end
