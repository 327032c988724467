-- Which of several free agents is asked: a named order of facts, strongest first, packed into one score; the lowest is asked first.
-- Each fact is below its size, so a stronger fact always outweighs all weaker ones together; the product of sizes stays below 2^53.
-- The weakest fact of every policy is since when the agent is idle. A pure model in C# is compared with this on random agents.
local IDLE_SIZE = 2 ^ 42
local HIGHEST = 9
local function idleOf(agent) return agent.idle end

local policies = {
  ['longest-idle'] = { { size = IDLE_SIZE, of = idleOf } },
  ['best-skill'] = {
    { size = 256, of = function(_, queue, level) return queue.count * HIGHEST - level end },
    { size = IDLE_SIZE, of = idleOf },
  },
  ['spare-skill'] = {
    { size = 256, of = function(_, _, level) return level end },
    { size = IDLE_SIZE, of = idleOf },
  },
}

local function rank(agent, queue, level)
  local score = 0
  for _, fact in ipairs(policies[queue.policy]) do
    score = score * fact.size + fact.of(agent, queue, level)
  end
  return score
end

local function idleSince(score)
  return score % IDLE_SIZE
end

-- The sum of levels a score was made of, where the policy looks at them.
local function levelFrom(score, queue)
  local fact = math.floor(score / IDLE_SIZE)
  return queue.policy == 'best-skill' and queue.count * HIGHEST - fact or queue.policy == 'spare-skill' and fact or nil
end
