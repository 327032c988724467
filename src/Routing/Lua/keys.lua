-- Every key of a pool, built here and nowhere else in Lua. PoolKeys.cs says what is in each; a test holds the two together.
-- KEYS[1] is the pool's root key. All others begin with it, so they carry the same hash tag and lie in the same slot.
local function keysOf(root)
  local keys = {
    root = root,
    events = root .. ':events',
    contacts = root .. ':contacts',
    assignments = root .. ':assignments',
    tickets = root .. ':tickets',
    agents = root .. ':agents',
    profiles = root .. ':profiles',
    plans = root .. ':plans',
    leases = root .. ':leases',
    deadlines = root .. ':deadlines',
    queues = root .. ':queues',
    keptCalls = root .. ':keptCalls',
    held = root .. ':held',
  }
  function keys.closed(contact) return root .. ':closed:' .. contact end
  function keys.ended(assignment) return root .. ':ended:' .. assignment end
  function keys.work(agent) return root .. ':work:' .. agent end
  function keys.reserved(agent) return root .. ':reserved:' .. agent end
  function keys.queue(queue) return root .. ':queue:' .. queue end
  function keys.ringing(queue) return root .. ':ringing:' .. queue end
  function keys.skilled(queue) return root .. ':skilled:' .. queue end
  function keys.ready(queue) return root .. ':ready:' .. queue end
  function keys.idle(queue) return root .. ':idle:' .. queue end
  return keys
end
