-- Makes an agent known with what they can do, keeping status, lease and work. The lease is not begun here: only being heard does that.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] agent  ARGV[2] profile JSON { skills: { name: level }, capacity, backups }  ARGV[3] its name; then the common arguments (call.lua)
-- Returns { StepOutcome }
local id = ARGV[1]
local known = loadAgent(id)
if known and known.profile == ARGV[3] then
  return { StepOutcome.Done }
end

local agent = known or { id = id, status = 'offline', connected = redis.call('ZSCORE', keys.leases, id) and true or false, since = now, idle = now }
leavePlaces(agent)
redis.call('HSET', keys.profiles, id, ARGV[2])
agent.profile = ARGV[3]
saveAgent(agent)
markSkilled(agent)
markReady(agent)
emit('agentChanged', { agent = agent, reason = 'signedOn', detail = ARGV[2] })
if isReady(agent) then
  settle(agent)
else
  -- Not settle: it forgets those who are neither there nor busy, and this one only comes.
  takeOut(agent)
end
return { StepOutcome.Done }
