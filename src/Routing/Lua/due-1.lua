-- Does what time has brought: leases that ended, offers nobody took, connections that did not come up, written work whose agent stayed away,
-- replies nobody had room for, demands that widen, contacts that expire. A few at a time, so that nobody waits long behind this call.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] how many at most; then the common arguments (call.lua)
-- Returns { how many were due, milliseconds until the next (-1: none), epoch }
local done = 0
for _, due in ipairs(redis.call('ZRANGEBYSCORE', keys.deadlines, '-inf', now, 'LIMIT', 0, tonumber(ARGV[1]))) do
  -- What came before it in this very call may have settled it, or put it off.
  local at = redis.call('ZSCORE', keys.deadlines, due)
  if at and tonumber(at) <= now then
    redis.call('ZREM', keys.deadlines, due)
    done = done + 1
    local id = due:sub(3)
    if due:sub(1, 2) == 'a:' then
      assignmentDue(loadAssignment(id))
    else
      contactDue(loadContact(id))
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
