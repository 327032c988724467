namespace Helpline.Routing.Redis;

/// <summary>What a script may answer instead of its own outcome. The outcomes themselves are the public enums; LuaTables gives all of them to Lua.</summary>
internal enum ReturnCode
{
    /// <summary>Redis holds no epoch for the pool (emptied, replaced, or never used): nothing was done; start one and repeat.</summary>
    NoEpoch = -99,

    /// <summary>Another epoch began since the caller looked: nothing was done.</summary>
    OtherEpoch = -98,
}
