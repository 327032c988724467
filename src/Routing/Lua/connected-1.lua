-- The medium is up: Connecting becomes Active.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] assignment; then the common arguments (call.lua)
-- Returns { StepOutcome }
local assignment = loadAssignment(ARGV[1])
local refused = refuse(assignment, nil, 'connected', { active = true, parked = true, wrapUp = true, done = true })
if refused then
  return { refused }
end

move(assignment, 'connected')
emit('connected', { contact = unread(keys.contacts, assignment.contact), assignment = assignment })
return { StepOutcome.Done }
