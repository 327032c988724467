-- What every call starts from: the common arguments, the time and the epoch.
-- The common arguments follow the script's own, so that each script counts its own from ARGV[1]:
--   now ('' means Redis TIME; only tests pass one), a version-7 guid to make ids from, and in milliseconds
--   the offer time of a live and of a written channel, the connect time, the lease, the grace of written work.
--- @include keys
--- @table ReturnCode
local own = #ARGV - 7
local now = tonumber(ARGV[own + 1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local seed = ARGV[own + 2]
local settings = {
  liveOffer = tonumber(ARGV[own + 3]),
  writtenOffer = tonumber(ARGV[own + 4]),
  connect = tonumber(ARGV[own + 5]),
  lease = tonumber(ARGV[own + 6]),
  grace = tonumber(ARGV[own + 7]),
}
-- How long an agent who declined a contact, or let it lapse, is left in peace about it.
local REST = 30000

local pool = redis.call('HMGET', keys.root, 'epoch', 'number', 'held')
local epoch, held = pool[1], pool[3]
-- Redis was emptied or replaced: nothing may be written until an epoch is started (startEpoch), or numbers would repeat.
if not epoch and SCRIPT ~= 'startEpoch' then
  return { ReturnCode.NoEpoch }
end

-- The guid the caller passed, with a counter in its last 24 bits: as many ids as a call needs, still unique and in order of time.
local made = 0
local function newId()
  made = made + 1
  return seed:sub(1, 26) .. string.format('%06x', made)
end
