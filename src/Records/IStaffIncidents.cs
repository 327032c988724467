using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Attacks on the people who answer, counted. Nobody is named in them: not the person, not the agent, not the contact.</summary>
public interface IStaffIncidents
{
    /// <summary>Idempotent by id.</summary>
    Task RecordAsync(StaffIncident incident, CancellationToken cancellationToken);

    /// <summary>Notes with the contact that its agent asked to be relieved, for the next agent to know. Not who asked.</summary>
    Task RelieveAsync(ContactId contact, CancellationToken cancellationToken);

    Task<StaffIncidentCounts> CountAsync(PoolId pool, CancellationToken cancellationToken);
}

[JsonConverter(typeof(CamelCaseEnumConverter<StaffIncidentWay>))]
public enum StaffIncidentWay
{
    /// <summary>The agent asked to be relieved.</summary>
    HandedOver = 1,

    /// <summary>The agent ended the call.</summary>
    Ended = 2,
}

/// <param name="Id">Made by the browser, so that a repeated request is the same incident.</param>
/// <summary>One of them.</summary>
public sealed record StaffIncident(Guid Id, PoolId Pool, LineId Line, Channel Channel, StaffIncidentWay Way);

/// <summary>How many in the last 24 hours, 7 days and 30 days.</summary>
public sealed record StaffIncidentCounts(int Day, int Week, int Month);
