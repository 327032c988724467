namespace Helpline.Routing.Redis;

/// <summary>Every script there is; a test compares the list with the files.</summary>
internal static class Scripts
{
    public static readonly Script Enqueue = Script.Load("enqueue-1");
    public static readonly Script Accept = Script.Load("accept-1");
    public static readonly Script Decline = Script.Load("decline-1");
    public static readonly Script RedeemTicket = Script.Load("redeemTicket-1");
    public static readonly Script Connected = Script.Load("connected-1");
    public static readonly Script ConnectFailed = Script.Load("connectFailed-1");
    public static readonly Script AgentLost = Script.Load("agentLost-1");
    public static readonly Script End = Script.Load("end-1");
    public static readonly Script Complete = Script.Load("complete-1");
    public static readonly Script PersonLeft = Script.Load("personLeft-1");
    public static readonly Script Announce = Script.Load("announce-1");
    public static readonly Script Standing = Script.Load("standing-1");
    public static readonly Script Snapshot = Script.Load("snapshot-1");
    public static readonly Script SignOn = Script.Load("signOn-1");
    public static readonly Script SetStatus = Script.Load("setStatus-1");
    public static readonly Script Renew = Script.Load("renew-1");
    public static readonly Script Due = Script.Load("due-1");
    public static readonly Script Restore = Script.Load("restore-1");
    public static readonly Script StartEpoch = Script.Load("startEpoch-1");
}
