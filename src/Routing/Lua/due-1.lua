-- Does what time has brought: leases that ended, offers nobody took, connections that did not come up, written work whose agent
-- stayed away, agents rested from a contact they declined. A few at a time, so that nobody waits long behind this call.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] how many at most; then the common arguments (call.lua)
-- Returns { how many were due, milliseconds until the next (-1: none), epoch }
--- @include steps
local limit, done = tonumber(ARGV[1]), 0

for _, id in ipairs(redis.call('ZRANGEBYSCORE', keys.leases, '-inf', now, 'LIMIT', 0, limit)) do
  redis.call('ZREM', keys.leases, id)
  done = done + 1
  local agent = loadAgent(id)
  if agent then
    leaseEnded(agent)
  end
end

local function assignmentDue(assignment)
  local agent = loadAgent(assignment.agent)
  if assignment.state == 'offered' then
    lapse(assignment)
  elseif assignment.state == 'connecting' then
    connectFailed(assignment, 'timeout')
  elseif AssignmentLife[assignment.state].agentLost and not (agent and agent.connected) then
    agentLost(assignment, 'graceEnded')
  end
end

for _, due in ipairs(redis.call('ZRANGEBYSCORE', keys.deadlines, '-inf', now, 'LIMIT', 0, limit)) do
  -- What came before it in this very call may have settled it.
  if redis.call('ZREM', keys.deadlines, due) == 1 then
    done = done + 1
    local id = due:sub(3)
    if due:sub(1, 2) == 'a:' then
      local assignment = loadAssignment(id)
      if assignment and IsOpen[assignment.state] then
        assignmentDue(assignment)
      end
    else
      local contact = loadContact(id)
      if contact and contact.state == 'waiting' then
        rested(contact)
      end
    end
  end
end
finish()

local wait = -1
for _, key in ipairs({ keys.leases, keys.deadlines }) do
  local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
  if first[1] then
    local ms = math.max(0, tonumber(first[2]) - now)
    wait = wait < 0 and ms or math.min(wait, ms)
  end
end
return { done, wait, tonumber(epoch) }
