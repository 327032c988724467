-- Renews the leases of agents whose browsers a node heard. One who had lost the lease is connected again and matched.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1..n] agents; then the common arguments (call.lua)
-- Returns { StepOutcome, agents the pool does not know (or knows only from their restored work): sign them on again... }
local reply = { StepOutcome.Done }
for i = 1, own do
  local id = ARGV[i]
  local agent = not redis.call('ZSCORE', keys.leases, id) and loadAgent(id)
  -- One who is heard already keeps the lease, one who is known gets it.
  redis.call('ZADD', keys.leases, agent and 'NX' or 'XX', scored(now + settings.lease), id)
  if redis.call('HEXISTS', keys.profiles, id) == 0 then
    reply[#reply + 1] = id
  end
  if agent and not agent.connected then
    leaseBegan(agent)
  end
end
return reply
