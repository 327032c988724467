-- The agent's side broke: the contact waits again ahead of later ones (Priority.Dropped) and is matched.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] assignment; then the common arguments (call.lua)
-- Returns { StepOutcome }
local assignment = loadAssignment(ARGV[1])
local refused = refuse(assignment, nil, 'agentLost', { failed = true })
if refused then
  return { refused }
end

agentLost(assignment)
return { StepOutcome.Done }
