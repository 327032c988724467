-- Renews the leases of agents whose browsers a node heard. One who had lost the lease is connected again and matched.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1..n] agents; then the common arguments (call.lua)
-- Returns { StepOutcome, agents the pool does not know (or knows only from their restored work): sign them on again... }
--- @include steps
local reply = { StepOutcome.Done }
for i = 1, own do
  local id = ARGV[i]
  local heardUntil = redis.call('ZSCORE', keys.leases, id)
  local fresh = heardUntil and tonumber(heardUntil) > now
  local agent = not fresh and loadAgent(id)
  if fresh or agent then
    redis.call('ZADD', keys.leases, string.format('%.0f', now + settings.lease), id)
  end
  if redis.call('HEXISTS', keys.profiles, id) == 0 then
    reply[#reply + 1] = id
  end
  if agent and agent.connected then
    settle(agent)
  elseif agent then
    leaseBegan(agent)
  end
end
finish()
return reply
