-- Makes an agent known with what they can do, keeping status, lease and work. The lease is not begun here: only being heard does that.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] agent  ARGV[2] profile JSON { skills, capacity }; then the common arguments (call.lua)
-- Returns { StepOutcome }
--- @include steps
local id, known = ARGV[1], loadProfile(ARGV[1])
if known.given == ARGV[2] and loadAgent(id) then
  return { StepOutcome.Done }
end

local agent = loadAgent(id) or { id = id, status = 'offline', connected = isHeard(id) and true or false, since = now, idle = now }
leavePlaces(agent)
local profile = cjson.decode(ARGV[2])
profile.id, profile.given, profile.serves = id, ARGV[2], {}
for _, demand in ipairs(redis.call('SMEMBERS', keys.demands)) do
  if serves(profile, demand) then
    profile.serves[#profile.serves + 1] = demand
    redis.call('SADD', keys.skilled(demand), id)
  end
end
save(keys.profiles, profile)
saveAgent(agent)
markReady(agent)
emit('agentChanged', { agent = agent, reason = 'signedOn' })
if isReady(agent) then
  settle(agent)
else
  -- Not settle: it forgets those who are neither there nor busy, and this one only comes.
  place(agent, {})
end
finish()
return { StepOutcome.Done }
