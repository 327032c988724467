-- The agent does not take the offer: the contact goes to another at its old score, and comes back to this agent only when nobody
-- else could take it and they have rested from it.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] assignment  ARGV[2] agent  ARGV[3] reason; then the common arguments (call.lua)
-- Returns { StepOutcome }
local assignment = loadAssignment(ARGV[1])
local refused = refuse(assignment, ARGV[2], 'decline', { declined = true })
if refused then
  return { refused }
end

decline(assignment, ARGV[3])
settleById(assignment.agent)
return { StepOutcome.Done }
