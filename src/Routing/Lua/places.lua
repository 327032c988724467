-- Which agents can serve a demand: skilled (know how), ready (skilled, available and heard), idle (ready, with room, no offer open).
--- @include records
--- @include policy
--- @table Exclusive
--- @table TakesRoom
local function channelOf(demand) return demand:match('^[^|]+') end

local function serves(profile, demand)
  if (profile.capacity[channelOf(demand)] or 0) < 1 then
    return false
  end
  local has = {}
  for _, skill in ipairs(profile.skills) do
    has[skill] = true
  end
  for skill in demand:gsub('^[^|]+|', ''):gmatch('[^,]+') do
    if not has[skill] then
      return false
    end
  end
  return true
end

local function isReady(agent) return agent.status == 'available' and agent.connected end

-- The lease itself, not only its mark on the agent: it may have ended a moment ago without anybody having looked.
local function isHeard(id)
  local heardUntil = redis.call('ZSCORE', keys.leases, id)
  return heardUntil and tonumber(heardUntil) > now
end

-- What the agent has in hand, from the set of open assignments itself, never from a counter.
local function workOf(id)
  local work = { used = {}, written = 0, open = 0, ids = {} }
  local entries = redis.call('HGETALL', keys.work(id))
  for i = 1, #entries, 2 do
    local channel, state = entries[i + 1]:match('^([^|]+)|(.+)$')
    work.open = work.open + 1
    work.ids[work.open] = entries[i]
    if TakesRoom[state] then
      work.offered = work.offered or state == 'offered'
      work.exclusive = work.exclusive or Exclusive[channel]
      work.used[channel] = (work.used[channel] or 0) + 1
      work.written = work.written + (Exclusive[channel] and 0 or 1)
    end
  end
  return work
end

-- The channels on which the agent could take something now. One open offer at a time; a live call or video leaves room for nothing;
-- written work in hand leaves room only for more of its kind.
local function freeChannels(agent, work)
  local free = {}
  if not isReady(agent) or work.offered or work.exclusive or not isHeard(agent.id) then
    return free
  end
  for channel, capacity in pairs(loadProfile(agent.id).capacity) do
    if Exclusive[channel] then
      free[channel] = capacity > 0 and work.written == 0 or nil
    else
      free[channel] = capacity > (work.used[channel] or 0) or nil
    end
  end
  return free
end

-- Puts the agent into the idle set of each demand they could take something of, and out of the others.
local function place(agent, free)
  local demands, marks, any = loadProfile(agent.id).serves, {}, false
  for i, demand in ipairs(demands) do
    marks[i] = free[channelOf(demand)] and '1' or '0'
    any = any or free[channelOf(demand)]
  end
  local placed = any and table.concat(marks) .. '@' .. string.format('%.0f', rank(agent)) or ''
  local before = agent.placed or ''
  if placed ~= before then
    for i, demand in ipairs(demands) do
      if marks[i] == '1' then
        redis.call('ZADD', keys.idle(demand), string.format('%.0f', rank(agent)), agent.id)
      elseif before:sub(i, i) == '1' then
        redis.call('ZREM', keys.idle(demand), agent.id)
      end
    end
  end
  agent.placed = placed
  saveAgent(agent)
end

-- After a change of status or lease.
local function markReady(agent)
  local command = isReady(agent) and 'SADD' or 'SREM'
  for _, demand in ipairs(loadProfile(agent.id).serves) do
    redis.call(command, keys.ready(demand), agent.id)
  end
end

local function leavePlaces(agent)
  for _, demand in ipairs(loadProfile(agent.id).serves) do
    redis.call('SREM', keys.skilled(demand), agent.id)
    redis.call('SREM', keys.ready(demand), agent.id)
    redis.call('ZREM', keys.idle(demand), agent.id)
  end
  agent.placed = ''
end

-- Nobody there, nothing in hand: the pool forgets the agent until they sign on again.
local function forgetIfGone(agent, work)
  if agent.status ~= 'offline' or agent.connected or work.open > 0 then
    return false
  end
  leavePlaces(agent)
  redis.call('HDEL', keys.agents, agent.id)
  redis.call('HDEL', keys.profiles, agent.id)
  return true
end
