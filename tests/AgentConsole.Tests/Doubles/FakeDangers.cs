using System.Collections.Concurrent;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>Danger and care in memory: answers what a test has put there and remembers what was asked.</summary>
internal sealed class FakeDangers : IDangers, IAccessMarks, IStaffIncidents
{
    public static readonly DangerId Danger = DangerId.New();

    public ConcurrentQueue<string> Calls { get; } = new();

    public RaisedDanger? Raised { get; set; } = new(Danger, IsNew: true);

    public WriteDangerResult Result { get; set; } = WriteDangerResult.Written;

    public bool Known { get; set; } = true;

    public IReadOnlyList<DangerView> Views { get; set; } = [new(Danger, Data.Contact, Data.Maya.Id, Data.Now, ClosedBy: null, ClosedAt: null, [])];

    public IReadOnlyList<OpenDanger> Open { get; set; } =
        [new(Danger, Data.Contact, Data.Line, Channel.Sms, ContactState.InHand, Data.Maya.Id, Data.Now, Joining: null, Called: false, Returned: null)];

    public Task<RaisedDanger?> RaiseAsync(ContactId contact, AgentId by, CancellationToken cancellationToken) => Note($"raise {contact} {by}", Raised);

    public Task<IReadOnlyList<DangerView>> OfContactAsync(ContactId contact, Reader reader, CancellationToken cancellationToken) => Note($"danger {contact} {reader.Purpose}", Views);

    public Task<IReadOnlyList<OpenDanger>> OpenAsync(PoolId pool, CancellationToken cancellationToken) => Note($"open {pool}", Open);

    public Task<WriteDangerResult> WriteAsync(ContactId contact, DangerId danger, DangerNoteId id, AgentId by, DangerEntry entry, CancellationToken cancellationToken) =>
        Note($"write {danger} {id} {by} {entry.Step} {entry.Choice} {entry.Text}", Result);

    public Task<CloseDangerReply> CloseAsync(ContactId contact, DangerId danger, AgentId by, string line, CancellationToken cancellationToken) =>
        Note($"close {danger} {by} {line}", new CloseDangerReply(Result, contact, Priority.High));

    public Task<bool> MarkAsync(ContactId contact, Reader by, AccessMark? mark, CancellationToken cancellationToken) =>
        Note($"mark {contact} {by.Agent} {by.Purpose} {mark?.Service} {mark?.Provider} {mark?.Interpreter}", Known);

    public Task RecordAsync(StaffIncident incident, CancellationToken cancellationToken) => Note($"incident {incident.Id} {incident.Line} {incident.Way}", result: true);

    public Task RelieveAsync(ContactId contact, CancellationToken cancellationToken) => Note($"relieve {contact}", result: true);

    public Task<StaffIncidentCounts> CountAsync(PoolId pool, CancellationToken cancellationToken) => Note($"count {pool}", new StaffIncidentCounts(1, 2, 3));

    private Task<T> Note<T>(string call, T result)
    {
        Calls.Enqueue(call);
        return Task.FromResult(result);
    }
}
