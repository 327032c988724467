-- Everything open in the pool, at one position.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV the common arguments (call.lua)
-- Returns { 1, epoch, number, now, contacts, assignments, agents }, the last three lists of JSON
return {
  1, epoch, redis.call('HGET', keys.root, 'number') or '0', string.format('%.0f', now),
  redis.call('HVALS', keys.contacts), redis.call('HVALS', keys.assignments), redis.call('HVALS', keys.agents),
}
