using System.ComponentModel.DataAnnotations;

namespace Helpline.Routing;

/// <summary>Section <c>Routing</c>. Times are in seconds.</summary>
public sealed class RoutingOptions
{
    /// <summary>How long a call or a video rings at one agent before it goes to the next. 5 to 120, default 20.</summary>
    [Range(5, 120)]
    public int LiveOfferSeconds { get; set; } = 20;

    /// <summary>How long a written contact is offered to one agent. 5 to 600, default 45.</summary>
    [Range(5, 600)]
    public int WrittenOfferSeconds { get; set; } = 45;

    /// <summary>How long an accepted contact may take until the medium is up before it waits again. 5 to 120, default 25.</summary>
    [Range(5, 120)]
    public int ConnectSeconds { get; set; } = 25;

    /// <summary>How long an agent counts as present after their browser was last heard. 4 to 60, default 10.</summary>
    [Range(4, 60)]
    public int LeaseSeconds { get; set; } = 10;

    /// <summary>How long a written conversation stays with an agent whose browser is gone before it waits for another. 10 to 3600, default 120.</summary>
    [Range(10, 3600)]
    public int WrittenGraceSeconds { get; set; } = 120;

    /// <summary>How long a reply in a parked conversation waits for its agent to have room before the pool may take it. 10 to 86400, default 300.</summary>
    [Range(10, 86400)]
    public int ParkedReplySeconds { get; set; } = 300;

    /// <summary>How long a contact handed to one agent waits for them before whoever could take it before may. 5 to 3600, default 60.</summary>
    [Range(5, 3600)]
    public int TransferSeconds { get; set; } = 60;

    /// <summary>How often open contacts in Records are compared with the queue. 1 to 60, default 5.</summary>
    [Range(1, 60)]
    public int SweepSeconds { get; set; } = 5;

    /// <summary>Put before every Redis key, so that two installations can share one Redis. Default <c>hl</c>.</summary>
    [RegularExpression("^[a-z0-9-]{1,20}$")]
    public string KeyPrefix { get; set; } = "hl";

    /// <summary>The time zone whose midnight begins a new day of figures: an IANA name. Default <c>Europe/London</c>.</summary>
    [TimeZoneName]
    public string TimeZone { get; set; } = "Europe/London";

    /// <summary>A person who leaves after less than this counts as a short abandon, apart from the others. 0 to 60, default 5; 0: there are none.</summary>
    [Range(0, 60)]
    public int ShortAbandonSeconds { get; set; } = 5;
}

/// <summary>A time zone this machine knows.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeZoneNameAttribute() : ValidationAttribute("The field {0} must be a time zone this machine knows, such as 'Europe/London' (on Linux the package tzdata brings them).")
{
    public override bool IsValid(object? value) => value is string name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}
