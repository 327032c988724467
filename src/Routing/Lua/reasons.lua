-- Why a contact waits, at this moment. More agents with the skills than this are not looked at one by one.
local LOOK_AT = 500
local order = { 'ringing', 'busy', 'keptForCall', 'declined', 'reservedForAnother', 'notAvailable', 'away' }

local function positionOf(contact, queue)
  if contact.state ~= 'waiting' then
    return 0
  end
  local position, before = 1, '(' .. scored(scoreOf(contact))
  for _, other in ipairs(registry()) do
    if other.name == queue.name or redis.call('SINTERCARD', 2, keys.skilled(other.name), keys.skilled(queue.name), 'LIMIT', 1) == 1 then
      position = position + redis.call('ZCOUNT', keys.queue(other.name), '-inf', before) + redis.call('ZCOUNT', keys.ringing(other.name), '-inf', before)
    end
  end
  return position
end

local function reasonFor(contact, queue, agent)
  local profile, work = profileOf(agent), workOf(agent.id)
  if agent.status == 'offline' or not agent.connected then
    return 'away'
  elseif agent.status ~= 'available' then
    return 'notAvailable'
  elseif work.offered then
    return 'ringing'
  elseif not isFree(agent, profile, work, queue) then
    return 'busy'
  elseif contact.declined and contact.declined[agent.id] then
    return 'declined'
  elseif not queue.exclusive and work.written > 0 and heldAt(agent, profile, scoreOf(contact)) then
    return 'keptForCall'
  end
  return 'reservedForAnother'
end

-- { counts by reason, up to ten of the agents who know how, nearest first, each { agent, why } }
local function reasonsFor(contact, queue)
  local counts, by = { noSkill = redis.call('HLEN', keys.agents) - redis.call('SCARD', keys.skilled(queue.name)) }, {}
  local skilled = redis.call('SCARD', keys.skilled(queue.name)) <= LOOK_AT and redis.call('SMEMBERS', keys.skilled(queue.name))
    or redis.call('SRANDMEMBER', keys.skilled(queue.name), LOOK_AT)
  table.sort(skilled)
  for _, id in ipairs(skilled) do
    local agent = loadAgent(id)
    local why = agent and reasonFor(contact, queue, agent) or 'away'
    counts[why] = (counts[why] or 0) + 1
    by[why] = by[why] or {}
    by[why][#by[why] + 1] = id
  end
  local nearest = {}
  for _, why in ipairs(order) do
    for _, id in ipairs(by[why] or {}) do
      if #nearest < 10 then
        nearest[#nearest + 1] = { agent = id, why = why }
      end
    end
  end
  return counts, nearest
end
