namespace Helpline.Routing.Redis;

/// <summary>Every call there is; a test compares the list with the files.</summary>
internal static class Scripts
{
    public static readonly Script Enqueue = new("enqueue");
    public static readonly Script Accept = new("accept");
    public static readonly Script Decline = new("decline");
    public static readonly Script RedeemTicket = new("redeemTicket");
    public static readonly Script Connected = new("connected");
    public static readonly Script ConnectFailed = new("connectFailed");
    public static readonly Script AgentLost = new("agentLost");
    public static readonly Script End = new("end");
    public static readonly Script Complete = new("complete");
    public static readonly Script Park = new("park");
    public static readonly Script Resume = new("resume");
    public static readonly Script Release = new("release");
    public static readonly Script Transfer = new("transfer");
    public static readonly Script Reprioritise = new("reprioritise");
    public static readonly Script PromiseCallBack = new("promiseCallBack");
    public static readonly Script PersonLeft = new("personLeft");
    public static readonly Script Announce = new("announce");
    public static readonly Script Order = new("order");
    public static readonly Script Standing = new("standing", OnlyReads: true);
    public static readonly Script WhyWaiting = new("whyWaiting", OnlyReads: true);
    public static readonly Script Snapshot = new("snapshot", OnlyReads: true);
    public static readonly Script Known = new("known", OnlyReads: true);
    public static readonly Script SignOn = new("signOn");
    public static readonly Script SetStatus = new("setStatus");
    public static readonly Script Renew = new("renew");
    public static readonly Script Due = new("due");
    public static readonly Script Restore = new("restore");
    public static readonly Script StartEpoch = new("startEpoch");

    public static IReadOnlyList<Script> Files { get; } =
    [
        Enqueue, Accept, Decline, RedeemTicket, Connected, ConnectFailed, AgentLost, End, Complete, Park, Resume, Release, Transfer, Reprioritise,
        PromiseCallBack, PersonLeft, Announce, Order, Standing, WhyWaiting, Snapshot, Known, SignOn, SetStatus, Renew, Due, Restore, StartEpoch,
    ];
}
