-- Every key of a pool, built here and nowhere else in Lua. PoolKeys.cs says what is in each; a test holds the two together.
-- KEYS[1] is the pool's root key. All others begin with it, so they carry the same hash tag and lie in the same slot.
local root = KEYS[1]
local keys = {
  root = root,
  events = root .. ':events',
  contacts = root .. ':contacts',
  assignments = root .. ':assignments',
  tickets = root .. ':tickets',
  agents = root .. ':agents',
  profiles = root .. ':profiles',
  leases = root .. ':leases',
  deadlines = root .. ':deadlines',
  demands = root .. ':demands',
}
function keys.closed(contact) return root .. ':closed:' .. contact end
function keys.ended(assignment) return root .. ':ended:' .. assignment end
function keys.work(agent) return root .. ':work:' .. agent end
function keys.queue(demand) return root .. ':queue:' .. demand end
function keys.ringing(demand) return root .. ':ringing:' .. demand end
function keys.skilled(demand) return root .. ':skilled:' .. demand end
function keys.ready(demand) return root .. ':ready:' .. demand end
function keys.idle(demand) return root .. ':idle:' .. demand end
