-- Queues, plans and profiles: texts that say the same for ever, read once and remembered.
-- A queue is named by what it asks for: channel|skill,skill@2|back-up groups|policy|i ("i": it may ring at an agent who is writing).

local rememberQueue = memory(5000)
local function queueOf(name)
  return rememberQueue(name, function(text)
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
end

-- A plan { stages = { { at, queue } }, offer, story, expires } is named by its hash.
local rememberPlan = memory(5000)
local function planOf(contact)
  return rememberPlan(contact.plan, function(id) return cjson.decode(redis.call('HGET', keys.plans, id)) end)
end

local rememberKept = memory(5000)
local function knowPlan(id, json)
  rememberKept(root .. epoch .. id, function()
    redis.call('HSETNX', keys.plans, id, json)
    return true
  end)
end

local function queueOfContact(contact) return queueOf(planOf(contact).stages[(contact.stage or 0) + 1].queue) end

-- A profile { skills, capacity, backups } is named by its hash too; the agent's record carries the name.
local rememberProfile = memory(20000)
local NOBODY = '{"skills":{},"capacity":{},"backups":[]}'
local function profileOf(agent)
  return rememberProfile(agent.profile or '', function(name)
    local profile = cjson.decode(name ~= '' and redis.call('HGET', keys.profiles, agent.id) or NOBODY)
    profile.levels, profile.served = {}, {}
    return profile
  end)
end

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
local rememberRegistry = memory(1000)
local function registry()
  return rememberRegistry(root .. '@' .. epoch .. '@' .. (registered or 0), function()
    local all = { known = {} }
    for i, name in ipairs(redis.call('ZRANGE', keys.queues, 0, -1)) do
      all[i], all.known[name] = queueOf(name), true
    end
    return all
  end)
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
