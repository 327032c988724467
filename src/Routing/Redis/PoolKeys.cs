using Helpline.Contracts;
using StackExchange.Redis;

namespace Helpline.Routing.Redis;

/// <summary>
/// Every key of a pool. All carry the pool's hash tag, so they lie in one slot and a script may build them from <see cref="Root"/>
/// (Lua/keys.lua; a test holds the two together). Nothing personal is in any key or value: ids, states, times, skill names.
/// </summary>
internal sealed class PoolKeys
{
    /// <summary>Part of every key; raised when what is in a key changes so that old and new code cannot read one another's.</summary>
    public const string Layout = "v2";

    private readonly string root;

    public PoolKeys(string prefix, PoolId pool)
    {
        if (!ShortName.IsValid(pool.Value))
        {
            throw new ArgumentException($"'{pool}' is not the name of a pool: 1 to {ShortName.MaxLength} lower-case letters, digits and dashes.", nameof(pool));
        }

        root = $"{prefix}:{Layout}:{{{pool.Value}}}";
    }

    /// <summary>HASH. <c>epoch</c>; <c>number</c> of its last fact; <c>run</c>, the Redis process it began on; <c>held</c> while written work waits behind a call; <c>queues</c>, how many were ever registered.</summary>
    public RedisKey Root => root;

    /// <summary>STREAM. One entry per script call that changed something, field <c>e</c>: <c>{"at":ms,"f":[fact…]}</c>. Its id is epoch and number of its last fact.</summary>
    public RedisKey Events => $"{root}:events";

    /// <summary>HASH contact → JSON. Waiting, in hand, or closed and still being wrapped up.</summary>
    public RedisKey Contacts => $"{root}:contacts";

    /// <summary>HASH assignment → JSON. Open ones.</summary>
    public RedisKey Assignments => $"{root}:assignments";

    /// <summary>HASH assignment → <c>ticket|bearer</c>, from the accept until the assignment is over. Never in an event.</summary>
    public RedisKey Tickets => $"{root}:tickets";

    /// <summary>HASH agent → JSON: status, connection, since when idle, where placed.</summary>
    public RedisKey Agents => $"{root}:agents";

    /// <summary>HASH agent → JSON: skills with levels, capacity, back-up groups.</summary>
    public RedisKey Profiles => $"{root}:profiles";

    /// <summary>ZSET agent → when the lease ends, ms.</summary>
    public RedisKey Leases => $"{root}:leases";

    /// <summary>ZSET → when due, ms. <c>a:assignment</c>: its offer, connect time, parking or grace ends. <c>c:contact</c>: it widens, expires, is free for others, or agents have rested from it.</summary>
    public RedisKey Deadlines => $"{root}:deadlines";

    /// <summary>HASH name → JSON: how contacts of a line's policy wait and widen. The name is the hash of the text.</summary>
    public RedisKey Plans => $"{root}:plans";

    /// <summary>ZSET queue → number, in order of first use. A queue is <c>channel|skills|back-up groups|policy|i</c>.</summary>
    public RedisKey Queues => $"{root}:queues";

    /// <summary>ZSET contact → score: calls and videos reserved for one agent.</summary>
    public RedisKey KeptCalls => $"{root}:keptCalls";

    /// <summary>SET of agents who were kept from written work for a call since a call last left its queue.</summary>
    public RedisKey Held => $"{root}:held";

    /// <summary>STRING, JSON, for an hour: a contact that is over.</summary>
    public RedisKey Closed(string contact) => $"{root}:closed:{contact}";

    /// <summary>STRING, JSON, for an hour: an assignment that is over.</summary>
    public RedisKey Ended(string assignment) => $"{root}:ended:{assignment}";

    /// <summary>SET of assignments the agent has open. Their load is read from it.</summary>
    public RedisKey Work(string agent) => $"{root}:work:{agent}";

    /// <summary>ZSET contact → score: what waits for this agent alone; and their parked conversations with a reply → its time, ms.</summary>
    public RedisKey Reserved(string agent) => $"{root}:reserved:{agent}";

    /// <summary>ZSET contact → score (waitingSince − boost, ms): waiting and not being offered.</summary>
    public RedisKey Queue(string queue) => $"{root}:queue:{queue}";

    /// <summary>ZSET contact → the same score: waiting and being offered to somebody.</summary>
    public RedisKey Ringing(string queue) => $"{root}:ringing:{queue}";

    /// <summary>SET of agents with the channel and the skills.</summary>
    public RedisKey Skilled(string queue) => $"{root}:skilled:{queue}";

    /// <summary>SET of those of them who are available and connected.</summary>
    public RedisKey Ready(string queue) => $"{root}:ready:{queue}";

    /// <summary>ZSET of those of them with room and no open offer → the policy's score, lowest first.</summary>
    public RedisKey Idle(string queue) => $"{root}:idle:{queue}";

    /// <summary>STRING, the node that pumps this pool's events to Records, with expiry. Used from C# only.</summary>
    public RedisKey Pump => $"{root}:pump";
}
