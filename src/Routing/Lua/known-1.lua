-- Which contacts are open here, and in which epoch.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV the common arguments (call.lua)
-- Returns { 1, epoch, list of contacts }
return { 1, epoch, redis.call('HKEYS', keys.contacts) }
