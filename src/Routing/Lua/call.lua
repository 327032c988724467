-- What every call starts from: the pool's keys, the common arguments, the time and the epoch.
-- The common arguments follow the call's own, so that each call counts its own from ARGV[1]:
--   now ('' means Redis TIME; only tests pass one), a guid to make ids from, and in milliseconds the connect time, the lease,
--   the grace of written work, the time a parked reply waits for its agent, the time a transfer waits for its agent.
local COMMON = 7
-- How long an agent who declined a contact, or let it lapse, is left in peace about it.
local REST = 30000

-- Pools whose epoch was looked at since this Redis process loaded the library. A process that starts anew has forgotten them,
-- so the first call after a restart is refused until somebody has compared the pool with Records (startEpoch).
local checked = {}
local pools = {}
-- Until when no lease of a pool can end: leases are only made longer, and new ones end later than those seen.
local nextLease = {}
-- How many agents are known, and know how, per pool and queue: counted again after any change.
local counted = {}

local keys, root, now, seed, made, epoch, held, registered
local settings = {}
local GIVEN = { 'connect', 'lease', 'grace', 'parkedReply', 'transfer' }
local facts, loaded, packed, exclusiveLeft
local own

local function begin(name, KEYS, ARGV)
  root = KEYS[1]
  pools[root] = pools[root] or keysOf(root)
  keys = pools[root]
  own = #ARGV - COMMON
  now = tonumber(ARGV[own + 1])
  if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
  end
  seed, made = ARGV[own + 2], 0
  for i, name in ipairs(GIVEN) do
    settings[name] = tonumber(ARGV[own + 2 + i])
  end
  facts, loaded, packed, exclusiveLeft = {}, {}, {}, false
  local pool = redis.call('HMGET', keys.root, 'epoch', 'held', 'queues')
  epoch, held, registered = pool[1], pool[2], pool[3]
  if name ~= 'startEpoch' and not (epoch and checked[root]) then
    return { ReturnCode.NoEpoch }
  end
end

-- The guid the caller passed, with a counter in its last 24 bits: as many ids as a call needs, still unique and in order of time.
local function newId()
  made = made + 1
  return seed:sub(1, 26) .. string.format('%06x', made)
end

-- A function that computes something from a text once, and forgets everything when it remembers too much.
local function remembering(most, compute)
  local kept, count = {}, 0
  return function(text, with)
    local value = kept[text]
    if value == nil then
      if count >= most then
        kept, count = {}, 0
      end
      value = compute(text, with)
      kept[text], count = value, count + 1
    end
    return value
  end
end
