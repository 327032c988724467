-- Queues, plans and profiles: texts that say the same for ever, read once and remembered.
-- A queue is named by what it asks for: channel|skill,skill@2|back-up groups|policy|i ("i": it may ring at an agent who is writing).

local queueOf = remembering(5000, function(text)
  local channel, skills, backups, policy, interrupts = text:match('^([^|]+)|([^|]*)|([^|]*)|([^|]*)|([^|]*)$')
  local queue = {
    name = text, channel = channel, policy = policy, interrupts = interrupts == 'i',
    exclusive = Exclusive[channel] or false, skills = {}, count = 0, backups = {},
  }
  for skill in skills:gmatch('[^,]+') do
    queue.skills[skill:match('^[^@]+')] = tonumber(skill:match('@(%d)$') or 1)
    queue.count = queue.count + 1
  end
  for group in backups:gmatch('[^,]+') do
    queue.backups[group] = true
  end
  return queue
end)

-- A plan { stages = { { at, queue } }, offer, story, expires } is named by its hash.
local planNamed = remembering(5000, function(name) return cjson.decode(redis.call('HGET', keys.plans, name)) end)
local function planOf(contact) return planNamed(contact.plan) end

local keepPlan = remembering(5000, function(name, json)
  redis.call('HSETNX', keys.plans, name:match('[^ ]+$'), json)
  return true
end)
local function knowPlan(name, json) keepPlan(root .. ' ' .. epoch .. ' ' .. name, json) end

local function queueOfContact(contact) return queueOf(planOf(contact).stages[(contact.stage or 0) + 1].queue) end

-- A profile { skills, capacity, backups } is named by its hash too; the agent's record carries the name.
local NOBODY = '{"skills":{},"capacity":{},"backups":[]}'
local profileNamed = remembering(20000, function(name, agentId)
  local profile = cjson.decode(name ~= '' and redis.call('HGET', keys.profiles, agentId) or NOBODY)
  profile.levels, profile.served = {}, {}
  return profile
end)
local function profileOf(agent) return profileNamed(agent.profile or '', agent.id) end

local function inGroup(profile, queue)
  if not profile.backups[1] then
    return true
  end
  for _, group in ipairs(profile.backups) do
    if queue.backups[group] then
      return true
    end
  end
  return false
end

-- The sum of the agent's levels in what the queue asks for, or false when they do not serve it.
local function levelIn(profile, queue)
  local level = profile.levels[queue.name]
  if level == nil then
    level = (profile.capacity[queue.channel] or 0) >= 1 and inGroup(profile, queue) and 0
    for skill, asked in pairs(queue.skills) do
      local has = profile.skills[skill] or 0
      level = level and has >= asked and level + has
    end
    profile.levels[queue.name] = level
  end
  return level
end

-- Every queue there has been, in order of first use.
local registries = {}
local function registry()
  local all = registries[root]
  if not all or all.epoch ~= epoch or all.number ~= (registered or 0) then
    all = { known = {}, epoch = epoch, number = registered or 0 }
    for i, name in ipairs(redis.call('ZRANGE', keys.queues, 0, -1)) do
      all[i], all.known[name] = queueOf(name), true
    end
    registries[root] = all
  end
  return all
end

-- The queues an agent serves.
local function servedBy(profile)
  local all = registry()
  local served = profile.served[root]
  if not served or served.of ~= all then
    served = { of = all }
    for _, queue in ipairs(all) do
      if levelIn(profile, queue) then
        served[#served + 1] = queue
      end
    end
    profile.served[root] = served
  end
  return served
end
