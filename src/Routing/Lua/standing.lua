-- Where a waiting contact stands: in the queue of its stage, reserved for one agent, or ringing. contact.stands says which.
local function scoreOf(contact) return contact.waitingSince - Boost[contact.priority] end

-- Since when its stages count: its arrival, or when it was handed on.
local function stagedFrom(contact) return contact.from or contact.waitingSince end

local function scored(score) return string.format('%.0f', score) end

local function stageNow(contact)
  local stages, stage = planOf(contact).stages, 0
  for i = 2, #stages do
    if stagedFrom(contact) + stages[i].at <= now then
      stage = i - 1
    end
  end
  return stage
end

local function setStage(contact, stage)
  contact.stage = stage > 0 and stage or nil
end

-- A task of ours never does, nor does anybody in danger.
local function expires(contact, plan) return plan.expires and not contact.task and contact.priority ~= 'imminentDanger' end

-- The contact's one deadline: a rest or a reservation ends, the demand widens, it expires.
local function schedule(contact)
  local plan, due = planOf(contact), math.huge
  if contact.stands == 'queued' or contact.stands == 'reserved' then
    local coming = contact.stands == 'queued' and plan.stages[(contact.stage or 0) + 2]
    if coming then
      due = stagedFrom(contact) + coming.at
    end
    if expires(contact, plan) then
      due = math.min(due, (contact.again or contact.waitingSince) + plan.expires)
    end
    if contact.stands == 'reserved' then
      due = math.min(due, contact.reservedUntil)
    end
    for _, restedAt in pairs(contact.declined or {}) do
      due = restedAt > now and math.min(due, restedAt) or due
    end
  end
  due = due < math.huge and due or nil
  if due ~= contact.due then
    if due then
      redis.call('ZADD', keys.deadlines, scored(due), 'c:' .. contact.id)
    else
      redis.call('ZREM', keys.deadlines, 'c:' .. contact.id)
    end
    contact.due = due
  end
end

local function endReservation(contact)
  contact.reservedFor, contact.reservedUntil = nil, nil
end

local function stepOut(contact)
  local queue = queueOfContact(contact)
  if contact.stands == 'queued' then
    redis.call('ZREM', keys.queue(queue.name), contact.id)
    exclusiveLeft = exclusiveLeft or queue.exclusive
  elseif contact.stands == 'ringing' then
    redis.call('ZREM', keys.ringing(queue.name), contact.id)
  elseif contact.stands == 'reserved' then
    redis.call('ZREM', keys.reserved(contact.reservedFor), contact.id)
    exclusiveLeft = exclusiveLeft or queue.exclusive
    if queue.exclusive then
      redis.call('ZREM', keys.keptCalls, contact.id)
    end
  end
  contact.stands = nil
end

local function stand(contact, where)
  contact.stands = where
  local score = scored(scoreOf(contact))
  if where == 'reserved' then
    redis.call('ZADD', keys.reserved(contact.reservedFor), score, contact.id)
    if queueOfContact(contact).exclusive then
      redis.call('ZADD', keys.keptCalls, score, contact.id)
    end
    local agent = loadAgent(contact.reservedFor)
    if not agent.awaited then
      agent.awaited = true
      saveAgent(agent)
    end
  else
    redis.call('ZADD', where == 'ringing' and keys.ringing(queueOfContact(contact).name) or keys.queue(queueOfContact(contact).name), score, contact.id)
  end
end

-- The contact waits, in the order of its score, which an offer does not change: for one agent, or in the queue of its stage.
local function enter(contact)
  stepOut(contact)
  if not contact.reservedFor then
    setStage(contact, stageNow(contact))
    knowQueue(queueOfContact(contact))
  end
  stand(contact, contact.reservedFor and 'reserved' or 'queued')
  schedule(contact)
  saveContact(contact)
end

-- It waits no more.
local function leaveWaiting(contact)
  stepOut(contact)
  schedule(contact)
  contact.declined = nil
  endReservation(contact)
end
