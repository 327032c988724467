-- The medium did not come up: the contact waits again at its old place and is matched.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] assignment; then the common arguments (call.lua)
-- Returns { StepOutcome }
local assignment = loadAssignment(ARGV[1])
local refused = refuse(assignment, nil, 'connectFailed', { failed = true })
if refused then
  return { refused }
end

connectFailed(assignment)
return { StepOutcome.Done }
