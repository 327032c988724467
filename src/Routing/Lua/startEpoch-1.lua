-- Begins a new epoch where the numbers can no longer be trusted: Redis has none (emptied, replaced), runs anew (it may have lost its
-- last second, which readers may have seen), or stands behind what Records already keeps (set back). Behind or emptied, the live
-- state is older than the truth: it is dropped, and the reconcile restores it from Records. Agents stay known; their leases do not.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] the run id of this Redis process  ARGV[2] epoch and ARGV[3] number of Records' checkpoint; then the common arguments (call.lua)
-- Returns { 1 when a new epoch began, else 0, epoch }
local run, kept = ARGV[1], { epoch = tonumber(ARGV[2]), number = tonumber(ARGV[3]) }
local mine = { epoch = tonumber(epoch or 0), number = tonumber(redis.call('HGET', keys.root, 'number') or 0) }
local behind = mine.epoch < kept.epoch or (mine.epoch == kept.epoch and mine.number < kept.number)

checked[root], nextLease[root], counted[root] = true, nil, nil
if epoch and not behind and redis.call('HGET', keys.root, 'run') == run then
  return { 0, mine.epoch }
end

-- The agents' skills stay, and with them who can serve which queue.
local function dropLiveState()
  for _, name in ipairs(redis.call('ZRANGE', keys.queues, 0, -1)) do
    redis.call('DEL', keys.queue(name), keys.ringing(name), keys.ready(name), keys.idle(name))
  end
  for _, id in ipairs(redis.call('HKEYS', keys.agents)) do
    local agent = loadAgent(id)
    agent.connected, agent.since, agent.placed, agent.awaited = false, now, nil, nil
    saveAgent(agent)
    redis.call('DEL', keys.work(id), keys.reserved(id))
  end
  redis.call('DEL', keys.contacts, keys.assignments, keys.tickets, keys.leases, keys.deadlines, keys.keptCalls, keys.held)
end

if not epoch or behind then
  dropLiveState()
end
-- Seconds of the clock, so that an epoch nobody has stored is not used twice; above both sides in any case.
epoch = string.format('%.0f', math.max(mine.epoch + 1, kept.epoch + 1, math.floor(now / 1000)))
redis.call('HDEL', keys.root, 'number', 'held')
redis.call('HSET', keys.root, 'epoch', epoch, 'run', run)
emit('epochStarted', { reason = behind and 'setBack' or mine.epoch == 0 and 'emptied' or 'restarted' })
commit()
return { 1, tonumber(epoch) }
